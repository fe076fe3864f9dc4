package io.bitwright.simulator.energy;

import static io.bitwright.simulator.actions.Arithmetic.Operation.ADD;
import static io.bitwright.simulator.actions.Arithmetic.Operation.MULTIPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.energy.SourceClass;
import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.Power;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnergyAccountingTest {
  private static final double TINY = 1e-12;

  private static AcceleratorSpec accelerator(
      String memoryKind, long weightBytes, Optional<Power> idle) {
    OperandPair pair = new OperandPair(NumberFormat.TERNARY, NumberFormat.INT8, 1);
    return new AcceleratorSpec(
        "some-chip",
        "An accelerator of these tests",
        "designed here",
        7,
        new Frequency(1e9),
        new MatrixUnitSpec(
            MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 1, 8, 8, List.of(pair), 64, 1024, 32),
        new VectorUnitSpec(8),
        new BufferSpec(new ByteSize(weightBytes), new ByteSize(4096), new ByteSize(4096)),
        new MemorySpec(memoryKind, new ByteSize(1L << 30), new Bandwidth(1e10), new TimeSpan(1e-7)),
        idle,
        true,
        Optional.empty());
  }

  private static EnergyJoules joules(
      ActionCounts actions, AcceleratorSpec chip, EnergyView view, int nodeNm, double seconds) {
    return EnergyAccounting.of(chip, nodeNm).joules(actions, view, seconds);
  }

  private static ActionCounts everything(double scale) {
    return new ActionCounts(
        List.of(new MultiplyAccumulates(NumberFormat.TERNARY, NumberFormat.INT8, 5e9 * scale)),
        List.of(
            new Arithmetic(ADD, NumberFormat.INT8, 2e9 * scale),
            new Arithmetic(MULTIPLY, NumberFormat.FP16, 3e9 * scale)),
        new BufferBytes(1e9 * scale, 0, 0),
        new BufferBytes(0, 1.5e9 * scale, 5e8 * scale),
        3e8 * scale,
        1e8 * scale);
  }

  @Test
  void systemViewIsTheHandCalculation() {
    AcceleratorSpec chip = accelerator("HBM2", 32_768, Optional.of(new Power(2)));
    EnergyJoules joules = joules(everything(1), chip, EnergyView.SYSTEM, 45, 0.25);
    assertThat(joules.add()).isCloseTo(7e9 * 0.03e-12, within(TINY));
    assertThat(joules.multiply()).isCloseTo(3e9 * 1.1e-12, within(TINY));
    double perByte = 8e-12 / 64;
    assertThat(joules.onChip()).isCloseTo(1e9 * 20 * perByte + 2e9 * 10 * perByte, within(TINY));
    assertThat(joules.registers()).isCloseTo(5e9 * (8 + 32) * 0.009e-12, within(TINY));
    assertThat(joules.offChip()).isCloseTo(4e8 * 8 * 3.97e-12, within(TINY));
    assertThat(joules.idle()).isCloseTo(0.5, within(TINY));
    assertThat(joules.total())
        .isCloseTo(0.00021 + 0.0033 + 0.0018 + 0.005 + 0.012704 + 0.5, within(TINY));
  }

  @Test
  void arithmeticViewCountsNothingButAdditionsAndMultiplications() {
    AcceleratorSpec chip = accelerator("HBM2", 30_000, Optional.of(new Power(2)));
    EnergyJoules joules = joules(everything(1), chip, EnergyView.ARITHMETIC, 45, 0.25);
    assertThat(joules).isEqualTo(EnergyAccounting.arithmetic(everything(1), 45));
    assertThat(joules.total()).isEqualTo(joules.multiply() + joules.add());
    assertThat(joules.total()).isCloseTo(0.00351, within(TINY));
  }

  @Test
  void everyJouleHasAnOriginAndItsSource() {
    AcceleratorSpec chip = accelerator("LPDDR4", 2_000_000, Optional.of(new Power(2)));
    EnergyJoules joules = joules(everything(1), chip, EnergyView.SYSTEM, 7, 0.25);
    assertThat(joules.origins().stream().mapToDouble(EnergyOrigin::joules).sum())
        .isCloseTo(joules.total(), within(TINY));
    assertThat(joules.origins())
        .extracting(
            EnergyOrigin::component,
            origin -> origin.sources().getFirst(),
            EnergyOrigin::classLabel)
        .containsExactly(
            tuple(EnergyComponent.ADD, "bitnet-2023", "published"),
            tuple(EnergyComponent.MULTIPLY, "bitnet-2023", "published"),
            tuple(EnergyComponent.REGISTERS, "aladdin-isca2014", "derived"),
            tuple(EnergyComponent.ON_CHIP, "jouppi-isca2021", "assumed (unverified)"),
            tuple(EnergyComponent.ON_CHIP, "jouppi-isca2021", "assumed (unverified)"),
            tuple(EnergyComponent.ON_CHIP, "jouppi-isca2021", "assumed (unverified)"),
            tuple(EnergyComponent.OFF_CHIP, "accelergy-dram", "published"),
            tuple(EnergyComponent.IDLE, "accelerator", "derived"));
    assertThat(joules.origins().get(3).note()).contains("1048576 bytes", "2000000 bytes");
    assertThat(joules.shares().values().stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(TINY));
  }

  @Test
  void anUntabulatedNodeIsMarkedInTheOrigin() {
    EnergyJoules joules = EnergyAccounting.arithmetic(everything(1), 28);
    assertThat(joules.add()).isCloseTo(7e9 * 0.03e-12, within(TINY));
    assertThat(joules.origins())
        .allMatch(origin -> origin.sourceClass() == SourceClass.DERIVED)
        .allMatch(origin -> origin.note().equals("no table for 28 nm; 45 nm stands in, unscaled"));
  }

  @Test
  void unknownIdlePowerCountsNothing() {
    AcceleratorSpec chip = accelerator("HBM2", 30_000, Optional.empty());
    EnergyJoules joules = joules(ActionCounts.NONE, chip, EnergyView.SYSTEM, 7, 1);
    assertThat(joules).isEqualTo(EnergyJoules.NONE);
  }

  @Test
  void anUnknownMemoryNamesTheNearestAndWhatIsAllowed() {
    AcceleratorSpec chip = accelerator("HBMM2", 30_000, Optional.empty());
    assertThatThrownBy(() -> joules(everything(1), chip, EnergyView.SYSTEM, 7, 1))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(
            "accelerator some-chip: memory kind 'HBMM2': no energy table prices 'dram transfer"
                + " HBMM2'; nearest: 'dram transfer HBM2'; allowed: LPDDR4, ")
        .hasMessageContaining("DDR3, DDR4, ");
  }

  @Test
  void aTimeBelowZeroOrNotANumberIsRefused() {
    AcceleratorSpec chip = accelerator("HBM2", 30_000, Optional.empty());
    for (double seconds : new double[] {-1, Double.NaN}) {
      assertThatThrownBy(() -> joules(everything(1), chip, EnergyView.SYSTEM, 7, seconds))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(NumberFormat.class)
  void everyFormatIsPricedAtBothNodes(NumberFormat format) {
    ActionCounts actions =
        ActionCounts.ofArithmetic(
            List.of(new Arithmetic(ADD, format, 1e12), new Arithmetic(MULTIPLY, format, 1e12)));
    for (int nodeNm : new int[] {7, 45}) {
      EnergyJoules joules = EnergyAccounting.arithmetic(actions, nodeNm);
      assertThat(joules.add()).isPositive();
      assertThat(joules.multiply()).isGreaterThan(joules.add());
    }
  }

  @Property(seed = "1")
  void energyGrowsLinearlyWithCountsAndTime(@ForAll @DoubleRange(min = 0, max = 1e6) double scale) {
    AcceleratorSpec chip = accelerator("DDR4", 30_000, Optional.of(new Power(2)));
    EnergyJoules one = joules(everything(1), chip, EnergyView.SYSTEM, 7, 1);
    EnergyJoules many = joules(everything(scale), chip, EnergyView.SYSTEM, 7, scale);
    assertRelative(many.multiply(), scale * one.multiply());
    assertRelative(many.add(), scale * one.add());
    assertRelative(many.onChip(), scale * one.onChip());
    assertRelative(many.offChip(), scale * one.offChip());
    assertRelative(many.registers(), scale * one.registers());
    assertRelative(many.idle(), scale * one.idle());
    assertRelative(many.total(), scale * one.total());
  }

  @Property(seed = "2")
  void energyOfASumOfActionsIsTheSumOfTheirEnergies(
      @ForAll @DoubleRange(min = 0, max = 1e6) double first,
      @ForAll @DoubleRange(min = 0, max = 1e6) double second) {
    AcceleratorSpec chip = accelerator("DDR3", 30_000, Optional.of(new Power(2)));
    EnergyJoules together =
        joules(everything(first).plus(everything(second)), chip, EnergyView.SYSTEM, 45, 3);
    EnergyJoules apart =
        joules(everything(first), chip, EnergyView.SYSTEM, 45, 1)
            .plus(joules(everything(second), chip, EnergyView.SYSTEM, 45, 2));
    assertRelative(together.total(), apart.total());
    assertRelative(together.offChip(), apart.offChip());
    assertThat(apart.origins()).hasSameSizeAs(together.origins());
  }

  private static void assertRelative(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }
}
