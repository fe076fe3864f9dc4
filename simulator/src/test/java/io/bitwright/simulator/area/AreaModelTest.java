package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.part.FpgaFamily;
import io.bitwright.spec.part.FpgaPart;
import io.bitwright.spec.part.FpgaPartLibrary;
import io.bitwright.spec.quantity.ByteSize;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AreaModelTest {
  private static final AreaModel MODEL = AreaModel.shipped();
  private static final FpgaPart K26 = FpgaPartLibrary.get("xck26");
  private static final int LONGEST_SUM = 16_384;

  private static AcceleratorSpec with(MatrixUnitSpec unit) {
    return AcceleratorLibrary.get("kv260").with(unit);
  }

  private static MatrixUnitSpec unit(
      MatrixUnitKind kind, NumberFormat weights, int count, int rows, int columns, int held) {
    return new MatrixUnitSpec(
        kind,
        count,
        rows,
        columns,
        List.of(new OperandPair(weights, NumberFormat.INT8, 1)),
        held,
        LONGEST_SUM,
        WidthRule.accumulatorBits(weights, NumberFormat.INT8, LONGEST_SUM));
  }

  private static AreaEstimate estimate(NumberFormat weights, int count, int rows, int columns) {
    MatrixUnitSpec unit =
        unit(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, weights, count, rows, columns, 512);
    return MODEL.of(with(unit), K26);
  }

  @Test
  void wideWeightsTakeMultiplierBlocksAsLongAsTheySuffice() {
    // The part has 1248.
    AreaEstimate onBlocks = estimate(NumberFormat.INT8, 1, 32, 39);
    AreaEstimate inLogic = estimate(NumberFormat.INT8, 1, 32, 40);

    assertThat(onBlocks.dspBlocks()).isEqualTo(32 * 39);
    assertThat(inLogic.dspBlocks()).isZero();
    assertThat(inLogic.luts()).isGreaterThan(10 * onBlocks.luts());
    assertThat(estimate(NumberFormat.INT8, 2, 32, 20).dspBlocks()).isZero();
    assertThat(estimate(NumberFormat.TERNARY, 1, 32, 32).dspBlocks()).isZero();
  }

  @Test
  void unitsAreCountedEach() {
    AreaEstimate one = estimate(NumberFormat.TERNARY, 1, 16, 16);
    AreaEstimate four = estimate(NumberFormat.TERNARY, 4, 16, 16);

    assertThat(four.luts()).isBetween(4 * one.luts() - 2, 4 * one.luts() + 2);
    assertThat(four.flipFlops()).isBetween(4 * one.flipFlops() - 2, 4 * one.flipFlops() + 2);
  }

  static List<ArrayGroup> groups() {
    return List.copyOf(MODEL.groups().keySet());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void moreColumnsTakeMore(ArrayGroup group) {
    for (int columns = 1; columns < 128; columns++) {
      assertTakesMore(group, design(group, 7, columns), design(group, 7, columns + 1));
    }
  }

  /** The RTL narrows the sums of more rows at each power of 2: 32 rows may take less than 31. */
  @ParameterizedTest
  @MethodSource("groups")
  void moreRowsTakeMoreButForAPowerOfTwo(ArrayGroup group) {
    for (int rows = 1; rows < 128; rows++) {
      boolean narrowed = Integer.bitCount(rows + 1) == 1;
      int fewer = narrowed ? (rows + 1) / 2 : rows;
      assertTakesMore(group, design(group, fewer, 7), design(group, rows + 1, 7));
    }
  }

  private static void assertTakesMore(ArrayGroup group, ArrayDesign smaller, ArrayDesign larger) {
    FittedGroup fitted = Objects.requireNonNull(MODEL.groups().get(group));
    ArrayTerms few = ArrayTerms.of(smaller, group.family());
    ArrayTerms many = ArrayTerms.of(larger, group.family());

    assertThat(fitted.luts().of(many.luts()))
        .as("LUTs of %s", larger)
        .isGreaterThanOrEqualTo(fitted.luts().of(few.luts()));
    assertThat(fitted.flipFlops().of(many.flipFlops()))
        .as("flip-flops of %s", larger)
        .isGreaterThan(fitted.flipFlops().of(few.flipFlops()));
  }

  private static ArrayDesign design(ArrayGroup group, int rows, int columns) {
    return new ArrayDesign(
        group.kind(),
        group.weights(),
        group.activations(),
        group.multiplier(),
        rows,
        columns,
        group.kind() == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY ? 0 : 512,
        WidthRule.accumulatorBits(group.weights(), group.activations(), LONGEST_SUM));
  }

  @Test
  void aLongerSumTakesMore() {
    MatrixUnitSpec unit =
        unit(MatrixUnitKind.OUTPUT_STATIONARY_ARRAY, NumberFormat.TERNARY, 1, 8, 8, 8);
    MatrixUnitSpec longer =
        new MatrixUnitSpec(
            unit.kind(), 1, 8, 8, unit.operandPairs(), 8, 1 << 16, unit.accumulatorWidth() + 2);

    assertThat(MODEL.of(with(longer), K26).luts()).isGreaterThan(MODEL.of(with(unit), K26).luts());
    assertThat(MODEL.of(with(longer), K26).flipFlops())
        .isGreaterThan(MODEL.of(with(unit), K26).flipFlops());
  }

  /** Of either kind of memory blocks the same share: 144 of 288 and 32 of 64 are half of both. */
  @Test
  void buffersAreDealtOutToBothKindsOfMemory() {
    MatrixUnitSpec unit =
        unit(MatrixUnitKind.OUTPUT_STATIONARY_ARRAY, NumberFormat.TERNARY, 1, 4, 4, 4);
    ByteSize half = new ByteSize(144 * 2048);
    ByteSize ultra = new ByteSize(32 * 32_768);
    AcceleratorSpec accelerator = with(unit).with(new BufferSpec(half, ultra, new ByteSize(0)));

    AreaEstimate estimate = MODEL.of(accelerator, K26);

    assertThat(estimate.blockRams()).isEqualTo(144);
    assertThat(estimate.ultraRams()).isEqualTo(32);
    FpgaPart small = FpgaPartLibrary.get("xc7z020");
    assertThat(MODEL.of(accelerator, small).ultraRams()).isZero();
    assertThat(MODEL.of(accelerator, small).blockRams()).isEqualTo(144 + 512);
    assertThat(MODEL.of(accelerator, small).fits(small, 1)).isFalse();
  }

  @Test
  void theClockIsKnownWhereArraysWerePlacedAndRouted() {
    AcceleratorSpec accelerator =
        with(unit(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, NumberFormat.TERNARY, 1, 8, 8, 256));

    assertThat(MODEL.of(accelerator, K26).fmaxHertz()).isEmpty();
    AreaEstimate onIce40 = MODEL.of(accelerator, FpgaPartLibrary.get("ice40hx8k"));
    assertThat(onIce40.fmaxHertz().orElseThrow()).isBetween(50e6, 250e6);
    assertThat(onIce40.errors().fmax()).isPresent();
  }

  @Test
  void aPartWithoutAResourceThatIsNeededFitsNothing() {
    FpgaPart bare = new FpgaPart("p", "d", "s", FpgaFamily.XILINX, 1_000_000, 1_000_000, 0, 0, 0);

    AreaEstimate estimate = MODEL.of(AcceleratorLibrary.get("kv260"), bare);

    assertThat(estimate.largestShare(bare)).isInfinite();
  }

  @Test
  void aTensorCoreHasNoModel() {
    assertThatThrownBy(() -> MODEL.of(AcceleratorLibrary.get("nvidia-a100-80gb"), K26))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "there is no area model of nvidia-a100-80gb: no RTL is generated of a tensor_core");
  }

  @Test
  void anArrayOfSeveralPairsHasNoModel() {
    OperandPair pair = new OperandPair(NumberFormat.TERNARY, NumberFormat.INT8, 1);
    MatrixUnitSpec unit =
        new MatrixUnitSpec(
            MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 1, 4, 4, List.of(pair, pair), 4, 64, 16);

    assertThatThrownBy(() -> MODEL.of(with(unit), K26))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(
            "there is no area model of kv260: an array that is generated has one pair of formats");
  }

  @Test
  void formatsThatWereNotSynthesisedHaveNoModel() {
    MatrixUnitSpec unit =
        unit(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, NumberFormat.INT4, 1, 4, 4, 4);

    assertThatThrownBy(() -> MODEL.of(with(unit), K26))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(
            "there is no area model of weight_stationary_array int4 x int8 (lut) on xilinx");
  }
}
