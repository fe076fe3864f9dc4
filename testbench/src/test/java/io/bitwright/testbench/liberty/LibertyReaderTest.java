package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the groups of a Liberty file mean. */
class LibertyReaderTest {
  private static final Percentage EXACT = Percentage.withPercentage(1e-9);
  private static final Offset<Double> TINY = within(1e-21);

  @Test
  void librarySortsItsCellsAndStatesItsVoltage() {
    LibertyLibrary library = SmallLibrary.library();

    assertThat(library.name()).isEqualTo("small");
    assertThat(library.nominalVoltageVolts()).isCloseTo(1, EXACT);
    assertThat(library.cells())
        .extracting(LibertyCell::name)
        .containsExactly("DFFX1", "INVX1", "LATX1", "NAND2X1");
  }

  @Test
  void figuresAreInSiUnits() {
    LibertyCell inverter = SmallLibrary.library().cell("INVX1");

    assertThat(inverter.areaSquareMicrometres()).isEqualTo(1.5);
    assertThat(inverter.leakageWatts()).isCloseTo(3e-9, EXACT);
    assertThat(inverter.dontUse()).isTrue();
    assertThat(inverter.sequential()).isFalse();
    assertThat(inverter.pin("A").capacitanceFarads()).as("default").isCloseTo(5e-13, EXACT);
    assertThat(inverter.pin("A").riseCapacitanceFarads()).isCloseTo(2.5e-13, EXACT);
    assertThat(inverter.pin("A").fallCapacitanceFarads()).isCloseTo(5e-13, EXACT);
    assertThat(inverter.pin("Y").capacitanceFarads()).isZero();
    assertThat(inverter.pin("Y").maxCapacitanceFarads().orElseThrow()).isCloseTo(4e-12, EXACT);
  }

  @Test
  void energiesAreCapacitanceUnitTimesVoltageUnitSquared() {
    InternalPower power = SmallLibrary.library().cell("INVX1").pin("A").internalPowers().getFirst();

    assertThat(power.relatedPin()).isEmpty();
    assertThat(power.risePower()).isEqualTo(power.fallPower());
    assertThat(power.risePower().orElseThrow().value(20e-9, 0)).isCloseTo(2 * 1e-14, EXACT);
    LookupTable volts =
        SmallLibrary.with("100mV", "1V")
            .cell("INVX1")
            .pin("A")
            .internalPowers()
            .getFirst()
            .risePower()
            .orElseThrow();
    assertThat(volts.value(20e-9, 0)).isCloseTo(2e-12, EXACT);
    LookupTable femto =
        SmallLibrary.with("(1, pf)", "(2,\"fF\")")
            .cell("INVX1")
            .pin("A")
            .internalPowers()
            .getFirst()
            .risePower()
            .orElseThrow();
    assertThat(femto.value(20e-9, 0)).isCloseTo(2 * 2e-17, EXACT);
  }

  @Test
  void axesMayStandInEitherOrder() {
    TimingArc arc = SmallLibrary.library().cell("INVX1").pin("Y").timingArcs().getFirst();
    LookupTable loadFirst = arc.cellRise().orElseThrow();
    LookupTable slewFirst = arc.cellFall().orElseThrow();

    assertThat(arc.relatedPin()).contains("A");
    assertThat(arc.sense()).contains(TimingSense.NEGATIVE_UNATE);
    assertThat(arc.type()).isEqualTo(TimingType.COMBINATIONAL);
    for (double slew : new double[] {10e-9, 17e-9, 30e-9, 50e-9}) {
      for (double load : new double[] {1e-12, 1.5e-12, 4e-12}) {
        double expected = (load * 1e12 * 10 + slew * 1e9 / 10) * 1e-9;
        assertThat(loadFirst.value(slew, load)).isCloseTo(expected, TINY);
        assertThat(slewFirst.value(slew, load)).isCloseTo(expected, TINY);
      }
    }
    assertThat(loadFirst.slewsSeconds()).hasSize(3);
    assertThat(loadFirst.loadsFarads()).hasSize(2);
  }

  @Test
  void tablesMayBringTheirOwnPointsOrBeScalar() {
    TimingArc arc = SmallLibrary.library().cell("INVX1").pin("Y").timingArcs().getFirst();

    assertThat(arc.riseTransition().orElseThrow().value(2e-9, 1e-12)).isCloseTo(2e-9, EXACT);
    assertThat(arc.fallTransition().orElseThrow().value(9, 9)).isCloseTo(0.5e-9, EXACT);
  }

  @Test
  void railsStayApart() {
    LibertyCell gate = SmallLibrary.library().cell("NAND2X1");

    assertThat(gate.powerGroundPins())
        .containsExactly(
            new PowerGroundPin("VDD", "primary_power"),
            new PowerGroundPin("VSS", "primary_ground"));
    assertThat(gate.leakagePowers()).hasSize(3);
    assertThat(gate.leakagePowers().getFirst().relatedPowerGroundPin()).contains("VDD");
    assertThat(gate.leakagePowers().getFirst().when().orElseThrow()).hasToString("A B");
    assertThat(gate.leakageWatts()).as("sum of the rails").isCloseTo(9e-9, EXACT);
    InternalPower power = gate.pin("Y").internalPowers().getFirst();
    assertThat(power.relatedPowerGroundPin()).contains("VSS");
    assertThat(power.relatedPin()).contains("A");
    assertThat(power.fallPower().orElseThrow().largest()).as("negative entries stay").isNegative();
  }

  @Test
  void groupsOfSeveralPinsAreOneEach() {
    LibertyCell gate = SmallLibrary.library().cell("NAND2X1");

    assertThat(gate.pins()).extracting(LibertyPin::name).containsExactly("A", "B", "Y");
    assertThat(gate.pin("B").capacitanceFarads()).isCloseTo(1e-12, EXACT);
    assertThat(gate.pin("Y").timingArcs())
        .extracting(arc -> arc.relatedPin().orElseThrow())
        .containsExactly("A", "B");
    assertThat(gate.pin("Y").timingArcs().get(1).when().orElseThrow().evaluate(0b01)).isTrue();
  }

  @Test
  void statesHaveTheirFunctions() {
    LibertyCell register = SmallLibrary.library().cell("DFFX1");
    FlipFlop state = register.flipFlops().getFirst();

    assertThat(register.sequential()).isTrue();
    assertThat(register.leakageWatts()).as("default").isCloseTo(7e-9, EXACT);
    assertThat(state.state()).isEqualTo("IQ");
    assertThat(state.invertedState()).isEqualTo("IQN");
    assertThat(state.clockedOn()).hasToString("!CK");
    assertThat(state.nextState().over(List.of("D", "SE", "SI")).test(0b001)).isTrue();
    assertThat(state.nextState().over(List.of("D", "SE", "SI")).test(0b011)).isFalse();
    assertThat(state.clear()).isPresent();
    assertThat(state.preset()).isEmpty();
    assertThat(register.pin("CK").clock()).isTrue();
    assertThat(register.pin("D").clock()).isFalse();
    assertThat(register.pin("Q").timingArcs().getFirst().type()).isEqualTo(TimingType.FALLING_EDGE);
    LibertyCell latch = SmallLibrary.library().cell("LATX1");
    assertThat(latch.latches().getFirst().enable()).contains(BooleanExpression.parse("G"));
    assertThat(latch.stateTable()).isTrue();
    assertThat(latch.pin("Q").threeState()).isPresent();
  }

  @Test
  void severalFilesAreOneLibrary(@TempDir Path folder) throws IOException {
    Path one = Files.writeString(folder.resolve("one.lib"), SmallLibrary.TEXT);
    Path two = folder.resolve("two.lib");
    Files.writeString(two, other("(small)", "(more)"));

    LibertyLibrary library = LibertyReader.read(List.of(one, two));

    assertThat(library.name()).isEqualTo("small + more");
    assertThat(library.cells()).hasSize(8);
    assertFault(
        () -> LibertyReader.read(List.of(one, one)),
        one + ":29: the cell INVX1 is defined already (" + one + ":29); delete one");
    Files.writeString(two, other("nom_voltage : 10", "nom_voltage : 12"));
    assertFault(() -> LibertyReader.read(List.of(one, two)), "allowed: files of one voltage");
  }

  @Test
  void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
    assertFault(() -> LibertyReader.read(List.of()), "no Liberty file is given");
    assertFault(
        () -> LibertyReader.read(List.of(folder.resolve("none.lib"))), "there is no such file");
    assertFault(() -> LibertyReader.read(List.of(folder)), "is no file");
    Path packed = Files.write(folder.resolve("a.lib"), new byte[] {0x1f, (byte) 0x8b, 8});
    assertFault(() -> LibertyReader.read(List.of(packed)), "unpack it first (gunzip)");
  }

  private static String other(String part, String replacement) {
    return SmallLibrary.TEXT
        .replace(part, replacement)
        .replace("X1)", "X2)")
        .replace("X1\")", "X2\")");
  }

  private static void assertFault(ThrowingCallable action, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(action)
        .withMessageContaining(message);
  }
}
