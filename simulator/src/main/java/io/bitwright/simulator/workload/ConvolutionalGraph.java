package io.bitwright.simulator.workload;

import io.bitwright.spec.convolution.BottleneckStage;
import io.bitwright.spec.convolution.ConvolutionLayer;
import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.workload.ConvolutionShape;
import java.util.List;
import java.util.Optional;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * Builds the operator graph of one forward pass of a convolutional network.
 *
 * <p>A block: activation; for the shortcut, mean of 2x2 pixels where the block has a stride, and
 * projection; the branch's convolutions with activations between them; squeeze and excite (mean of
 * all pixels, two linear layers, sigmoid, product with each channel); residual. Constant factors
 * (those of activations, blocks and skip gains) are part of weights next to them and cost nothing.
 * Convolutions and the layers of squeeze and excite have the formats of linear layers; integer
 * activations add a quantisation before them.
 */
final class ConvolutionalGraph {
  private final NetworkGraph graph;
  private final NetworkPass pass;

  private ConvolutionalGraph(NetworkPass pass, ModelFormats formats) {
    this.pass = pass;
    this.graph = new NetworkGraph(formats, pass.images());
  }

  /**
   * The graph of a pass.
   *
   * @param blocksAlikeOnce the second block of a stage stands for all that follow the first
   */
  static DirectedAcyclicGraph<OperatorNode, DefaultEdge> of(
      NetworkPass pass, ModelFormats formats, boolean blocksAlikeOnce) {
    ConvolutionalGraph builder = new ConvolutionalGraph(pass, formats);
    builder.build(blocksAlikeOnce);
    return builder.graph.graph();
  }

  private void build(boolean blocksAlikeOnce) {
    ConvolutionalNetwork network = pass.network();
    NetworkGraph.Image image = stem(graph.input(network.channels(), network.imageSize()));
    int layer = 0;
    for (int place = 0; place < network.stages().size(); place++) {
      BottleneckStage stage = network.stages().get(place);
      String prefix = "stage" + (place + 1) + ".";
      int blocks = blocksAlikeOnce ? Math.min(2, stage.depth()) : stage.depth();
      for (int block = 0; block < blocks; block++) {
        long alike = blocksAlikeOnce && block == 1 ? stage.depth() - 1L : 1;
        graph.enter(prefix, layer + block, alike);
        image = block(stage, block, image);
      }
      layer += stage.depth();
    }
    graph.enter("", OperatorNode.OUTSIDE_LAYERS, 1);
    head(image);
  }

  private NetworkGraph.Image stem(NetworkGraph.Image input) {
    NetworkGraph.Image image = input;
    for (ConvolutionLayer layer : pass.network().stem()) {
      if (!layer.equals(pass.network().stem().getFirst())) {
        image = active(layer.name() + "_activation", image);
      }
      image = convolution(layer, image);
    }
    return image;
  }

  private NetworkGraph.Image block(BottleneckStage stage, int block, NetworkGraph.Image input) {
    NetworkGraph.Image active = active("activation", input);
    Optional<ConvolutionLayer> projection = stage.shortcut(block);
    NetworkGraph.Image shortcut = projection.isPresent() ? active : input;
    if (stage.stride(block) > 1) {
      shortcut = graph.pooled("shortcut_pool", shortcut, stage.outputSize(block, input.size()));
    }
    if (projection.isPresent()) {
      shortcut = convolution(projection.get(), shortcut);
    }
    NetworkGraph.Image branch = active;
    List<ConvolutionLayer> layers = stage.branch(block);
    for (ConvolutionLayer layer : layers) {
      if (!layer.equals(layers.getFirst())) {
        branch = active(layer.name() + "_activation", branch);
      }
      branch = convolution(layer, branch);
    }
    return graph.residual(excited(stage, branch), shortcut);
  }

  private NetworkGraph.Image excited(BottleneckStage stage, NetworkGraph.Image branch) {
    NetworkGraph.Image mean = graph.pooled("squeeze_pool", branch, 1);
    NetworkGraph.Image inner = graph.linear("squeeze", mean, stage.squeezedChannels());
    inner =
        graph.vector("squeeze_activation", OperatorKind.ACTIVATION, VectorOperation.RELU, inner);
    NetworkGraph.Image gate = graph.linear("excite", inner, stage.outputChannels());
    gate = graph.vector("excite_gate", OperatorKind.ACTIVATION, VectorOperation.SIGMOID, gate);
    return graph.scaled("excite_scale", branch, gate);
  }

  private void head(NetworkGraph.Image image) {
    ConvolutionLayer last = pass.network().last();
    NetworkGraph.Image output = active("final_activation", convolution(last, image));
    graph.head(graph.pooled("final_pool", output, 1), pass.head());
  }

  private NetworkGraph.Image convolution(ConvolutionLayer layer, NetworkGraph.Image input) {
    ConvolutionShape shape =
        ConvolutionShape.same(
            pass.images(),
            input.size(),
            layer.inputChannels(),
            layer.outputChannels(),
            layer.kernel(),
            layer.stride(),
            layer.groups());
    return graph.convolution(layer.name(), shape, input, layer.outputSize(input.size()));
  }

  private NetworkGraph.Image active(String name, NetworkGraph.Image input) {
    VectorOperation operation = VectorOperation.of(pass.network().activation(), false);
    return graph.vector(name, OperatorKind.ACTIVATION, operation, input);
  }
}
