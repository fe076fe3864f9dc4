package io.bitwright.simulator.workload;

import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.OutputHead;

/**
 * What stands behind a stack's last layer: a norm, dense layers, and the head of the last stack.
 */
final class OutputBlock {
  private final OperatorGraph graph;
  private final StackPass pass;

  OutputBlock(OperatorGraph graph) {
    this.graph = graph;
    this.pass = graph.pass();
  }

  /** The norm and the dense layers, of all tokens or of one a sequence. */
  OperatorNode of(OperatorNode stream) {
    long rows = pass.outputRows();
    OperatorNode output =
        pass.stack().norms().last()
            ? graph.norm("norm", stream, rows, pass.stack().width())
            : stream;
    for (DenseLayer layer : pass.stack().outputLayers()) {
      output = dense(layer, rows, output);
    }
    return output;
  }

  private OperatorNode dense(DenseLayer layer, long rows, OperatorNode input) {
    OperatorNode output =
        graph.product(layer.name(), rows, layer.inputs(), layer.outputs(), 1, input);
    if (layer.bias()) {
      output = graph.bias(layer.name() + "_bias", output, rows, layer.outputs());
    }
    if (layer.activation().isPresent()) {
      output =
          graph.vector(
              layer.name() + "_activation",
              OperatorKind.ACTIVATION,
              VectorOperation.of(layer.activation().get(), false),
              rows,
              layer.outputs(),
              output);
    }
    return layer.norm()
        ? graph.norm(
            layer.name() + "_layernorm",
            output,
            rows,
            layer.outputs(),
            NormKind.LAYER,
            layer.normParameters())
        : output;
  }

  /** Logits, and for a decoder the choice of the next token. */
  void head(OutputHead head, OperatorNode normed) {
    long rows = pass.outputRows();
    OperatorNode logits =
        graph.product(TransformerGraph.OUTPUT_HEAD, rows, head.inputs(), head.outputs(), 1, normed);
    if (head.bias()) {
      logits = graph.bias(TransformerGraph.OUTPUT_HEAD + "_bias", logits, rows, head.outputs());
    }
    if (pass.caches()) {
      sampling(rows, head.outputs(), logits);
    }
  }

  private void sampling(long rows, long vocabulary, OperatorNode logits) {
    graph.add(
        new VectorOperator(
            "sampling",
            OperatorKind.SAMPLING,
            VectorOperation.ARGMAX,
            rows * vocabulary,
            graph.formats().stream(),
            1,
            rows * vocabulary * graph.formats().streamBytes(),
            rows * (double) Integer.BYTES,
            0),
        1,
        logits);
  }
}
