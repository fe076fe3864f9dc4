package io.bitwright.spec.model;

import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.ParameterCount;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a model: a transformer (a decoder, an encoder, an encoder and a decoder, or an image
 * encoder before or beside a text's stack), or a convolutional network.
 *
 * @param name for people: the file's or the library's name
 * @param maximumPositions longest sequence the model was made for, tokens
 * @param stacks in the order in which they run, at least one; the last one gives the results; none
 *     of a convolutional network
 * @param head behind the last stack or the network; empty where the results are vectors
 * @param nativeWeights format the linear layers were trained for
 * @param nativeActivations format of the linear layers' inputs the model was trained for
 * @param network the convolutional network, if it is one
 */
public record ModelConfig(
    String name,
    ModelFamily family,
    int maximumPositions,
    List<TransformerStack> stacks,
    Optional<OutputHead> head,
    NumberFormat nativeWeights,
    NumberFormat nativeActivations,
    Optional<ConvolutionalNetwork> network) {
  public ModelConfig {
    stacks = List.copyOf(stacks);
    if (stacks.isEmpty() == network.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one stack, or is a network");
    }
  }

  /** A transformer. */
  public ModelConfig(
      String name,
      ModelFamily family,
      int maximumPositions,
      List<TransformerStack> stacks,
      Optional<OutputHead> head,
      NumberFormat nativeWeights,
      NumberFormat nativeActivations) {
    this(
        name,
        family,
        maximumPositions,
        stacks,
        head,
        nativeWeights,
        nativeActivations,
        Optional.empty());
  }

  /**
   * The stack that gives the results: the decoder where there is one.
   *
   * @throws java.util.NoSuchElementException if it is a convolutional network
   */
  public TransformerStack lastStack() {
    return stacks.getLast();
  }

  /** Whether the model writes tokens one after another. */
  public boolean decodes() {
    return network.isEmpty() && lastStack().role() == StackRole.DECODER;
  }

  /** Layers of the last stack, or blocks of the network. */
  public int layers() {
    return network.map(ConvolutionalNetwork::blocks).orElseGet(() -> lastStack().layers());
  }

  /** Width of the last stack's residual stream, or channels of the network's last stage. */
  public int hiddenSize() {
    return network
        .map(all -> all.stages().getLast().outputChannels())
        .orElseGet(() -> lastStack().width());
  }

  /** Logits of one position; 0 where the results are vectors. */
  public int headOutputs() {
    return head.map(OutputHead::outputs).orElse(0);
  }

  /**
   * Weights of the linear layers of attention and feed-forward of all layers, all experts; or of
   * all convolutions and of squeeze and excite.
   */
  public long linearParameters() {
    return parameterCount().linear();
  }

  /** All parameters of the model, by what they are for. */
  public ParameterCount parameterCount() {
    return network
        .map(all -> parameterCount(all, head))
        .orElseGet(() -> ParameterCount.of(stacks, head));
  }

  private static ParameterCount parameterCount(
      ConvolutionalNetwork network, Optional<OutputHead> head) {
    return new ParameterCount(
        0,
        network.linearWeights(),
        0,
        network.gains(),
        network.biases() + head.map(OutputHead::biases).orElse(0L),
        head.map(OutputHead::weights).orElse(0L));
  }

  /** All parameters of the model; what two places share counts once. */
  public long parameters() {
    return parameterCount().total();
  }
}
