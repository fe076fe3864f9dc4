package io.bitwright.spec.convolution;

import io.bitwright.spec.transformer.HiddenActivation;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A residual network of convolutions without norms: a stem, stages of bottleneck blocks, a last
 * convolution, and the mean over all pixels. What classifies stands behind it.
 *
 * @param imageSize pixels of a side of the square image
 * @param channels numbers a pixel of the image
 * @param activation before each convolution but the stem's first, and behind the last
 * @param stem the first convolutions, at least one
 * @param stages in their order, at least one
 * @param last the convolution behind the stages
 */
public record ConvolutionalNetwork(
    int imageSize,
    int channels,
    HiddenActivation activation,
    List<ConvolutionLayer> stem,
    List<BottleneckStage> stages,
    ConvolutionLayer last) {
  public ConvolutionalNetwork {
    stem = List.copyOf(stem);
    stages = List.copyOf(stages);
    if (stem.isEmpty() || stages.isEmpty()) {
      throw new IllegalArgumentException("a network has a stem and stages");
    }
  }

  /** Blocks of all stages. */
  public int blocks() {
    return stages.stream().mapToInt(BottleneckStage::depth).sum();
  }

  /** Weights of all convolutions, and of squeeze and excite. */
  public long linearWeights() {
    return ofAllConvolutions(ConvolutionLayer::weights)
        + ofAllBlocks(BottleneckStage::squeezeWeights);
  }

  /** Biases of all convolutions, and of squeeze and excite. */
  public long biases() {
    return ofAllConvolutions(ConvolutionLayer::outputChannels)
        + ofAllBlocks(BottleneckStage::squeezeBiases);
  }

  /** A gain of each filter, and one of each block's branch. */
  public long gains() {
    return ofAllConvolutions(ConvolutionLayer::outputChannels) + blocks();
  }

  private long ofAllBlocks(ToLongFunction<BottleneckStage> count) {
    return stages.stream().mapToLong(stage -> stage.depth() * count.applyAsLong(stage)).sum();
  }

  private long ofAllConvolutions(ToLongFunction<ConvolutionLayer> count) {
    long sum = stem.stream().mapToLong(count).sum() + count.applyAsLong(last);
    for (BottleneckStage stage : stages) {
      sum += stage.convolutions(0).stream().mapToLong(count).sum();
      sum += (stage.depth() - 1L) * stage.convolutions(1).stream().mapToLong(count).sum();
    }
    return sum;
  }
}
