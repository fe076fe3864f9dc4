package io.bitwright.simulator.estimate;

import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Estimates what a model or a single product costs on one chip. */
public final class Estimator {
  private Estimator() {}

  /**
   * One forward pass of a model. A model that does not fit the memory is estimated all the same and
   * says so.
   *
   * @throws SpecException if the buffers cannot hold a single tile, the work is beyond 2^53 cycles,
   *     or a model without a decoder is asked to decode
   */
  public static Estimate estimate(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    ModelFormats formats = formats(accelerator, workload);
    Map<Operator, Long> counts = new LinkedHashMap<>();
    for (OperatorNode node : TransformerGraph.of(model, workload, formats)) {
      counts.merge(node.operator(), node.count(), Long::sum);
    }
    EstimateSum sum = new EstimateSum(Chip.of(accelerator));
    counts.forEach((operator, count) -> sum.add(operator, count, false));
    double tokens = (double) workload.batch() * TransformerGraph.newTokens(model, workload);
    return sum.estimate(
        tokens,
        ModelWork.flops(model, workload),
        peakFlopsPerSecond(accelerator, workload.weights(), workload.activations()),
        MemoryBytes.ofInference(model, workload, formats));
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
    NumberFormat results = streamFormat(accelerator, activations);
    MatmulOperator operator = new MatmulOperator("matmul", shape, weights, activations, results);
    EstimateSum sum = new EstimateSum(Chip.of(accelerator));
    sum.add(operator, 1, true);
    double activationBytes =
        ((double) shape.m() * shape.k() * activations.storageBits()
                + (double) shape.m() * shape.n() * results.storageBits())
            / Byte.SIZE;
    double weightBytes = (double) shape.k() * shape.n() * weights.storageBits() / Byte.SIZE;
    return sum.estimate(
        (double) shape.m(),
        2.0 * shape.m() * shape.k() * shape.n(),
        peakFlopsPerSecond(accelerator, weights, activations),
        new MemoryBytes(weightBytes, 0, activationBytes, 0, 0));
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
        streamFormat(accelerator, workload.activations()));
  }

  private static NumberFormat streamFormat(AcceleratorSpec accelerator, NumberFormat activations) {
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
