package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.ConstantPort;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs that no stream belongs to, and what is left of a run by a reset. */
@RequiresVerilator
class ConstantInputTest {
  private static final UnitInterface ADDING =
      new UnitInterface(
              "adding",
              List.of(
                  StreamPort.input("in", "a beat", StreamField.of("in_data_i", 8, "data")),
                  StreamPort.output("out", "a beat", StreamField.of("out_data_o", 8, "data"))))
          .with(new ConstantPort("addend_i", 7));

  private static final VerilatedLibrary LIBRARY = TestUnits.build(ADDING, BuildOptions.forTests());

  private static List<Byte> run(VerilatedModel model, int results, Byte... beats) {
    List<Byte> sums = new ArrayList<>();
    model.run(
        new StreamRun(
            Map.of("in", new StreamRun.Input(new Bytes(List.of(beats)), StallPattern.none())),
            Map.of(
                "out",
                new StreamRun.Output(
                    (_, _, buffer, offset) -> sums.add(buffer.get(JAVA_BYTE, offset)),
                    results,
                    StallPattern.none())),
            100));
    return sums;
  }

  @Test
  void eachModelSeesItsOwnValue() {
    try (VerilatedModel none = VerilatedModel.load(LIBRARY, 1);
        VerilatedModel many = VerilatedModel.load(LIBRARY.with("addend_i", 100), 1)) {
      assertThat(run(none, 2, (byte) 1, (byte) 2)).containsExactly((byte) 1, (byte) 2);
      assertThat(run(many, 2, (byte) 1, (byte) 2)).containsExactly((byte) 101, (byte) 102);
    }
  }

  @Test
  void inputThatTheUnitHasNotIsRefused() {
    assertThatThrownBy(() -> LIBRARY.with("other_i", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adding has no constant input named other_i");
  }

  @Test
  void beatThatWaitsDoesNotOutliveAReset() {
    try (VerilatedModel model = VerilatedModel.load(LIBRARY, 1)) {
      // The run ends with its last expected beat: the second one is still inside.
      assertThat(run(model, 1, (byte) 7, (byte) 8)).containsExactly((byte) 7);
      model.reset();
      assertThat(model.idle(5)).isZero();
    }
  }

  @Test
  void countingIsRefusedWhereNothingIsCounted() {
    try (VerilatedModel model = VerilatedModel.load(LIBRARY, 1)) {
      assertThatThrownBy(() -> model.writeCoverage(Path.of("coverage.dat")))
          .isInstanceOf(RtlFailureException.class)
          .hasMessageContaining("counts nothing");
    }
  }
}
