package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RTL that stops itself must neither end this process nor harm the next model. */
@RequiresVerilator
class RtlFailureTest {

  private static List<Byte> echo(VerilatedModel model, int expected, Byte... requests) {
    List<Byte> echoed = new ArrayList<>();
    model.run(
        new StreamRun(
            Map.of(
                "request", new StreamRun.Input(new Bytes(List.of(requests)), StallPattern.none())),
            Map.of(
                "echo",
                new StreamRun.Output(
                    (_, _, buffer, offset) -> echoed.add(buffer.get(JAVA_BYTE, offset)),
                    expected,
                    StallPattern.none())),
            100));
    return echoed;
  }

  private static VerilatedModel misbehaving() {
    return VerilatedModel.load(TestUnits.build(TestUnits.MISBEHAVING, BuildOptions.forTests()), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, $finish",
    "2, $stop",
    "3, deliberate fatal",
    "4, deliberate error",
    "5, deliberate assertion",
    "6, named_assertion"
  })
  void stoppingRtlThrowsAndTheNextModelWorks(byte way, String message) {
    try (VerilatedModel model = misbehaving()) {
      assertThatThrownBy(() -> echo(model, 4, (byte) 10, (byte) 11, way, (byte) 12))
          .isInstanceOfSatisfying(
              RtlFailureException.class,
              failure -> {
                assertThat(failure.file()).isEqualTo("misbehaving.sv");
                assertThat(failure.line()).isBetween(22, 29);
                assertThat(failure.cycle()).isEqualTo(2);
              })
          .hasMessageContaining(message);
    }
    try (VerilatedModel model = misbehaving()) {
      assertThat(echo(model, 2, (byte) 20, (byte) 21)).containsExactly((byte) 20, (byte) 21);
    }
  }

  @Test
  void printingRtlIsNoFailure() {
    try (VerilatedModel model = misbehaving()) {
      assertThat(echo(model, 2, (byte) 8, (byte) 21)).containsExactly((byte) 8, (byte) 21);
    }
  }

  @Test
  void swallowedBeatIsAStuckStream() {
    try (VerilatedModel model = misbehaving()) {
      assertThatThrownBy(() -> echo(model, 2, (byte) 7, (byte) 21))
          .isInstanceOf(StuckStreamException.class)
          .hasMessageContaining("output echo moved 1 of 2 beats");
    }
  }

  @Test
  void assertionsCanBeLeftOut() {
    BuildOptions options = new BuildOptions(false, false, BuildOptions.Optimisation.SHORT_RUNS);
    VerilatedLibrary library = TestUnits.build(TestUnits.MISBEHAVING, options);
    try (VerilatedModel model = VerilatedModel.load(library, 1)) {
      assertThat(echo(model, 2, (byte) 6, (byte) 21)).containsExactly((byte) 6, (byte) 21);
    }
  }
}
