package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.AttentionTiming;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.gpu.GpuAttention;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.accelerator.AcceleratorSpec;

/**
 * What one run of an operator computes, and the peak of the unit that it is meant for.
 *
 * @param flops operations: 2 a multiply-accumulate of a product or convolution; 4 a score and head
 *     dimension of attention, 2 in one of its products alone, the scores that a mask discards
 *     inside of blocks included, softmax left out; of vector work, one a lane and cycle
 * @param peakFlopsPerSecond of the matrix units for these formats; of vector work one operation a
 *     lane and cycle
 */
public record OperatorWork(double flops, double peakFlopsPerSecond) {

  static OperatorWork of(AcceleratorSpec accelerator, Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul ->
          new OperatorWork(
              2.0 * matmul.shape().m() * matmul.shape().k() * matmul.shape().n(),
              Estimator.peakFlopsPerSecond(accelerator, matmul.weights(), matmul.activations()));
      case ConvolutionOperator convolution ->
          new OperatorWork(
              2.0 * convolution.shape().multiplyAccumulates(),
              Estimator.peakFlopsPerSecond(
                  accelerator, convolution.weights(), convolution.activations()));
      case AttentionOperator attention -> attention(accelerator, attention);
      case VectorOperator vector ->
          new OperatorWork(
              (double) vector.elements() * vector.operation().lanesPerElement(),
              accelerator.vectorUnit().lanes() * accelerator.clock().hertz());
    };
  }

  private static OperatorWork attention(AcceleratorSpec accelerator, AttentionOperator attention) {
    double scores = scores(accelerator, attention);
    AttentionPart part = attention.part();
    if (!part.multiplies()) {
      VectorOperation operation =
          part == AttentionPart.BIAS ? VectorOperation.ADD : VectorOperation.SOFTMAX;
      return new OperatorWork(
          scores * operation.lanesPerElement(),
          accelerator.vectorUnit().lanes() * accelerator.clock().hertz());
    }
    return new OperatorWork(
        2.0 * part.productsPerScore() * attention.headDimension() * scores,
        Estimator.peakFlopsPerSecond(accelerator, attention.format(), attention.format()));
  }

  private static double scores(AcceleratorSpec accelerator, AttentionOperator attention) {
    return accelerator.gpu().isPresent()
        ? GpuAttention.scores(attention)
        : AttentionTiming.scores(Chip.of(accelerator), attention);
  }
}
