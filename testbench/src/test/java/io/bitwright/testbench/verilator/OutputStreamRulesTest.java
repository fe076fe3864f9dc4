package io.bitwright.testbench.verilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The harness holds every unit to the rules of its output streams. */
@RequiresVerilator
class OutputStreamRulesTest {
  /** Not willing in every cycle, so that some beats wait. */
  private static final StallPattern PAUSING = StallPattern.random(new Random(1), 20, 0.2);

  private static RunResult forward(byte... bytes) {
    List<Byte> beats = new ArrayList<>();
    for (byte value : bytes) {
      beats.add(value);
    }
    try (VerilatedModel model =
        VerilatedModel.load(TestUnits.build(TestUnits.UNSTEADY, BuildOptions.forTests()), 1)) {
      return model.run(
          new StreamRun(
              Map.of("in", new StreamRun.Input(new Bytes(beats), StallPattern.none())),
              Map.of("out", new StreamRun.Output((_, _, _, _) -> {}, bytes.length, PAUSING)),
              1000));
    }
  }

  @Test
  void steadyBeatsMayWait() {
    assertThat(forward((byte) 10, (byte) 11, (byte) 12, (byte) 13).cycles()).isGreaterThan(4);
  }

  @Test
  void beatWithdrawnBeforeItMovesIsAFailure() {
    assertThatThrownBy(() -> forward((byte) 10, (byte) 1, (byte) 1, (byte) 1))
        .isInstanceOf(RtlFailureException.class)
        .hasMessageContaining("stream out withdrew a beat before it moved");
  }

  @Test
  void beatChangedBeforeItMovesIsAFailure() {
    assertThatThrownBy(() -> forward((byte) 10, (byte) 2, (byte) 2, (byte) 2))
        .isInstanceOf(RtlFailureException.class)
        .hasMessageContaining("stream out changed the data of a beat before it moved");
  }

  @Test
  void beatThatNobodyExpectsShowsWhenTheUnitIdles() {
    try (VerilatedModel model =
        VerilatedModel.load(TestUnits.build(TestUnits.UNSTEADY, BuildOptions.forTests()), 1)) {
      model.run(
          new StreamRun(
              Map.of("in", new StreamRun.Input(new Bytes(List.of((byte) 3)), StallPattern.none())),
              Map.of("out", new StreamRun.Output((_, _, _, _) -> {}, 1, StallPattern.none())),
              100));
      assertThat(model.idle(10)).isEqualTo(1);
    }
  }
}
