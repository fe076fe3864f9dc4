package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MatmulEstimateTest {
  private static final double ROUNDING = 1e-9;

  @Property(seed = "1")
  void neverFasterThanThePeakOrTheCompulsoryTraffic(
      @ForAll @IntRange(min = 1, max = 3000) int m,
      @ForAll @IntRange(min = 1, max = 3000) int k,
      @ForAll @IntRange(min = 1, max = 3000) int n,
      @ForAll long seed) {
    AcceleratorSpec machine = Machines.random(new Random(seed));
    MatmulShape shape = new MatmulShape(m, k, n);
    Estimate estimate =
        Estimator.estimateMatmul(machine, shape, NumberFormat.TERNARY, NumberFormat.INT8);

    double compulsoryReads = k * (double) n / 4 + m * (double) k;
    double compulsoryWrites = m * (double) n * 2;
    ActionCounts actions = estimate.actions();
    assertThat(actions.offChipReadBytes()).isGreaterThanOrEqualTo(compulsoryReads * (1 - ROUNDING));
    assertThat(actions.offChipWriteBytes())
        .isGreaterThanOrEqualTo(compulsoryWrites * (1 - ROUNDING));
    double memorySeconds =
        (actions.offChipReadBytes() + actions.offChipWriteBytes())
            / machine.memory().bandwidth().bytesPerSecond();
    assertThat(estimate.latencySeconds())
        .isGreaterThanOrEqualTo(memorySeconds * (1 - ROUNDING))
        .isGreaterThanOrEqualTo(machine.clock().seconds(estimate.cycles()) * (1 - ROUNDING));
    assertThat(estimate.mfu()).isPositive().isLessThanOrEqualTo(1);
    assertThat(estimate.flops()).isEqualTo(2.0 * m * k * n);
  }

  @Property(seed = "2")
  void timeNeverGrowsWithBandwidthOrClock(
      @ForAll @IntRange(min = 1, max = 3000) int m,
      @ForAll @IntRange(min = 1, max = 3000) int k,
      @ForAll @IntRange(min = 1, max = 3000) int n,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    double faster = 1 + random.nextDouble();
    MatmulShape shape = new MatmulShape(m, k, n);
    double seconds = seconds(machine, shape) * (1 + ROUNDING);

    assertThat(seconds(Machines.withClock(machine, faster), shape)).isLessThanOrEqualTo(seconds);
    assertThat(seconds(Machines.withMemory(machine, faster, 1 << 30), shape))
        .isLessThanOrEqualTo(seconds);
  }

  private static double seconds(AcceleratorSpec machine, MatmulShape shape) {
    return Estimator.estimateMatmul(machine, shape, NumberFormat.INT8, NumberFormat.INT8)
        .latencySeconds();
  }

  @Test
  void cyclesAreTheMatrixUnitsOwn() {
    MatmulShape shape = new MatmulShape(100, 300, 200);

    assertThat(edge(shape).cycles()).isEqualTo(new WeightStationaryArray(16, 16, 64).cycles(shape));
  }

  @Test
  void ternaryWeightsAddOnceForEachProductAndMultiplyOnceForEachResult() {
    assertThat(edge(new MatmulShape(10, 30, 20)).actions().arithmetic())
        .containsExactlyInAnyOrder(
            new Arithmetic(Operation.ADD, NumberFormat.INT8, 6000),
            new Arithmetic(Operation.MULTIPLY, NumberFormat.BF16, 200));
  }

  @Test
  void int8MultipliesInInt8AndAddsInInt32() {
    Estimate estimate =
        Estimator.estimateMatmul(
            Machines.datacentre(),
            new MatmulShape(10, 30, 20),
            NumberFormat.INT8,
            NumberFormat.INT8);

    assertThat(estimate.actions().arithmetic())
        .containsExactlyInAnyOrder(
            new Arithmetic(Operation.MULTIPLY, NumberFormat.INT8, 6000),
            new Arithmetic(Operation.ADD, NumberFormat.INT32, 6000),
            new Arithmetic(Operation.MULTIPLY, NumberFormat.BF16, 200));
  }

  @Test
  void formatWithoutNativeArithmeticRunsAtTheSmallestPairThatHoldsIt() {
    Estimate estimate =
        Estimator.estimateMatmul(
            Machines.datacentre(),
            new MatmulShape(10, 30, 20),
            NumberFormat.TERNARY,
            NumberFormat.INT8);

    assertThat(estimate.notes()).containsExactly("matmul: ternary x int8 runs as int8 x int8");
    // Stored packed: two bits a weight.
    assertThat(estimate.memoryBytes().weights()).isEqualTo(150);
    assertThat(estimate.actions().offChipReadBytes()).isEqualTo(150 + 300);
  }

  @Test
  void formatThatNoPairHoldsRunsOnTheVectorUnit() {
    Estimate estimate =
        Estimator.estimateMatmul(
            Machines.edge(), new MatmulShape(10, 30, 20), NumberFormat.BF16, NumberFormat.BF16);

    assertThat(estimate.notes())
        .containsExactly(
            "matmul: bf16 x bf16 runs on the vector unit: no native pair of the matrix units holds"
                + " it");
    assertThat(estimate.cycles()).isEqualTo(6000 / 16);
    assertThat(estimate.bottleneck()).isEqualTo(Bound.VECTOR);
    assertThat(estimate.peakFlopsPerSecond()).isEqualTo(2 * 16 * 200e6);
  }

  @Test
  void sumLongerThanTheAccumulatorsHoldRunsInParts() {
    Estimate estimate = edge(new MatmulShape(4, 40_000, 16));

    assertThat(estimate.notes())
        .containsExactly("matmul: K runs in 3 parts: the accumulators hold no longer sum");
    assertThat(estimate.cycles())
        .isEqualTo(new WeightStationaryArray(16, 16, 64).cycles(new MatmulShape(4, 13_334, 16), 3));
  }

  @Test
  void peakOfEightArraysIsTheDatasheets() {
    assertThat(
            Estimator.peakFlopsPerSecond(
                Machines.datacentre(), NumberFormat.BF16, NumberFormat.BF16))
        .isCloseTo(275e12, within(0.3e12));
  }

  /** 4096^3 in bf16 is 137 GFLOP: at least 0.5 ms at 275 TFLOP/s, and 8 arrays share it evenly. */
  @Test
  void largeProductIsBoundByComputeAndNearThePeak() {
    Estimate estimate =
        Estimator.estimateMatmul(
            Machines.datacentre(),
            new MatmulShape(4096, 4096, 4096),
            NumberFormat.BF16,
            NumberFormat.BF16);

    assertThat(estimate.bottleneck()).isEqualTo(Bound.COMPUTE);
    assertThat(estimate.mfu()).isBetween(0.9, 1.0);
  }

  @Test
  void singleRowIsBoundByMemory() {
    Estimate estimate =
        Estimator.estimateMatmul(
            Machines.datacentre(),
            new MatmulShape(1, 8192, 8192),
            NumberFormat.BF16,
            NumberFormat.BF16);

    assertThat(estimate.bottleneck()).isEqualTo(Bound.MEMORY);
    assertThat(estimate.latencySeconds())
        .isBetween(8192.0 * 8192 * 2 / 1.2e12, 1.2 * 8192.0 * 8192 * 2 / 1.2e12);
  }

  /**
   * K = 6912 leaves room for 18 rows of all of K in half of 256 KiB, too few to hide the loading of
   * weights behind them; K = 2560 leaves room for 51, enough: only the longer K is cut.
   */
  @Test
  void moreTrafficIsTakenOnlyWhereItSavesCycles() {
    Estimate narrow = edge(new MatmulShape(512, 2560, 6912));
    Estimate wide = edge(new MatmulShape(512, 6912, 2560));

    assertThat(narrow.actions().offChipReadBytes()).isLessThan(75e6);
    assertThat(wide.actions().offChipReadBytes()).isGreaterThan(100e6);
    assertThat(wide.cycles()).isCloseTo(narrow.cycles(), withinPercentage(0.1));
  }

  @Test
  void workBeyondExactCyclesIsAnInputError() {
    assertThatThrownBy(() -> edge(new MatmulShape(1L << 40, 1L << 20, 1L << 20)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("matmul is too large for test-machine");
  }

  @Test
  void bufferThatHoldsNoTileIsAnInputError() {
    AcceleratorSpec machine =
        Machines.spec(
            new MatrixUnitSpec(
                MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
                1,
                16,
                16,
                List.of(Machines.INT8_INT8),
                64,
                64,
                24),
            1e9,
            1,
            511,
            1e9,
            1 << 30,
            0);

    assertThatThrownBy(() -> seconds(machine, new MatmulShape(64, 64, 64)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("buffers.weights")
        .hasMessageContaining("256 bytes");
  }

  private static Estimate edge(MatmulShape shape) {
    return Estimator.estimateMatmul(
        Machines.edge(), shape, NumberFormat.TERNARY, NumberFormat.INT8);
  }
}
