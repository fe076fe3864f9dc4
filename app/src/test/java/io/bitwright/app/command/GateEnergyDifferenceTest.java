package io.bitwright.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateEnergyDifferenceTest {
  @Test
  void theFactorsMultiplyToTheRatio() {
    List<GateEnergyDifference> differences =
        GateEnergyDifference.of(
            List.of(
                line("nangate45", "random", 0.6, 0.5),
                line("nangate45", "trained", 0.5, 0.6),
                line("asap7", "random", 0.06, 0.5)));

    assertThat(differences).hasSize(1);
    GateEnergyDifference only = differences.getFirst();
    assertThat(only.ratio()).isCloseTo(3, within(1e-12));
    assertThat(only.operands()).isCloseTo(1.2, within(1e-12));
    assertThat(only.voltage()).isCloseTo(1.1 * 1.1 / 0.81, within(1e-12));
    assertThat(only.registersAndClock()).isCloseTo(2.5, within(1e-12));
    assertThat(only.operands() * only.voltage() * only.registersAndClock() * only.rest())
        .isCloseTo(only.ratio(), within(1e-12));
    assertThat(GateEnergyDifference.section(differences)).contains("| nangate45 | element | 3");
  }

  private static GateEnergyComparison.Line line(
      String library, String operands, double picojoules, double registersAndClock) {
    double published = 0.2;
    return new GateEnergyComparison.Line(
        library,
        "element",
        operands,
        "add",
        1.1,
        10,
        20,
        picojoules,
        registersAndClock,
        Optional.of(published),
        Optional.of(picojoules / published));
  }
}
