package io.bitwright.simulator.timing.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.Machines;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds of every GPU, product and model. */
class GpuLawsTest {
  private static final double ROUNDING = 1 + 1e-9;
  private static final List<String> MODELS = List.of("llama-2-7b", "llama-2-70b", "mistral-7b");
  private static final List<NumberFormat> FORMATS =
      List.of(NumberFormat.BF16, NumberFormat.FP16, NumberFormat.INT8, NumberFormat.FP8);

  private static AcceleratorSpec machine(Random random) {
    return AcceleratorLibrary.get(Gpus.SHIPPED.get(random.nextInt(Gpus.SHIPPED.size())));
  }

  private static NumberFormat format(Random random) {
    return FORMATS.get(random.nextInt(FORMATS.size()));
  }

  /** A size of 1 to 65536, all magnitudes alike, every other one a multiple of 64. */
  private static int size(Random random) {
    int size = (int) Math.pow(2, 16 * random.nextDouble());
    return random.nextBoolean() ? size : Math.max(64, size / 64 * 64);
  }

  private static Estimate product(AcceleratorSpec machine, long m, long k, long n, NumberFormat f) {
    return Estimator.estimateMatmul(machine, new MatmulShape(m, k, n), f, f);
  }

  @Property(tries = 3000, seed = "1")
  void aProductIsNeverAboveThePeakOrBelowItsBytes(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = machine(random);
    NumberFormat format = format(random);
    int m = size(random);
    int k = size(random);
    int n = size(random);
    Estimate estimate = product(machine, m, k, n, format);

    double bytes = ((double) m * k + (double) k * n) * format.storageBits() / 8 + 2.0 * m * n;
    assertThat(estimate.mfu()).isPositive().isLessThan(1);
    assertThat(estimate.latencySeconds())
        .isGreaterThan(bytes / machine.memory().bandwidth().bytesPerSecond());
  }

  @Property(tries = 3000, seed = "2")
  void aProductNeverGetsFasterWithMoreRowsColumnsOrTerms(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int more) {
    Random random = new Random(seed);
    AcceleratorSpec machine = machine(random);
    NumberFormat format = format(random);
    int m = size(random);
    int k = size(random);
    int n = size(random);
    double seconds = product(machine, m, k, n, format).latencySeconds();

    assertThat(product(machine, m + more, k, n, format).latencySeconds() * ROUNDING)
        .isGreaterThanOrEqualTo(seconds);
    assertThat(product(machine, m, k, n + more, format).latencySeconds() * ROUNDING)
        .isGreaterThanOrEqualTo(seconds);
    assertThat(product(machine, m, k + more, n, format).latencySeconds() * ROUNDING)
        .isGreaterThanOrEqualTo(seconds);
  }

  @ParameterizedTest
  @FieldSource("io.bitwright.simulator.timing.gpu.Gpus#SHIPPED")
  void aProductNeverGetsFasterWithOneMoreRow(String name) {
    TensorCoreProduct product =
        TensorCoreProduct.of(
            Gpu.of(AcceleratorLibrary.get(name)),
            NumberFormat.BF16,
            NumberFormat.BF16,
            NumberFormat.BF16);
    for (int width : new int[] {512, 4096, 11008}) {
      double before = 0;
      for (int m = 1; m <= 2048; m++) {
        double seconds = product.secondsAlone(m, 4096, width);
        assertThat(seconds * ROUNDING).as("%d x 4096 x %d", m, width).isGreaterThan(before);
        before = seconds;
      }
    }
  }

  @Property(tries = 300, seed = "3")
  void aModelIsNeverAboveThePeakOrBelowTheBytesOfItsWeightsAndCache(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = machine(random);
    ModelConfig model = model(random);
    WorkloadSpec workload = workload(random);
    Estimate estimate = Estimator.estimate(machine, model, workload);

    double peak = machine.memory().bandwidth().bytesPerSecond();
    double linear = 2.0 * model.linearParameters();
    double cache = workload.phase() == Phase.DECODE ? estimate.memoryBytes().kvCache() : 0;
    double ofContext = cache * workload.context() / (workload.context() + 1.0);
    assertThat(estimate.latencySeconds()).isGreaterThan((linear + ofContext) / peak);
    assertThat(estimate.actions().offChipReadBytes()).isGreaterThan(linear + ofContext);
    double tokens = estimate.tokensPerSecond() * estimate.latencySeconds();
    assertThat(estimate.latencySeconds())
        .isGreaterThan(2.0 * model.linearParameters() * tokens / estimate.peakFlopsPerSecond());
  }

  @Property(tries = 300, seed = "4")
  void aModelNeverGetsFasterWithMoreSequencesTokensOrContext(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = machine(random);
    ModelConfig model = model(random);
    WorkloadSpec w = workload(random);
    int more = 1 + random.nextInt(500);
    double seconds = seconds(machine, model, w);

    assertThat(seconds(machine, model, with(w, more, 0, 0)) * ROUNDING).isGreaterThan(seconds);
    assertThat(seconds(machine, model, with(w, 0, more, 0)) * ROUNDING)
        .isGreaterThanOrEqualTo(seconds);
    assertThat(seconds(machine, model, with(w, 0, 0, more)) * ROUNDING)
        .isGreaterThanOrEqualTo(seconds);
  }

  @Property(tries = 300, seed = "5")
  void nothingGetsSlowerWithMoreBandwidth(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = machine(random);
    long capacity = machine.memory().capacity().bytes();
    AcceleratorSpec faster = Machines.withMemory(machine, 1 + random.nextDouble(), capacity);
    ModelConfig model = model(random);
    WorkloadSpec workload = workload(random);
    int m = size(random);
    int k = size(random);
    int n = size(random);

    assertThat(seconds(faster, model, workload))
        .isLessThanOrEqualTo(seconds(machine, model, workload));
    assertThat(product(faster, m, k, n, NumberFormat.BF16).latencySeconds())
        .isLessThanOrEqualTo(product(machine, m, k, n, NumberFormat.BF16).latencySeconds());
  }

  private static double seconds(AcceleratorSpec machine, ModelConfig model, WorkloadSpec workload) {
    return Estimator.estimate(machine, model, workload).latencySeconds();
  }

  private static ModelConfig model(Random random) {
    return ModelLibrary.get(MODELS.get(random.nextInt(MODELS.size())));
  }

  private static WorkloadSpec workload(Random random) {
    boolean decode = random.nextBoolean();
    return new WorkloadSpec(
        decode ? Phase.DECODE : Phase.PREFILL,
        1 + random.nextInt(16),
        decode ? 1 : 2 + random.nextInt(3000),
        decode ? random.nextInt(5000) : 0,
        NumberFormat.BF16,
        NumberFormat.BF16);
  }

  private static WorkloadSpec with(WorkloadSpec w, int batch, int sequence, int context) {
    return new WorkloadSpec(
        w.phase(),
        w.batch() + batch,
        w.phase() == Phase.DECODE ? 1 : w.sequence() + sequence,
        w.context() + context,
        w.weights(),
        w.activations());
  }
}
