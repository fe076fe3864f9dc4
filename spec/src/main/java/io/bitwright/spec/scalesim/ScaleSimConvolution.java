package io.bitwright.spec.scalesim;

import io.bitwright.spec.workload.MatmulShape;

/**
 * A convolution in the rules of SCALE-Sim ({@link io.bitwright.spec.workload.ConvolutionShape} is
 * the general one): without padding; what is to be padded is padded in the input's sizes.
 *
 * @param inputHeight pixels
 * @param inputWidth pixels
 * @param filterHeight pixels, at most inputHeight
 * @param filterWidth pixels, at most inputWidth
 * @param channels of the input
 * @param filters channels of the output
 * @param strideHeight pixels
 * @param strideWidth pixels
 */
public record ScaleSimConvolution(
    int inputHeight,
    int inputWidth,
    int filterHeight,
    int filterWidth,
    int channels,
    int filters,
    int strideHeight,
    int strideWidth) {

  public ScaleSimConvolution {
    if (filterHeight > inputHeight || filterWidth > inputWidth) {
      throw new IllegalArgumentException("a filter larger than its input");
    }
  }

  /**
   * The product that im2col makes of it: M output pixels, K = filterHeight x filterWidth x
   * channels, N filters. The output has ceil((input - filter + stride) / stride) pixels in a
   * direction, as SCALE-Sim counts them (topology_utils.py, topo_calc_hyperparams): where the
   * stride does not divide input - filter, one more than the usual definition, which rounds down.
   *
   * @throws ArithmeticException above 2^63 - 1
   */
  public MatmulShape matmul() {
    long height = pixels(inputHeight, filterHeight, strideHeight);
    long width = pixels(inputWidth, filterWidth, strideWidth);
    long window = Math.multiplyExact((long) filterHeight * filterWidth, (long) channels);
    return new MatmulShape(Math.multiplyExact(height, width), window, filters);
  }

  private static long pixels(int input, int filter, int stride) {
    return Math.ceilDiv((long) input - filter + stride, stride);
  }

  @Override
  public String toString() {
    return "%dx%dx%d by %d filters of %dx%d, stride %dx%d"
        .formatted(
            inputHeight,
            inputWidth,
            channels,
            filters,
            filterHeight,
            filterWidth,
            strideHeight,
            strideWidth);
  }
}
