package io.bitwright.simulator.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.convolution.BottleneckStage;
import io.bitwright.spec.convolution.ConvolutionLayer;
import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;

/**
 * A forward pass of a convolutional network over images. The length of a sequence says nothing
 * about it.
 *
 * @param head what classifies the mean of all pixels
 * @param images side by side
 */
public record NetworkPass(ConvolutionalNetwork network, OutputHead head, int images) {

  /**
   * The pass of a workload.
   *
   * @throws SpecException if it is asked for more than a prefill, with a context, or in chunks
   * @throws IllegalArgumentException if the model is no convolutional network with a head
   */
  public static NetworkPass of(ModelConfig model, WorkloadSpec workload) {
    String name = model.name();
    if (workload.phase() == Phase.DECODE) {
      throw new SpecException(
          name + " has no decoder, so there is nothing to decode; allowed phase: prefill");
    }
    if (workload.phase() == Phase.GENERATE) {
      throw new SpecException(
          name + " has no decoder, so it generates nothing; allowed phase: prefill");
    }
    if (workload.context() > 0) {
      throw new SpecException(name + " keeps nothing of earlier tokens; allowed context: 0");
    }
    if (workload.chunk().isPresent()) {
      throw new SpecException(
          name + " cannot take its prompt in chunks: it is no decoder alone; leave chunk out");
    }
    return new NetworkPass(
        model
            .network()
            .orElseThrow(() -> new IllegalArgumentException(name + " has no convolutions")),
        model.head().orElseThrow(() -> new IllegalArgumentException(name + " has no head")),
        workload.batch());
  }

  /**
   * Values that are alive at one time, at most: input and output of a convolution, beside a block's
   * shortcut while its branch runs; and the logits.
   */
  public double aliveValues() {
    double most = 0;
    int size = network.imageSize();
    for (ConvolutionLayer layer : network.stem()) {
      most = Math.max(most, values(layer, size));
      size = layer.outputSize(size);
    }
    for (BottleneckStage stage : network.stages()) {
      most = Math.max(most, values(stage, 0, size));
      size = stage.outputSize(0, size);
      most = Math.max(most, stage.depth() > 1 ? values(stage, 1, size) : 0);
    }
    most = Math.max(most, values(network.last(), size));
    return images * (most + head.outputs());
  }

  private static double values(BottleneckStage stage, int block, int inputSize) {
    List<ConvolutionLayer> branch = stage.branch(block);
    double most = 0;
    int size = inputSize;
    for (ConvolutionLayer layer : branch) {
      most = Math.max(most, values(layer, size));
      size = layer.outputSize(size);
    }
    return most + pixels(size) * stage.outputChannels();
  }

  private static double values(ConvolutionLayer layer, int size) {
    return pixels(size) * layer.inputChannels()
        + pixels(layer.outputSize(size)) * layer.outputChannels();
  }

  private static double pixels(int size) {
    return (double) size * size;
  }
}
