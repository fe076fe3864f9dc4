package io.bitwright.simulator.timing.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.mapping.TensorCoreMapping;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import org.junit.jupiter.api.Test;

/** Kernels of a machine of round numbers, each calculated by hand. */
class KernelsByHandTest {
  private static final double ROUNDING = 1e-12;

  /** Computing and moving one after the other: every part of a time can be told. */
  private static final Gpu SERIAL = Gpu.of(Gpus.plain(1, Gpus.tellingOverheads(), 1));

  private static MatmulOperator product(long m, long k, long n) {
    NumberFormat bf16 = NumberFormat.BF16;
    return new MatmulOperator("p", new MatmulShape(m, k, n), bf16, bf16, bf16);
  }

  @Test
  void aProductAloneIsLaunchedAndReadsAllOperands() {
    KernelTiming timing = TensorCoreProduct.alone(SERIAL, product(128, 64, 192));

    // 2 x 3 tiles on 4 multiprocessors are 2 waves of 2 x 64 x 64 x 64 FLOP at 2 GFLOP/s.
    double compute = 2 * 2.0 * 64 * 64 * 64 / 2e9;
    double bytes = 2.0 * (128 * 64 + 64 * 192 + 128 * 192);
    assertThat(timing.seconds()).isCloseTo(1e-6 + 1e-4 + compute + bytes / 1e9, within(ROUNDING));
    assertThat(timing.matrixSeconds()).isCloseTo(compute, within(ROUNDING));
    assertThat(timing.memorySeconds()).isCloseTo(bytes / 1e9, within(ROUNDING));
    assertThat(timing.traffic().offChip()).isEqualTo(bytes);
    assertThat(timing.boundBy()).isEqualTo(Bound.COMPUTE);
  }

  @Test
  void theMappingIsTheTileTheSplitAndTheWavesThatTheTimeIsOf() {
    // 6 tiles on 4 multiprocessors; 1 tile whose 256 stages of K 4 multiprocessors share; 1 row.
    assertThat(TensorCoreProduct.mapping(SERIAL, product(128, 64, 192)))
        .isEqualTo(new TensorCoreMapping(64, 64, 1, 6, 2));
    assertThat(TensorCoreProduct.mapping(SERIAL, product(64, 16384, 64)))
        .isEqualTo(new TensorCoreMapping(64, 64, 4, 1, 1));
    assertThat(TensorCoreProduct.mapping(SERIAL, product(1, 64, 256)))
        .isEqualTo(new TensorCoreMapping(8, 64, 1, 4, 1));
  }

  @Test
  void inAGraphTheActivationsComeFromTheCacheAsFarAsItHoldsThem() {
    KernelTiming timing = TensorCoreProduct.replayed(SERIAL, product(128, 64, 192));

    double bytes = 2.0 * (128 * 64 + 64 * 192 + 128 * 192) - 1000;
    double compute = 2 * 2.0 * 64 * 64 * 64 / 2e9;
    assertThat(timing.seconds()).isCloseTo(1e-5 + 1e-4 + compute + bytes / 1e9, within(ROUNDING));
  }

  @Test
  void kIsRoundedUpToStagesOf64() {
    double of65 = TensorCoreProduct.alone(SERIAL, product(64, 65, 64)).matrixSeconds();

    assertThat(of65).isCloseTo(2.0 * 64 * 64 * 128 / 2e9, within(ROUNDING));
  }

  @Test
  void aNarrowProductTakesATileOfItsOwnSide() {
    double ofOneRow = TensorCoreProduct.alone(SERIAL, product(1, 64, 256)).matrixSeconds();
    double ofNine = TensorCoreProduct.alone(SERIAL, product(9, 64, 256)).matrixSeconds();

    assertThat(ofOneRow).isCloseTo(2.0 * 8 * 64 * 64 / 2e9, within(ROUNDING));
    assertThat(ofNine).isCloseTo(2.0 * 16 * 64 * 64 / 2e9, within(ROUNDING));
  }

  @Test
  void fewTilesSplitTheirSums() {
    double seconds = TensorCoreProduct.alone(SERIAL, product(64, 65536, 64)).matrixSeconds();

    // A quarter of the terms on each of 4 multiprocessors, a pass of 1 ms, 4 partial sums.
    double split = 2.0 * 64 * 64 * 16384 / 2e9 + 1e-3 + 8.0 * 64 * 64 * 4 / 4e15;
    assertThat(seconds).isCloseTo(split, within(ROUNDING));
  }

  @Test
  void thePowerLimitSlowsLongWorkToTheSustainedRate() {
    Gpu limited = Gpu.of(Gpus.plain(100, Gpus.tellingOverheads(), 0.5));
    MatmulOperator large = product(64, 1 << 30, 256);
    double burst = 2.0 * 64 * 64 * (1 << 30) / 2e9;

    assertThat(TensorCoreProduct.replayed(limited, large).matrixSeconds())
        .isCloseTo(2 * burst, within(1e-9));
    // After the first second at most, all but 1 s x (1 - 0.5) / 0.5 runs at half the rate.
    assertThat(TensorCoreProduct.alone(limited, large).matrixSeconds())
        .isCloseTo(2 * burst - 1, within(1e-3));
    assertThat(TensorCoreProduct.alone(limited, product(64, 64, 64)).matrixSeconds())
        .isCloseTo(2.0 * 64 * 64 * 64 / 2e9, within(1e-6));
  }

  @Test
  void anElementwiseKernelWritesToMemoryAndReadsWhatTheCacheLost() {
    KernelTiming timing = ElementwiseKernel.of(SERIAL, 2, 3000, 500, 3000);

    assertThat(timing.seconds()).isCloseTo(1e-5 + 7.5e-6, within(ROUNDING));
    assertThat(timing.traffic().offChipRead()).isEqualTo(4500);
    assertThat(timing.traffic().offChipWrite()).isEqualTo(3000);
  }

  @Test
  void fusedAttentionComputesBlocksOnTheDiagonalWhole() {
    AttentionOperator attention =
        new AttentionOperator("a", 1, 4, 2, 64, 256, 0, 1L << 40, NumberFormat.BF16);
    KernelTiming timing = GpuAttention.of(SERIAL, attention);

    double scores = 8 * (256.0 * 384 / 2);
    assertThat(GpuAttention.scores(attention)).isEqualTo(scores);
    double seconds = scores * 4 * 64 / 8e9 + scores / 4e9;
    assertThat(timing.seconds()).isCloseTo(1e-5 + 1e-4 + seconds, within(ROUNDING));
  }

  @Test
  void theLongestBlockOfQueriesKeepsOneMultiprocessorBusy() {
    AttentionOperator oneHead =
        new AttentionOperator("a", 1, 1, 1, 64, 256, 0, 1L << 40, NumberFormat.BF16);

    double onOne = 128 * 256 * (4 * 64 / 2e9 + 1 / 1e9);
    assertThat(GpuAttention.of(SERIAL, oneHead).seconds())
        .isCloseTo(1e-5 + 1e-4 + onOne, within(ROUNDING));
  }

  @Test
  void aWindowBoundsTheScores() {
    AttentionOperator windowed =
        new AttentionOperator("a", 1, 1, 1, 64, 4096, 100, 512, NumberFormat.BF16);

    assertThat(GpuAttention.scores(windowed)).isEqualTo(4096.0 * (512 + 128));
  }

  @Test
  void decodingReadsKeysAndValuesOnce() {
    AttentionOperator decode =
        new AttentionOperator("a", 3, 2, 4, 64, 1, 100, 1L << 40, NumberFormat.BF16);
    KernelTiming timing = GpuAttention.of(SERIAL, decode);

    double cache = 2 * 3 * 2 * 100 * 64 * 2.0;
    double scoreBytes = 2 * 3 * 8 * 100;
    double softmaxReads = scoreBytes - 1000;
    assertThat(timing.traffic().offChipRead()).isEqualTo(cache + softmaxReads);
    // 6 groups: 2 waves of 2 narrow tiles of 8 x 64 over 100 keys, then 1 tile over 2 stages of K.
    double keys = 3 * 2.0 * 8 * 64 * 64 / 2e9;
    double values = 2 * 2.0 * 8 * 64 * 128 / 2e9;
    double overheads = 2 * (1e-5 + 1e-2) + 1e-5;
    double moved = (cache + softmaxReads + scoreBytes) / 1e9;
    assertThat(timing.seconds()).isCloseTo(overheads + keys + values + moved, within(ROUNDING));
  }

  @Test
  void theFirstTokenOfADecodeAttendsToItself() {
    AttentionOperator first =
        new AttentionOperator("a", 1, 2, 4, 64, 1, 0, 1L << 40, NumberFormat.BF16);

    assertThat(GpuAttention.scores(first)).isEqualTo(8);
  }

  @Test
  void aFormatThatNoTensorCoreHoldsRunsOnTheVectorUnits() {
    assertThat(SERIAL.burstFlopsPerSecond(NumberFormat.FP32, NumberFormat.FP32)).isEqualTo(2e9);
    assertThat(SERIAL.burstFlopsPerSecond(NumberFormat.BF16, NumberFormat.BF16)).isEqualTo(8e9);
  }

  @Test
  void anArrayIsNoGpu() {
    assertThatThrownBy(() -> Gpu.of(AcceleratorLibrary.get("tpu-v4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tpu-v4 is no GPU");
  }
}
