package io.bitwright.spec.workload;

/**
 * A two-dimensional convolution of a batch of images.
 *
 * <p>Output pixel (y, x) of filter f is the sum over i, j and the channels c of f's group of {@code
 * input[y stride + i - top][x stride + j - left][c] weight[f][i][j][c]}, with zeros outside of the
 * input. Of G groups each takes 1/G of the channels to 1/G of the filters; as many groups as
 * channels make a depth-wise convolution.
 *
 * @param batch images, at least 1
 * @param inputHeight pixels, at least 1
 * @param inputWidth pixels, at least 1
 * @param inputChannels numbers a pixel, at least 1, divisible by groups
 * @param outputChannels filters, at least 1, divisible by groups
 * @param kernelHeight pixels, at least 1
 * @param kernelWidth pixels, at least 1
 * @param stride pixels from one output to the next, in both directions, at least 1
 * @param padding zeros around the input
 * @param groups at least 1
 */
public record ConvolutionShape(
    int batch,
    int inputHeight,
    int inputWidth,
    int inputChannels,
    int outputChannels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    ConvolutionPadding padding,
    int groups) {

  /**
   * Checks that there is something to compute.
   *
   * @throws IllegalArgumentException if a size is below 1, groups do not divide the channels, the
   *     kernel is larger than the padded input, or a count is beyond 2^63
   */
  public ConvolutionShape {
    int least = Math.min(batch, Math.min(inputHeight, inputWidth));
    least = Math.min(least, Math.min(inputChannels, outputChannels));
    least = Math.min(least, Math.min(kernelHeight, kernelWidth));
    if (Math.min(least, Math.min(stride, groups)) < 1) {
      throw new IllegalArgumentException("all sizes, stride and groups must be at least 1");
    }
    if (inputChannels % groups != 0 || outputChannels % groups != 0) {
      throw new IllegalArgumentException(
          "%d groups do not divide %d channels and %d filters; allowed: divisors of both"
              .formatted(groups, inputChannels, outputChannels));
    }
    long height = padding.outputs(inputHeight, kernelHeight, stride);
    long width = padding.outputs(inputWidth, kernelWidth, stride);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a kernel of %dx%d is larger than the input of %dx%d with padding %s"
              .formatted(kernelHeight, kernelWidth, inputHeight, inputWidth, padding));
    }
    try {
      Math.multiplyExact(batch, Math.multiplyExact(height, width));
      Math.multiplyExact((long) inputChannels, Math.multiplyExact(kernelHeight, kernelWidth));
    } catch (ArithmeticException beyond) {
      throw new IllegalArgumentException("too large to be counted", beyond);
    }
  }

  /** A square kernel on square images with {@link ConvolutionPadding#SAME}. */
  public static ConvolutionShape same(
      int batch, int size, int channels, int filters, int kernel, int stride, int groups) {
    ConvolutionPadding padding = ConvolutionPadding.SAME;
    return new ConvolutionShape(
        batch, size, size, channels, filters, kernel, kernel, stride, padding, groups);
  }

  /**
   * A convolution as a user writes it, such as {@code 1x56x56x64,128x3x3,stride=2,padding=same}.
   *
   * @throws io.bitwright.spec.SpecException if it is not, or makes no sense
   */
  public static ConvolutionShape parse(String text) {
    return ConvolutionText.parse(text);
  }

  /** The same of so many images. */
  public ConvolutionShape withBatch(int images) {
    return new ConvolutionShape(
        images,
        inputHeight,
        inputWidth,
        inputChannels,
        outputChannels,
        kernelHeight,
        kernelWidth,
        stride,
        padding,
        groups);
  }

  /** Output pixels in a column. */
  public long outputHeight() {
    return padding.outputs(inputHeight, kernelHeight, stride);
  }

  /** Output pixels in a row. */
  public long outputWidth() {
    return padding.outputs(inputWidth, kernelWidth, stride);
  }

  /** Positions of the kernel: the terms of a sum that meet one channel. */
  public long positions() {
    return (long) kernelHeight * kernelWidth;
  }

  /** Channels that a filter meets. */
  public int channelsPerGroup() {
    return inputChannels / groups;
  }

  /**
   * The product that im2col makes of one group: M output pixels of all images, K = kernel height x
   * kernel width x channels of the group, N filters of the group.
   */
  public MatmulShape product() {
    return new MatmulShape(
        batch * outputHeight() * outputWidth(),
        positions() * channelsPerGroup(),
        outputChannels / groups);
  }

  /** Whether each filter meets a single channel of several. */
  public boolean isDepthWise() {
    return groups > 1 && groups == inputChannels;
  }

  /** Whether each output pixel meets one input pixel, in order, and all of them. */
  public boolean windowsArePixels() {
    return positions() == 1
        && stride == 1
        && outputHeight() == inputHeight
        && outputWidth() == inputWidth;
  }

  /** M x K x N of all groups; sums with zeros of the padding are counted. */
  public double multiplyAccumulates() {
    MatmulShape product = product();
    return (double) product.m() * product.k() * product.n() * groups;
  }

  /** Weights of all filters. */
  public double weights() {
    return (double) product().k() * outputChannels;
  }

  /** Numbers of the input. */
  public double inputs() {
    return (double) batch * inputHeight * inputWidth * inputChannels;
  }

  /** Numbers of the output. */
  public double outputs() {
    return (double) product().m() * outputChannels;
  }

  /** Rows of one image that any sum needs, at most; a stride beyond the kernel leaves some out. */
  public long rowsNeeded() {
    return needed(inputHeight, kernelHeight);
  }

  /** Columns of one image that any sum needs, at most. */
  public long columnsNeeded() {
    return needed(inputWidth, kernelWidth);
  }

  private long needed(int input, int kernel) {
    long outputs = padding.outputs(input, kernel, stride);
    if (stride >= kernel) {
      return Math.min(input, outputs * kernel);
    }
    long before = padding.before(input, kernel, stride);
    return Math.min(input, (outputs - 1) * stride + kernel - before);
  }

  /** As {@link #parse} reads it, with what differs from the defaults. */
  @Override
  public String toString() {
    return ConvolutionText.of(this);
  }
}
