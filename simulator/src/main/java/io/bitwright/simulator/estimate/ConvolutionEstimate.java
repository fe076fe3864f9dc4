package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.ConvolutionShape;
import java.util.List;
import java.util.Optional;

/** What a single convolution costs on one chip. */
public final class ConvolutionEstimate {
  private ConvolutionEstimate() {}

  /**
   * One convolution alone: input and weights come from memory, the output goes there in the format
   * of {@link ModelFormats#streamOf}; an image counts as a token.
   *
   * @throws SpecException as {@link Estimator#estimateMatmul}, or if a GPU is asked for an
   *     algorithm
   */
  public static Estimate of(
      Machine machine,
      ConvolutionShape shape,
      ConvolutionAlgorithm algorithm,
      NumberFormat weights,
      NumberFormat activations) {
    AcceleratorSpec accelerator = machine.accelerator();
    ConvolutionOperator operator = operator(accelerator, shape, algorithm, weights, activations);
    double flops = 2 * shape.multiplyAccumulates();
    return EstimateSum.of(
        accelerator,
        List.of(machine.alone(operator)),
        shape.batch(),
        flops,
        flops,
        Estimator.peakFlopsPerSecond(accelerator, weights, activations),
        new MemoryBytes(
            operator.weightBytes(), 0, operator.inputBytes() + operator.outputBytes(), 0, 0),
        Optional.empty());
  }

  /** The operator of a convolution alone. */
  static ConvolutionOperator operator(
      AcceleratorSpec accelerator,
      ConvolutionShape shape,
      ConvolutionAlgorithm algorithm,
      NumberFormat weights,
      NumberFormat activations) {
    if (accelerator.gpu().isPresent() && algorithm != ConvolutionAlgorithm.BEST) {
      throw new SpecException(
          accelerator.name()
              + " is a GPU, which runs convolutions as implicit products; allowed convolution"
              + " algorithm: best");
    }
    return new ConvolutionOperator(
        "convolution",
        shape,
        weights,
        activations,
        Estimator.streamFormat(accelerator, activations),
        algorithm);
  }
}
