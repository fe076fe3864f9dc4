package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.SidePathSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** A graph under construction: adds the operators of one stack's pass, layer by layer. */
final class OperatorGraph {
  private final DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph;
  private final ModelFormats formats;
  private final StackPass pass;
  private int layer = OperatorNode.OUTSIDE_LAYERS;
  private long repeats = 1;
  private final Map<OperatorNode, Quantised> quantised = new HashMap<>();

  /** A tensor before its quantisation, and its columns of outliers. */
  private record Quantised(OperatorNode source, Optional<OperatorNode> outliers) {}

  OperatorGraph(
      DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph, ModelFormats formats, StackPass pass) {
    this.graph = graph;
    this.formats = formats;
    this.pass = pass;
  }

  StackPass pass() {
    return pass;
  }

  TransformerStack stack() {
    return pass.stack();
  }

  ModelFormats formats() {
    return formats;
  }

  /** Sets the layer that further operators belong to, and how many such layers there are. */
  void enter(int newLayer, long layersAlike) {
    layer = newLayer;
    repeats = layersAlike;
  }

  void leaveLayers() {
    enter(OperatorNode.OUTSIDE_LAYERS, 1);
  }

  int layer() {
    return layer;
  }

  /** A linear layer: weights and activations in their formats. */
  OperatorNode linear(String name, OperatorNode input, long inputs, long outputs) {
    return linear(name, pass.tokens(), inputs, outputs, 1, input);
  }

  /** So many linear layers of so many rows each, and what runs beside them. */
  OperatorNode linear(
      String name, long rows, long inputs, long outputs, long count, OperatorNode... from) {
    MatmulShape shape = new MatmulShape(rows, inputs, outputs);
    OperatorNode result = add(stored(name, shape, formats.activations()), count, from);
    if (pass.options().sidePaths().equals(SidePathSpec.NONE)) {
      return result;
    }
    return withAdapter(name, shape, count, withOutliers(name, shape, count, result, from), from);
  }

  /**
   * Adds the product of outlier columns, which the product of all columns takes as zeros; their
   * weights are read a second time, in the format in which they are stored.
   */
  private OperatorNode withOutliers(
      String name, MatmulShape shape, long count, OperatorNode result, OperatorNode... from) {
    Optional<OperatorNode> columns =
        Optional.ofNullable(quantised.get(from[0])).flatMap(Quantised::outliers);
    if (columns.isEmpty()) {
      return result;
    }
    String outliers = name + TransformerGraph.OUTLIERS;
    long width = pass.options().sidePaths().outliersOf(shape.k());
    OperatorNode[] inputs = from.clone();
    inputs[0] = columns.get();
    MatmulShape ofOutliers = new MatmulShape(shape.m(), width, shape.n());
    OperatorNode product = add(stored(outliers, ofOutliers, formats.stream()), count, inputs);
    return added(outliers, shape, count, result, product);
  }

  /** Adds an adapter's result; an adapter reads the input before its quantisation. */
  private OperatorNode withAdapter(
      String name, MatmulShape shape, long count, OperatorNode result, OperatorNode... from) {
    Optional<LoraTarget> target = AdaptedLayer.target(name);
    Optional<LoraSpec> lora =
        pass.options()
            .sidePaths()
            .lora()
            .filter(spec -> target.filter(spec.targets()::contains).isPresent());
    if (lora.isEmpty()) {
      return result;
    }
    int rank = lora.get().rank();
    OperatorNode[] inputs = from.clone();
    inputs[0] = Optional.ofNullable(quantised.get(from[0])).map(Quantised::source).orElse(from[0]);
    OperatorNode down =
        product(name + TransformerGraph.LORA_DOWN, shape.m(), shape.k(), rank, count, inputs);
    OperatorNode up =
        product(name + TransformerGraph.LORA_UP, shape.m(), rank, shape.n(), count, down);
    return added(name + "_lora", shape, count, result, up);
  }

  private OperatorNode added(
      String name, MatmulShape shape, long count, OperatorNode result, OperatorNode more) {
    return vector(
        name + "_add",
        OperatorKind.SIDE_PATH,
        VectorOperation.ADD,
        shape.m() * count,
        shape.n(),
        result,
        more);
  }

  /** So many products outside of the linear layers, in the stream's format. */
  OperatorNode product(
      String name, long rows, long inputs, long outputs, long count, OperatorNode... from) {
    MatmulShape shape = new MatmulShape(rows, inputs, outputs);
    NumberFormat stream = formats.stream();
    return add(
        new MatmulOperator(pass.prefix() + name, shape, stream, stream, stream), count, from);
  }

  /** A linear layer's product; its weights lie in memory as the workload stores them. */
  private MatmulOperator stored(String name, MatmulShape shape, NumberFormat activations) {
    return new MatmulOperator(
        pass.prefix() + name,
        shape,
        formats.weights(),
        activations,
        formats.stream(),
        formats.weightBits());
  }

  /** A norm of the stack's kind. */
  OperatorNode norm(String name, OperatorNode input, long rows, long width) {
    return norm(
        name, input, rows, width, stack().norms().kind(), stack().norms().parameters(width));
  }

  OperatorNode norm(
      String name, OperatorNode input, long rows, long width, NormKind kind, long parameters) {
    VectorOperation operation =
        kind == NormKind.RMS ? VectorOperation.RMS_NORM : VectorOperation.LAYER_NORM;
    return elementWise(name, OperatorKind.NORM, operation, rows * width, parameters, input);
  }

  /** The input itself where activations are not integers. */
  OperatorNode quantised(String name, OperatorNode input, long rows, long width) {
    if (!formats.quantisesActivations()) {
      return input;
    }
    NumberFormat activations = formats.activations();
    OperatorNode node =
        add(
            new VectorOperator(
                pass.prefix() + name,
                OperatorKind.QUANTISE,
                VectorOperation.QUANTISE,
                rows * width,
                formats.stream(),
                1,
                rows * width * formats.streamBytes(),
                rows * width * activations.storageBits() / Byte.SIZE,
                0),
            1,
            input);
    if (!pass.options().sidePaths().equals(SidePathSpec.NONE)) {
      quantised.put(node, new Quantised(input, outlierColumns(name, input, rows, width)));
    }
    return node;
  }

  /** The columns of outliers, copied side by side in the stream's format. */
  private Optional<OperatorNode> outlierColumns(
      String name, OperatorNode input, long rows, long width) {
    long outliers = pass.options().sidePaths().outliersOf(width);
    return outliers == 0
        ? Optional.empty()
        : Optional.of(
            vector(
                name.replace("_quantise", "_outlier_columns"),
                OperatorKind.SIDE_PATH,
                VectorOperation.GATHER,
                rows,
                outliers,
                input));
  }

  OperatorNode bias(String name, OperatorNode input, long rows, long width) {
    return withTable(name, OperatorKind.BIAS, input, rows, width, width);
  }

  /** Adds so many parameters to rows. */
  OperatorNode withTable(
      String name, OperatorKind kind, OperatorNode input, long rows, long width, long parameters) {
    return elementWise(name, kind, VectorOperation.ADD, rows * width, parameters, input);
  }

  /** Element-wise work on rows, without parameters. */
  OperatorNode vector(
      String name,
      OperatorKind kind,
      VectorOperation operation,
      long rows,
      long width,
      OperatorNode... inputs) {
    return elementWise(name, kind, operation, rows * width, 0, inputs);
  }

  /**
   * Element-wise work in the stream's format: reads all inputs and parameters, writes one result.
   */
  private OperatorNode elementWise(
      String name,
      OperatorKind kind,
      VectorOperation operation,
      long elements,
      long parameters,
      OperatorNode... inputs) {
    double bytes = elements * formats.streamBytes();
    return add(
        new VectorOperator(
            pass.prefix() + name,
            kind,
            operation,
            elements,
            formats.stream(),
            inputs.length,
            bytes,
            bytes,
            parameters * formats.streamBytes()),
        1,
        inputs);
  }

  OperatorNode residual(String name, OperatorNode... branches) {
    long width = stack().width();
    return vector(name, OperatorKind.RESIDUAL, VectorOperation.ADD, pass.tokens(), width, branches);
  }

  OperatorNode add(Operator operator, long count, OperatorNode... inputs) {
    OperatorNode node = new OperatorNode(layer, operator, count * repeats);
    graph.addVertex(node);
    for (OperatorNode input : inputs) {
      graph.addEdge(input, node);
    }
    return node;
  }
}
