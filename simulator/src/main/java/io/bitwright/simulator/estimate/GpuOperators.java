package io.bitwright.simulator.estimate;

import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.gpu.ElementwiseKernel;
import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.timing.gpu.GpuAttention;
import io.bitwright.simulator.timing.gpu.KernelTiming;
import io.bitwright.simulator.timing.gpu.TensorCoreProduct;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;

/** Operators on a GPU, each with its time and its actions. */
final class GpuOperators {
  private GpuOperators() {}

  /** A product or convolution alone, on a rested chip with nothing of it in the cache. */
  static KernelTiming alone(Gpu gpu, Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul -> TensorCoreProduct.alone(gpu, matmul);
      case ConvolutionOperator convolution -> TensorCoreProduct.convolution(gpu, convolution, true);
      default -> throw new IllegalArgumentException(operator.name() + " does not run alone");
    };
  }

  /** A kernel in a graph. */
  static KernelTiming replayed(Gpu gpu, Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul -> TensorCoreProduct.replayed(gpu, matmul);
      case ConvolutionOperator convolution ->
          TensorCoreProduct.convolution(gpu, convolution, false);
      case AttentionOperator attention -> GpuAttention.of(gpu, attention);
      case VectorOperator vector -> elementwise(gpu, vector);
    };
  }

  /** A gate is two kernels: the activation of one tensor, then the product with the other. */
  private static KernelTiming elementwise(Gpu gpu, VectorOperator vector) {
    KernelTiming kernel =
        ElementwiseKernel.of(
            gpu,
            vector.inputs(),
            vector.inputBytes(),
            vector.parameterBytes(),
            vector.outputBytes());
    boolean gate = vector.kind() == OperatorKind.ACTIVATION && vector.inputs() == 2;
    return gate
        ? ElementwiseKernel.of(gpu, 1, vector.inputBytes(), 0, vector.outputBytes()).then(kernel)
        : kernel;
  }

  /** One run that has been timed. */
  static OperatorEstimate line(Gpu gpu, Operator operator, KernelTiming timing) {
    OperatorShape shape = OperatorShape.of(operator);
    double scores =
        operator instanceof AttentionOperator attention ? GpuAttention.scores(attention) : 0;
    return new OperatorEstimate(
        operator.name(),
        operator.kind(),
        shape.m(),
        shape.k(),
        shape.n(),
        1,
        cycles(gpu, operator, Math.max(timing.matrixSeconds(), timing.vectorSeconds())),
        timing.seconds(),
        timing.boundBy(),
        OperatorActions.of(gpu.accelerator(), operator, scores, timing.traffic()),
        note(gpu, operator));
  }

  private static long cycles(Gpu gpu, Operator operator, double seconds) {
    double cycles = Math.ceil(seconds * gpu.accelerator().clock().hertz());
    if (!(cycles <= 0x1p53)) {
      throw new SpecException(
          operator.name()
              + " is too large for "
              + gpu.accelerator().name()
              + ": more than 2^53 cycles");
    }
    return (long) cycles;
  }

  private static String note(Gpu gpu, Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul -> note(gpu, matmul.weights(), matmul.activations());
      case ConvolutionOperator convolution ->
          note(gpu, convolution.weights(), convolution.activations());
      case AttentionOperator attention -> note(gpu, attention.format(), attention.format());
      case VectorOperator vector -> "";
    };
  }

  private static String note(Gpu gpu, NumberFormat weights, NumberFormat activations) {
    return OperandPairChoice.of(gpu.accelerator().matrixUnit(), weights, activations).note();
  }
}
