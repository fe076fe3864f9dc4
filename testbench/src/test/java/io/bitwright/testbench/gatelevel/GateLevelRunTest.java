package io.bitwright.testbench.gatelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Does a gate-level run count what happens, at the prices of the library? */
class GateLevelRunTest {
  private static final CellLibrary LIBRARY = HandMadeGates.library();
  private static final double FEMTO = 1e-15;
  private static final Offset<Double> EXACT = within(1e-22);

  private static GateLevelEnergy run(GateNetlist netlist, PortTrace trace) {
    return new GateLevelRun(LIBRARY).energy(netlist, NetRoles.ofUnits(), trace);
  }

  @Test
  void inverterTakesItsNetsAndItsInternalPower() {
    GateLevelEnergy energy = run(HandMadeGates.INVERTER, HandMadeGates.trace("a_i", "0110"));

    // The input rises and falls, 2 fJ each; the output falls, 5 fJ, and rises, 3 fJ, without load.
    assertThat(energy.switchingJoules()).isCloseTo(4 * FEMTO, EXACT);
    assertThat(energy.internalJoules()).isCloseTo(8 * FEMTO, EXACT);
    assertThat(energy.toggles()).isEqualTo(4);
    assertThat(energy.areaSquareMicrometres()).isEqualTo(1);
    assertThat(energy.leakageJoules()).as("2 uW in 3 ns").isCloseTo(6 * FEMTO, EXACT);
    assertThat(energy.joulesPerOperation()).isCloseTo(6 * FEMTO, EXACT);
  }

  @Test
  void wiresAddToTheLoad() {
    GateLevelEnergy energy =
        new GateLevelRun(LIBRARY, 3 * FEMTO, true)
            .energy(HandMadeGates.INVERTER, NetRoles.ofUnits(), HandMadeGates.trace("a_i", "01"));

    assertThat(energy.switchingJoules()).as("4 fF at 2 V").isCloseTo(8 * FEMTO, EXACT);
  }

  @Test
  void glitchesAreSeenWithDelaysOnly() {
    PortTrace trace = HandMadeGates.trace("a_i", "0101");

    GateLevelEnergy delayed = run(HandMadeGates.GLITCH, trace);
    GateLevelEnergy atOnce =
        new GateLevelRun(LIBRARY, 0, false).energy(HandMadeGates.GLITCH, NetRoles.ofUnits(), trace);

    // Input and inverter toggle three times each. At a rise the gate sees both inputs high for the
    // 10 ps of the inverter, which is longer than its own delay: two more toggles, twice.
    assertThat(atOnce.toggles()).isEqualTo(6);
    assertThat(delayed.toggles()).isEqualTo(10);
  }

  @Test
  void restingRegisterTakesClockAndLeakageOnly() {
    GateLevelEnergy energy = run(HandMadeGates.REGISTER, HandMadeGates.trace("d_i", "00000"));

    // Four cycles of two edges: 2 fJ of the net and 7 fJ in the cell.
    assertThat(energy.dynamicJoules()).isCloseTo(72 * FEMTO, EXACT);
    assertThat(energy.joulesByOrigin().get(EnergyOrigin.CLOCK)).isCloseTo(72 * FEMTO, EXACT);
    assertThat(energy.leakageJoules()).isCloseTo(48 * FEMTO, EXACT);
  }

  @Test
  void restingLogicLeaksOnly() {
    GateLevelEnergy energy = run(HandMadeGates.GLITCH, HandMadeGates.trace("a_i", "1111"));

    assertThat(energy.dynamicJoules()).isZero();
    assertThat(energy.toggles()).isZero();
    assertThat(energy.leakageJoules()).isCloseTo(18 * FEMTO, EXACT);
  }

  @Test
  void registerShowsItsInputACycleLater() {
    List<Cycle> cycles =
        List.of(
            new Cycle(Map.of("d_i", "1"), Map.of("q_o", "1")),
            new Cycle(Map.of("d_i", "0"), Map.of("q_o", "0")),
            new Cycle(Map.of("d_i", "0"), Map.of("q_o", "1")));

    GateLevelEnergy energy = run(HandMadeGates.REGISTER, new PortTrace("steps", cycles, 0, 3));

    assertThat(energy.flipFlops()).isEqualTo(1);
    assertThat(energy.joulesByOrigin().get(EnergyOrigin.REGISTERS)).isPositive();
  }

  @Test
  void wrongOutputIsAnError() {
    List<Cycle> cycles = List.of(new Cycle(Map.of("a_i", "1"), Map.of("y_o", "1")));
    PortTrace trace = new PortTrace("wrong", cycles, 0, 1);

    assertThatThrownBy(() -> run(HandMadeGates.INVERTER, trace))
        .isInstanceOf(GateMismatchException.class)
        .hasMessage("inverter: in cycle 0 the gates give 0 at bit 0 of y_o, the RTL 1");
  }

  @Property(seed = "1", tries = 50)
  void twiceTheToggleRateTakesTwiceTheDynamicEnergy(
      @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 0, max = 1) Integer> values) {
    StringBuilder fast = new StringBuilder("0");
    StringBuilder slow = new StringBuilder("0");
    values.forEach(value -> {
      fast.append(value);
      slow.append(value).append(value);
    });

    GateLevelEnergy quick = run(HandMadeGates.GLITCH, HandMadeGates.trace("a_i", fast.toString()));
    GateLevelEnergy calm = run(HandMadeGates.GLITCH, HandMadeGates.trace("a_i", slow.toString()));

    // The same changes in twice the cycles: half the power, leakage the same.
    assertThat(quick.dynamicJoules()).isEqualTo(calm.dynamicJoules());
    assertThat(quick.dynamicJoules() / quick.cycles())
        .isCloseTo(2 * calm.dynamicJoules() / calm.cycles(), EXACT);
    assertThat(quick.leakageWatts()).isEqualTo(calm.leakageWatts());
  }

  @Property(seed = "2", tries = 50)
  void originsAddUpAndRunsRepeat(
      @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 0, max = 1) Integer> values) {
    StringBuilder digits = new StringBuilder("0");
    values.forEach(digits::append);
    PortTrace trace = HandMadeGates.trace("d_i", digits.toString());

    GateLevelEnergy energy = run(HandMadeGates.REGISTER, trace);

    assertThat(energy.joulesByOrigin().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(energy.dynamicJoules(), EXACT);
    assertThat(run(HandMadeGates.REGISTER, trace)).isEqualTo(energy);
  }
}
