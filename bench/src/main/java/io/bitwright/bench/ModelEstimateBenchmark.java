package io.bitwright.bench;

import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whole models: Llama-2-70B, a prefill of 2048 tokens and a decode step behind them, both estimates
 * together; and Llama-2-7B, a prompt of 512 tokens and 1024 new ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ModelEstimateBenchmark {
  private static final WorkloadSpec PREFILL =
      new WorkloadSpec(Phase.PREFILL, 1, 2048, 0, NumberFormat.BF16, NumberFormat.BF16);
  private static final WorkloadSpec DECODE =
      new WorkloadSpec(Phase.DECODE, 1, 1, 2048, NumberFormat.BF16, NumberFormat.BF16);

  private static final WorkloadSpec GENERATION =
      new WorkloadSpec(Phase.PREFILL, 1, 512, 0, NumberFormat.BF16, NumberFormat.BF16)
          .with(new GenerationSpec(1024, 1, Optional.empty()));

  /** A systolic array and a graphics processor. */
  @Param({"tpu-v4", "nvidia-h200"})
  public String accelerator = "";

  private final ModelConfig model = ModelLibrary.get("llama-2-70b");
  private final ModelConfig small = ModelLibrary.get("llama-2-7b");
  private @Nullable AcceleratorSpec machine;

  @Setup
  public void read() {
    machine = AcceleratorLibrary.get(accelerator);
  }

  @Benchmark
  public double prefillAndDecode() {
    return Estimator.estimate(Objects.requireNonNull(machine), model, PREFILL).latencySeconds()
        + Estimator.estimate(Objects.requireNonNull(machine), model, DECODE).latencySeconds();
  }

  @Benchmark
  public double generation() {
    return Estimator.estimate(Objects.requireNonNull(machine), small, GENERATION).latencySeconds();
  }
}
