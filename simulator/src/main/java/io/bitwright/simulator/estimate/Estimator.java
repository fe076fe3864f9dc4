package io.bitwright.simulator.estimate;

import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/** Estimates what a model or a single product costs on one chip. */
public final class Estimator {
  private Estimator() {}

  /**
   * The passes of a workload, see {@link PassSchedule}. A model that does not fit the memory is
   * estimated all the same and says so.
   *
   * @throws SpecException if the buffers cannot hold a single tile, the work is beyond 2^53 cycles,
   *     or the model cannot do what is asked
   */
  public static Estimate estimate(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    Machine machine = Machine.of(accelerator);
    return model.network().isPresent()
        ? NetworkEstimate.of(machine, model, workload)
        : GenerationEstimate.of(machine, model, workload).whole();
  }

  /**
   * One product alone: activations and weights come from memory, results go there in the format of
   * {@link ModelFormats#streamOf}.
   *
   * @throws SpecException as for a model
   */
  public static Estimate estimateMatmul(
      AcceleratorSpec accelerator,
      MatmulShape shape,
      NumberFormat weights,
      NumberFormat activations) {
    return estimateMatmul(Machine.of(accelerator), shape, weights, activations);
  }

  /** The same on a machine made ready. */
  public static Estimate estimateMatmul(
      Machine machine, MatmulShape shape, NumberFormat weights, NumberFormat activations) {
    AcceleratorSpec accelerator = machine.accelerator();
    NumberFormat results = streamFormat(accelerator, activations);
    MatmulOperator operator = new MatmulOperator("matmul", shape, weights, activations, results);
    double activationBytes =
        ((double) shape.m() * shape.k() * activations.storageBits()
                + (double) shape.m() * shape.n() * results.storageBits())
            / Byte.SIZE;
    double weightBytes = (double) shape.k() * shape.n() * weights.storageBits() / Byte.SIZE;
    MemoryBytes memory = new MemoryBytes(weightBytes, 0, activationBytes, 0, 0);
    double tokens = (double) shape.m();
    double flops = 2.0 * shape.m() * shape.k() * shape.n();
    double peak = peakFlopsPerSecond(accelerator, weights, activations);
    return EstimateSum.of(
        accelerator,
        List.of(machine.alone(operator)),
        tokens,
        flops,
        flops,
        peak,
        memory,
        Optional.empty());
  }

  /**
   * Dense peak of a chip for the pair of formats that operands run at, in FLOP/s (two a
   * multiply-accumulate); of its vector unit where no pair of the matrix units holds them.
   */
  public static double peakFlopsPerSecond(
      AcceleratorSpec accelerator, NumberFormat weights, NumberFormat activations) {
    double perCycle =
        OperandPairChoice.of(accelerator.matrixUnit(), weights, activations)
            .pair()
            .map(pair -> accelerator.matrixUnit().multiplyAccumulatesPerCycle(pair))
            .orElse((double) accelerator.vectorUnit().lanes());
    return 2 * perCycle * accelerator.clock().hertz();
  }

  /**
   * The formats of a model's tensors on a chip: a bf16 stream becomes fp16 on an fp16-only chip.
   */
  public static ModelFormats formats(AcceleratorSpec accelerator, WorkloadSpec workload) {
    return new ModelFormats(
        workload.weights(),
        workload.activations(),
        streamFormat(accelerator, workload.activations()),
        workload.weightBits());
  }

  /** The format of the stream between layers and of results. */
  static NumberFormat streamFormat(AcceleratorSpec accelerator, NumberFormat activations) {
    NumberFormat stream = ModelFormats.streamOf(activations);
    boolean free = stream != activations;
    boolean fp16Instead =
        free && !multiplies(accelerator, stream) && multiplies(accelerator, NumberFormat.FP16);
    return fp16Instead ? NumberFormat.FP16 : stream;
  }

  private static boolean multiplies(AcceleratorSpec accelerator, NumberFormat format) {
    return OperandPairChoice.of(accelerator.matrixUnit(), format, format).pair().isPresent();
  }
}
