package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** A graph under construction: adds operators on square images, layer by layer. */
final class NetworkGraph {
  private final DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph =
      new DirectedAcyclicGraph<>(DefaultEdge.class);
  private final Map<Image, Image> quantised = new HashMap<>();
  private final ModelFormats formats;
  private final int images;
  private String prefix = "";
  private int layer = OperatorNode.OUTSIDE_LAYERS;
  private long repeats = 1;

  NetworkGraph(ModelFormats formats, int images) {
    this.formats = formats;
    this.images = images;
  }

  /**
   * A tensor of all images.
   *
   * @param node what makes it; empty for the images themselves
   * @param channels numbers a pixel
   * @param size pixels of a side
   */
  record Image(Optional<OperatorNode> node, int channels, int size) {}

  DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph() {
    return graph;
  }

  /** Sets the layer that further operators belong to, and how many such layers there are. */
  void enter(String newPrefix, int newLayer, long layersAlike) {
    prefix = newPrefix;
    layer = newLayer;
    repeats = layersAlike;
  }

  Image input(int channels, int size) {
    return new Image(Optional.empty(), channels, size);
  }

  /** A convolution with its bias. */
  Image convolution(String name, ConvolutionShape shape, Image input, int size) {
    Image read = quantised(name, input);
    ConvolutionOperator operator =
        new ConvolutionOperator(
            prefix + name,
            shape,
            formats.weights(),
            formats.activations(),
            formats.stream(),
            ConvolutionAlgorithm.BEST);
    return biased(name, add(operator, shape.outputChannels(), size, read));
  }

  /** A linear layer of each image's channels, with its bias. */
  Image linear(String name, Image input, int outputs) {
    Image read = quantised(name, input);
    Image output = product(name, formats.weights(), formats.activations(), read, outputs);
    return biased(name, output);
  }

  /** The logits. */
  void head(Image input, OutputHead head) {
    Image logits = product("fc", formats.stream(), formats.stream(), input, head.outputs());
    if (head.bias()) {
      biased("fc", logits);
    }
  }

  private Image product(
      String name, NumberFormat weights, NumberFormat activations, Image input, int outputs) {
    MatmulShape shape = new MatmulShape(images, input.channels(), outputs);
    return add(
        new MatmulOperator(prefix + name, shape, weights, activations, formats.stream()),
        outputs,
        1,
        input);
  }

  private Image biased(String name, Image input) {
    double parameterBytes = input.channels() * formats.streamBytes();
    VectorOperator bias =
        vector(
            name + "_bias",
            OperatorKind.BIAS,
            VectorOperation.ADD,
            values(input),
            1,
            bytes(input),
            bytes(input),
            parameterBytes);
    return add(bias, input.channels(), input.size(), input);
  }

  /** The input itself where activations are not integers; what two read is quantised once. */
  private Image quantised(String name, Image input) {
    if (!formats.quantisesActivations()) {
      return input;
    }
    Image known = quantised.get(input);
    if (known != null) {
      return known;
    }
    double written = values(input) * (formats.activations().storageBits() / Byte.SIZE);
    VectorOperator quantise =
        vector(
            name + "_quantise",
            OperatorKind.QUANTISE,
            VectorOperation.QUANTISE,
            values(input),
            1,
            bytes(input),
            written,
            0);
    Image output = add(quantise, input.channels(), input.size(), input);
    quantised.put(input, output);
    return output;
  }

  /** Element-wise work. */
  Image vector(String name, OperatorKind kind, VectorOperation operation, Image input) {
    VectorOperator operator =
        vector(name, kind, operation, values(input), 1, bytes(input), bytes(input), 0);
    return add(operator, input.channels(), input.size(), input);
  }

  /** The mean over windows, whose stride is their size: so many pixels a side are left. */
  Image pooled(String name, Image input, int size) {
    Image output = new Image(Optional.empty(), input.channels(), size);
    VectorOperator operator =
        vector(
            name,
            OperatorKind.POOLING,
            VectorOperation.MEAN,
            values(input),
            1,
            bytes(input),
            bytes(output),
            0);
    return add(operator, input.channels(), size, input);
  }

  /** Each channel times a gate of its own, one an image; the gates' few bytes are left out. */
  Image scaled(String name, Image input, Image gates) {
    VectorOperator operator =
        vector(
            name,
            OperatorKind.ACTIVATION,
            VectorOperation.SCALE,
            values(input),
            1,
            bytes(input),
            bytes(input),
            0);
    return add(operator, input.channels(), input.size(), input, gates);
  }

  Image residual(Image branch, Image shortcut) {
    VectorOperator operator =
        vector(
            "residual",
            OperatorKind.RESIDUAL,
            VectorOperation.ADD,
            values(branch),
            2,
            bytes(branch),
            bytes(branch),
            0);
    return add(operator, branch.channels(), branch.size(), branch, shortcut);
  }

  private VectorOperator vector(
      String name,
      OperatorKind kind,
      VectorOperation operation,
      long elements,
      int inputs,
      double inputBytes,
      double outputBytes,
      double parameterBytes) {
    return new VectorOperator(
        prefix + name,
        kind,
        operation,
        elements,
        formats.stream(),
        inputs,
        inputBytes,
        outputBytes,
        parameterBytes);
  }

  private long values(Image image) {
    long pixels = Math.multiplyExact((long) image.size(), image.size());
    return Math.multiplyExact(pixels, Math.multiplyExact((long) images, image.channels()));
  }

  private double bytes(Image image) {
    return values(image) * formats.streamBytes();
  }

  private Image add(Operator operator, int channels, int size, Image... inputs) {
    OperatorNode node = new OperatorNode(layer, operator, repeats);
    graph.addVertex(node);
    for (Image input : inputs) {
      input.node().ifPresent(from -> graph.addEdge(from, node));
    }
    return new Image(Optional.of(node), channels, size);
  }
}
