package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.ConvolutionPadding;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single convolutions on arrays and GPUs. */
class ConvolutionEstimateTest {
  private static final double ROUNDING = 1 + 1e-9;

  private static final List<ConvolutionAlgorithm> PRODUCTS =
      List.of(ConvolutionAlgorithm.BEST, ConvolutionAlgorithm.IM2COL, ConvolutionAlgorithm.DIRECT);

  /** Sizes of all magnitudes, kernels up to 7, groups from one to all channels. */
  private static ConvolutionShape shape(Random random) {
    int groups = random.nextInt(3) == 0 ? 1 << random.nextInt(6) : 1;
    int kernel = 1 + random.nextInt(7);
    int size = kernel + (int) Math.pow(2, 7 * random.nextDouble());
    return new ConvolutionShape(
        1 + random.nextInt(4),
        size,
        size + random.nextInt(20),
        groups * (int) Math.pow(2, 7 * random.nextDouble()),
        groups * (int) Math.pow(2, 7 * random.nextDouble()),
        kernel,
        1 + random.nextInt(kernel),
        1 + random.nextInt(3),
        random.nextBoolean() ? ConvolutionPadding.SAME : ConvolutionPadding.of(random.nextInt(3)),
        groups);
  }

  private static Estimate estimate(
      AcceleratorSpec machine, ConvolutionShape shape, ConvolutionAlgorithm algorithm) {
    return ConvolutionEstimate.of(
        Machine.of(machine), shape, algorithm, NumberFormat.INT8, NumberFormat.INT8);
  }

  /** One pixel to one pixel: the same cycles, time, traffic and arithmetic as the product. */
  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void aKernelOfOnePixelIsTheProduct(String name) {
    AcceleratorSpec machine = AcceleratorLibrary.get(name);
    ConvolutionShape shape = ConvolutionShape.parse("3x14x14x96,200x1x1");
    Estimate product =
        Estimator.estimateMatmul(
            machine, new MatmulShape(3 * 14 * 14, 96, 200), NumberFormat.INT8, NumberFormat.INT8);
    Estimate convolution = estimate(machine, shape, ConvolutionAlgorithm.BEST);

    assertThat(convolution.latencySeconds()).isEqualTo(product.latencySeconds());
    assertThat(convolution.cycles()).isEqualTo(product.cycles());
    assertThat(convolution.actions()).isEqualTo(product.actions());
    assertThat(convolution.memoryBytes()).isEqualTo(product.memoryBytes());
    assertThat(convolution.flops()).isEqualTo(product.flops());
    if (machine.gpu().isEmpty()) {
      for (ConvolutionAlgorithm algorithm : PRODUCTS) {
        assertThat(estimate(machine, shape, algorithm).latencySeconds())
            .isEqualTo(product.latencySeconds());
      }
    }
  }

  @Property(tries = 1000, seed = "1")
  void theBestIsNoSlowerThanEitherAndNeitherBeatsTheRoofline(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ConvolutionShape shape = shape(random);
    Estimate best = estimate(machine, shape, ConvolutionAlgorithm.BEST);
    double compulsory =
        (double) shape.batch() * shape.rowsNeeded() * shape.columnsNeeded() * shape.inputChannels()
            + shape.weights();

    for (ConvolutionAlgorithm algorithm : PRODUCTS) {
      Estimate one = estimate(machine, shape, algorithm);
      double vectors = 2 * machine.vectorUnit().lanes() * machine.clock().hertz();
      double peak = one.peakFlopsPerSecond();
      peak = shape.isDepthWise() ? Math.max(peak, vectors) : peak;
      double read = one.actions().offChipReadBytes();
      double moved = read + one.actions().offChipWriteBytes();
      assertThat(one.latencySeconds() * ROUNDING)
          .as("%s, %s", shape, algorithm)
          .isGreaterThanOrEqualTo(best.latencySeconds())
          .isGreaterThanOrEqualTo(one.flops() / peak)
          .isGreaterThanOrEqualTo(moved / machine.memory().bandwidth().bytesPerSecond())
          .isGreaterThanOrEqualTo(machine.clock().seconds(one.cycles()));
      assertThat(read * ROUNDING).as("%s, %s", shape, algorithm).isGreaterThanOrEqualTo(compulsory);
      assertThat(one.actions().offChipWriteBytes() * ROUNDING)
          .isGreaterThanOrEqualTo(2 * shape.outputs());
      assertThat(one.mfu() * one.peakFlopsPerSecond()).isLessThanOrEqualTo(peak * ROUNDING);
    }
    double seconds = estimate(machine, shape, ConvolutionAlgorithm.VECTOR).latencySeconds();
    double perCycle = (double) machine.vectorUnit().lanes();
    assertThat(seconds * ROUNDING)
        .isGreaterThanOrEqualTo(
            machine.clock().seconds((long) (shape.multiplyAccumulates() / perCycle)));
  }

  @Property(tries = 300, seed = "2")
  void moreImagesTakeNoLessTime(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ConvolutionShape shape = shape(random);
    ConvolutionShape more = shape.withBatch(shape.batch() + 1 + random.nextInt(4));

    for (ConvolutionAlgorithm algorithm : ConvolutionAlgorithm.values()) {
      assertThat(estimate(machine, more, algorithm).latencySeconds() * 1.01)
          .as("%s, %s", shape, algorithm)
          .isGreaterThanOrEqualTo(estimate(machine, shape, algorithm).latencySeconds());
    }
  }

  @Property(tries = 500, seed = "3")
  void largerBuffersTakeNoMoreTime(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ConvolutionShape shape = shape(random);
    AcceleratorSpec larger = Machines.withBuffers(machine, 2 + random.nextInt(4));

    for (ConvolutionAlgorithm algorithm : ConvolutionAlgorithm.values()) {
      assertThat(estimate(larger, shape, algorithm).latencySeconds())
          .as("%s, %s", shape, algorithm)
          .isLessThanOrEqualTo(1.01 * estimate(machine, shape, algorithm).latencySeconds());
    }
  }

  /** Whatever the way, the sums have the same terms. */
  @Test
  void arithmeticIsThatOfTheSums() {
    ConvolutionShape shape = ConvolutionShape.parse("2x28x28x32,64x3x3,stride=2,groups=4");
    for (String machine : new String[] {"edge-int8-8x8", "tpu-v4", "nvidia-h100"}) {
      Estimate estimate =
          estimate(AcceleratorLibrary.get(machine), shape, ConvolutionAlgorithm.BEST);
      double additions =
          estimate.actions().arithmetic().stream()
              .filter(a -> a.operation() == Operation.ADD)
              .mapToDouble(a -> a.count())
              .sum();

      assertThat(additions).as(machine).isEqualTo(2.0 * 14 * 14 * 64 * 9 * 8);
      assertThat(estimate.flops()).isEqualTo(2 * additions);
    }
  }

  /** im2col: 9 rows of 32 channels share two tiles of 256; direct: 9 positions of a tile each. */
  @Test
  void directFillsTheRowsOfTheArrayPositionByPosition() {
    AcceleratorSpec machine = Machines.datacentre();
    ConvolutionShape shape = ConvolutionShape.parse("4x64x64x32,128x3x3");
    long position =
        Estimator.estimateMatmul(
                machine,
                new MatmulShape(4 * 64 * 64, 9 * 128, 128),
                NumberFormat.BF16,
                NumberFormat.BF16)
            .cycles();
    Estimate direct =
        ConvolutionEstimate.of(
            Machine.of(machine),
            shape,
            ConvolutionAlgorithm.DIRECT,
            NumberFormat.BF16,
            NumberFormat.BF16);

    assertThat(direct.cycles()).isEqualTo(position);
    assertThat(direct.notes()).containsExactly("convolution: runs as direct");
  }

  @Test
  void directReadsTheInputOnceWhereItFitsAndIm2colReadsTheWindows() {
    AcceleratorSpec machine = Machines.datacentre();
    ConvolutionShape shape = ConvolutionShape.parse("16x112x112x64,64x3x3");
    double input = 2 * shape.inputs();
    double output = 2 * shape.outputs();
    double weights = 2 * shape.weights();
    Estimate direct = bf16(machine, shape, ConvolutionAlgorithm.DIRECT);
    Estimate im2col = bf16(machine, shape, ConvolutionAlgorithm.IM2COL);

    assertThat(direct.actions().offChipReadBytes())
        .isBetween(input + weights, 1.05 * (input + weights));
    assertThat(direct.actions().offChipWriteBytes()).isCloseTo(output, within(1e-6 * output));
    assertThat(im2col.actions().offChipReadBytes()).isGreaterThanOrEqualTo(10 * input);
    assertThat(im2col.actions().offChipWriteBytes())
        .isCloseTo(output + 9 * input, within(1e-6 * input));
    assertThat(im2col.notes()).containsExactly("convolution: runs as im2col");
    assertThat(bf16(machine, shape, ConvolutionAlgorithm.BEST).latencySeconds())
        .isEqualTo(Math.min(direct.latencySeconds(), im2col.latencySeconds()));
  }

  /** A column of 9 terms leaves an array idle: the vector unit is 30 times as fast. */
  @Test
  void depthWiseConvolutionsRunOnTheVectorUnit() {
    ConvolutionShape shape = ConvolutionShape.parse("32x112x112x32,32x3x3,groups=32");
    AcceleratorSpec tpu = AcceleratorLibrary.get("tpu-v4");
    Estimate best = bf16(tpu, shape, ConvolutionAlgorithm.BEST);

    assertThat(best.notes()).containsExactly("convolution: runs on the vector unit");
    assertThat(best.cycles())
        .isEqualTo((long) Math.ceil(shape.multiplyAccumulates() / tpu.vectorUnit().lanes()));
    assertThat(best.actions().offChipReadBytes())
        .isBetween(2 * (shape.inputs() + shape.weights()), 2.1 * shape.inputs());
    assertThat(bf16(tpu, shape, ConvolutionAlgorithm.DIRECT).latencySeconds())
        .isGreaterThan(10 * best.latencySeconds());
    assertThat(bf16(tpu, shape, ConvolutionAlgorithm.IM2COL).latencySeconds())
        .isGreaterThan(10 * best.latencySeconds());
  }

  private static Estimate bf16(
      AcceleratorSpec machine, ConvolutionShape shape, ConvolutionAlgorithm algorithm) {
    return ConvolutionEstimate.of(
        Machine.of(machine), shape, algorithm, NumberFormat.BF16, NumberFormat.BF16);
  }

  @Test
  void aGpuReadsTheInputOnceAndChoosesItself() {
    AcceleratorSpec h100 = AcceleratorLibrary.get("nvidia-h100");
    ConvolutionShape shape = ConvolutionShape.parse("32x56x56x256,256x3x3");
    Estimate estimate = bf16(h100, shape, ConvolutionAlgorithm.BEST);
    Estimate product =
        Estimator.estimateMatmul(h100, shape.product(), NumberFormat.BF16, NumberFormat.BF16);

    assertThat(estimate.actions().offChipReadBytes())
        .isEqualTo(2 * (shape.inputs() + shape.weights()));
    assertThat(estimate.latencySeconds()).isLessThan(product.latencySeconds());
    assertThat(estimate.cycles()).isEqualTo(product.cycles());
    assertThatThrownBy(() -> bf16(h100, shape, ConvolutionAlgorithm.DIRECT))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "nvidia-h100 is a GPU, which runs convolutions as implicit products; allowed convolution"
                + " algorithm: best");
  }
}
