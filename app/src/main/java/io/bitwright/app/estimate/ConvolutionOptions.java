package io.bitwright.app.estimate;

import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.ConvolutionShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for a single convolution. */
final class ConvolutionOptions {
  @Option(
      names = "--convolution",
      paramLabel = "NxHxWxC,FxRxS",
      description = {
        "One convolution instead of a model: N images of H x W x C, F filters of R x S; behind",
        "it, with commas, stride=, padding= (same, valid or pixels of a side; default same), groups=."
      })
  private @Nullable String convolution;

  @Option(
      names = "--convolution-algorithm",
      paramLabel = "ALGORITHM",
      description =
          "How an array runs --convolution: best (the default), direct, im2col or vector.")
  private @Nullable String algorithm;

  /**
   * What is asked for; empty if nothing is.
   *
   * @throws SpecException if it is no convolution, or an algorithm stands without one
   */
  Optional<EstimateRequest.Subject> subject() {
    if (convolution == null) {
      if (algorithm != null) {
        throw new SpecException("--convolution-algorithm goes with --convolution");
      }
      return Optional.empty();
    }
    ConvolutionAlgorithm chosen =
        algorithm == null ? ConvolutionAlgorithm.BEST : ConvolutionAlgorithm.parse(algorithm);
    return Optional.of(
        new EstimateRequest.ConvolutionSubject(ConvolutionShape.parse(convolution), chosen));
  }
}
