package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every product and model on every machine with arrays. */
class EstimateLawsTest {
  private static final double ROUNDING = 1 + 1e-9;

  /** A chip gives up this much time for less traffic, so its choices may differ by it. */
  private static final double HAIR = 1.01;

  private static final List<NumberFormat> FORMATS =
      List.of(NumberFormat.TERNARY, NumberFormat.INT4, NumberFormat.INT8);

  private static MatmulShape shape(Random random) {
    return new MatmulShape(size(random), size(random), size(random));
  }

  /** 1 to 4096, all magnitudes alike. */
  private static int size(Random random) {
    return (int) Math.pow(2, 12 * random.nextDouble());
  }

  private static NumberFormat format(Random random) {
    return FORMATS.get(random.nextInt(FORMATS.size()));
  }

  private static WorkloadSpec workload(Random random) {
    boolean decode = random.nextBoolean();
    return new WorkloadSpec(
        decode ? Phase.DECODE : Phase.PREFILL,
        1 + random.nextInt(6),
        decode ? 1 : 1 + random.nextInt(400),
        random.nextInt(400),
        format(random),
        NumberFormat.INT8);
  }

  private static Estimate product(AcceleratorSpec machine, MatmulShape shape, NumberFormat format) {
    return Estimator.estimateMatmul(machine, shape, format, NumberFormat.INT8);
  }

  private static double seconds(AcceleratorSpec machine, ModelConfig model, WorkloadSpec workload) {
    return Estimator.estimate(machine, model, workload).latencySeconds();
  }

  @Property(tries = 2000, seed = "1")
  void aProductGetsNoSlowerWithLargerBuffers(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int factor) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    MatmulShape shape = shape(random);
    NumberFormat format = format(random);
    Estimate small = product(machine, shape, format);
    Estimate large = product(Machines.withBuffers(machine, factor), shape, format);

    assertThat(large.latencySeconds()).isLessThanOrEqualTo(small.latencySeconds() * HAIR);
  }

  @Property(tries = 300, seed = "2")
  void aModelGetsNoSlowerWithLargerBuffers(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int factor) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ModelConfig model = Models.random(random);
    WorkloadSpec workload = workload(random);

    assertThat(seconds(Machines.withBuffers(machine, factor), model, workload))
        .isLessThanOrEqualTo(seconds(machine, model, workload) * HAIR);
  }

  /**
   * More new tokens may take a few hundredths less: the full blocks of attention are taken at their
   * mean number of keys, the rest at its own.
   */
  @Property(tries = 300, seed = "4")
  void aModelGetsNoFasterWithMoreSequencesOrContext(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int more) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ModelConfig model = Models.random(random);
    WorkloadSpec w = workload(random);
    double seconds = seconds(machine, model, w);

    assertThat(seconds(machine, model, with(w, more, 0)) * HAIR)
        .as("batch")
        .isGreaterThanOrEqualTo(seconds);
    assertThat(seconds(machine, model, with(w, 0, more)) * HAIR)
        .as("context")
        .isGreaterThanOrEqualTo(seconds);
  }

  private static WorkloadSpec with(WorkloadSpec w, int batch, int context) {
    return new WorkloadSpec(
        w.phase(),
        w.batch() + batch,
        w.phase() == Phase.DECODE ? 1 : w.sequence(),
        w.context() + context,
        w.weights(),
        w.activations());
  }

  /** 2 a weight and token at the peak of all arrays: no format, phase or batch beats it. */
  @Property(tries = 300, seed = "5")
  void aModelIsNeverAboveThePeakOfItsArrays(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ModelConfig model = Models.random(random);
    WorkloadSpec w = workload(random);
    Estimate estimate = Estimator.estimate(machine, model, w);

    double tokens = (double) w.batch() * (w.phase() == Phase.DECODE ? 1 : w.sequence());
    assertThat(estimate.latencySeconds() * ROUNDING)
        .isGreaterThanOrEqualTo(
            2 * model.linearParameters() * tokens / estimate.peakFlopsPerSecond());
    assertThat(estimate.mfu()).isPositive();
  }

  /** A memory without latency that moves a petabyte in a nanosecond adds nothing to the arrays. */
  @Property(tries = 500, seed = "6")
  void nothingStallsWhenTheMemoryIsFastEnough(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec slow = Machines.withoutDram(Machines.random(random));
    AcceleratorSpec machine = Machines.withLatency(Machines.withMemory(slow, 1e15, 8L << 30), 0);
    MatmulShape shape = shape(random);
    Estimate product = product(machine, shape, format(random));
    Estimate model = Estimator.estimate(machine, Models.random(random), workload(random));

    double array = machine.clock().seconds(product.cycles());
    assertThat(product.latencySeconds()).isCloseTo(array, within(array * 1e-9));
    double arrays = machine.clock().seconds(model.cycles());
    assertThat(model.latencySeconds()).isCloseTo(arrays, within(arrays * 1e-9));
  }

  @Property(tries = 500, seed = "7")
  void cacheHoldsKeysAndValuesOfAllTokens(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 64) int batch,
      @ForAll @IntRange(min = 1, max = 4000) int tokens) {
    ModelConfig model = Models.random(new Random(seed));
    double values =
        2.0 * model.layers() * model.lastStack().attention().keyValueWidth() * tokens * batch;

    assertThat(KeyValueCache.bytes(model, tokens, batch, NumberFormat.BF16)).isEqualTo(2 * values);
    assertThat(KeyValueCache.bytes(model, tokens, batch, NumberFormat.INT8)).isEqualTo(values);
    WorkloadSpec decode =
        new WorkloadSpec(Phase.DECODE, batch, 1, tokens - 1, NumberFormat.INT8, NumberFormat.INT8);
    assertThat(Estimator.estimate(Machines.edge(), model, decode).memoryBytes().kvCache())
        .isEqualTo(2 * values);
  }
}
