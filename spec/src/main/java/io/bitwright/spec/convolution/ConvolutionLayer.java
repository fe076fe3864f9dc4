package io.bitwright.spec.convolution;

/**
 * A convolution with a square kernel, padding "same", a bias and a gain a filter (scaled weight
 * standardisation: Brock et al. 2021, arXiv 2102.06171, section 2). Gain and standardisation are
 * done once, on the weights; no pass sees them.
 *
 * @param name as its operator is named
 * @param inputChannels channels of the input, divisible by groups
 * @param outputChannels filters, divisible by groups
 * @param kernel pixels of a side
 * @param stride pixels
 * @param groups groups of channels
 */
public record ConvolutionLayer(
    String name, int inputChannels, int outputChannels, int kernel, int stride, int groups) {

  /** Weights without biases and gains. */
  public long weights() {
    return (long) kernel * kernel * (inputChannels / groups) * outputChannels;
  }

  /** Pixels of a side of the output. */
  public int outputSize(int inputSize) {
    return Math.ceilDiv(inputSize, stride);
  }
}
