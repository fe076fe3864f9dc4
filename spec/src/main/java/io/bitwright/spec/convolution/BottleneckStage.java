package io.bitwright.spec.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Residual blocks at one resolution, as NFNet has them (Brock et al. 2021, arXiv 2102.06171,
 * section 4 and figure 6; github google-deepmind/deepmind-research, nfnets/nfnet.py, NFBlock): a
 * 1x1 convolution to the bottleneck's width, two grouped 3x3 ones, a 1x1 one to the stage's
 * channels, squeeze and excite, residual. The first block takes the stage's stride in its first 3x3
 * convolution; its shortcut is pooled by that and projected by a 1x1 convolution.
 *
 * @param depth blocks, at least 1
 * @param inputChannels of the first block
 * @param outputChannels of all blocks
 * @param width channels of the bottleneck, divisible by groups
 * @param groups of the 3x3 convolutions
 * @param stride of the first block
 * @param squeezedChannels width between the two layers of squeeze and excite (Hu et al. 2018, arXiv
 *     1709.01507)
 */
public record BottleneckStage(
    int depth,
    int inputChannels,
    int outputChannels,
    int width,
    int groups,
    int stride,
    int squeezedChannels) {

  /** Channels that a block takes, blocks counted from 0. */
  public int inputChannels(int block) {
    return block == 0 ? inputChannels : outputChannels;
  }

  /** The stride of a block. */
  public int stride(int block) {
    return block == 0 ? stride : 1;
  }

  /** The projection of a block's shortcut, behind its pooling; empty where there is none. */
  public Optional<ConvolutionLayer> shortcut(int block) {
    boolean projects = stride(block) > 1 || inputChannels(block) != outputChannels;
    return projects
        ? Optional.of(
            new ConvolutionLayer("conv_shortcut", inputChannels(block), outputChannels, 1, 1, 1))
        : Optional.empty();
  }

  /** The convolutions of a block's main branch, one behind the other. */
  public List<ConvolutionLayer> branch(int block) {
    return List.of(
        new ConvolutionLayer("conv0", inputChannels(block), width, 1, 1, 1),
        new ConvolutionLayer("conv1", width, width, 3, stride(block), groups),
        new ConvolutionLayer("conv1b", width, width, 3, 1, groups),
        new ConvolutionLayer("conv2", width, outputChannels, 1, 1, 1));
  }

  /** All convolutions of a block. */
  public List<ConvolutionLayer> convolutions(int block) {
    List<ConvolutionLayer> all = new ArrayList<>();
    shortcut(block).ifPresent(all::add);
    all.addAll(branch(block));
    return List.copyOf(all);
  }

  /** Weights of both layers of squeeze and excite of a block. */
  public long squeezeWeights() {
    return 2L * outputChannels * squeezedChannels;
  }

  /** Biases of both layers of squeeze and excite of a block. */
  public long squeezeBiases() {
    return (long) squeezedChannels + outputChannels;
  }

  /** Pixels of a side of what a block gives. */
  public int outputSize(int block, int inputSize) {
    return Math.ceilDiv(inputSize, stride(block));
  }
}
