package io.bitwright.simulator.parallel;

import io.bitwright.simulator.training.TrainedParameters;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a training method runs around the linear layers of a model.
 *
 * <ul>
 *   <li>Codes (QLoRA, arXiv 2305.14314, section 3; alpha-tuning, arXiv 2210.03858): weights are
 *       brought to the format of activations before each product, in a kernel of their own.
 *   <li>BitNet (arXiv 2310.11453, section 2.2): latent weights in fp32 are read twice, for their
 *       mean and for their rounding, and inputs are rounded; the gradient passes straight through.
 *   <li>Adapters (arXiv 1902.00751, section 2.1): two narrow products with an activation between
 *       them, and a residual, behind attention and behind the feed-forward part.
 * </ul>
 *
 * Low-rank adapters and prefixes are part of the graph of a model.
 */
record MethodOperators(TrainingMethod method, TrainingPrecision precision) {
  private static final String ADAPTER = "adapter_";
  private static final String DEQUANTISE = "_dequantise";
  private static final double LATENT_BYTES = 4;

  static boolean isAdapter(String name) {
    return name.startsWith(ADAPTER);
  }

  /** Whether the backward pass runs an operator again: weights in codes are not kept otherwise. */
  static boolean runsAgain(String name) {
    return name.endsWith(DEQUANTISE);
  }

  /**
   * The gradient of a product's scales, of each row of weights the sum over all tokens of results
   * times their gradients (arXiv 2210.03858, section 3); empty for other methods.
   */
  Optional<Operator> scaleGradient(Operator operator) {
    if (!(method instanceof TrainingMethod.AlphaTuning)
        || !(operator instanceof MatmulOperator product)
        || !TransformerGraph.isLinearLayer(product.name())) {
      return Optional.empty();
    }
    double bytes = precision.activations().storageBits() / Byte.SIZE;
    double results = (double) product.shape().m() * product.shape().n();
    return Optional.of(
        new VectorOperator(
            product.name() + "_scale_gradient",
            OperatorKind.QUANTISE,
            VectorOperation.COMBINE,
            Math.round(results),
            precision.activations(),
            1,
            results * bytes,
            product.shape().n() * bytes,
            results * bytes));
  }

  /** A node with what runs before and behind it. */
  List<OperatorNode> around(OperatorNode node) {
    if (!(node.operator() instanceof MatmulOperator product)
        || !TransformerGraph.isLinearLayer(product.name())
        || TransformerGraph.isSidePath(product.name())) {
      return List.of(node);
    }
    List<OperatorNode> nodes = new ArrayList<>();
    before(product).forEach(vector -> nodes.add(at(node, vector)));
    nodes.add(node);
    if (method instanceof TrainingMethod.Adapters adapters
        && (product.name().endsWith("o_proj") || product.name().endsWith("down_proj"))) {
      nodes.addAll(adapter(node, product, adapters.width()));
    }
    return nodes;
  }

  private static OperatorNode at(OperatorNode node, VectorOperator vector) {
    return new OperatorNode(node.layer(), vector, node.count());
  }

  private List<VectorOperator> before(MatmulOperator product) {
    return switch (method) {
      case TrainingMethod.Qlora qlora ->
          List.of(
              decoded(
                  product,
                  qlora.doubleQuantization()
                      ? TrainedParameters.DOUBLY_QUANTIZED_NF4_BITS
                      : TrainedParameters.NF4_BITS));
      case TrainingMethod.AlphaTuning alpha -> List.of(decoded(product, alpha.bits()));
      case TrainingMethod.StraightThrough latent -> List.of(rounded(product), inputs(product));
      default -> List.of();
    };
  }

  private VectorOperator decoded(MatmulOperator product, double bits) {
    double weights = (double) product.shape().k() * product.shape().n();
    double stored = weights * bits / Byte.SIZE;
    return vector(product.name() + DEQUANTISE, VectorOperation.SCALE, weights, 0, weights, stored);
  }

  private VectorOperator rounded(MatmulOperator product) {
    double weights = (double) product.shape().k() * product.shape().n();
    double read = 2 * weights * LATENT_BYTES;
    return vector(
        product.name() + "_weight_quantise", VectorOperation.QUANTISE, weights, 0, weights, read);
  }

  private VectorOperator inputs(MatmulOperator product) {
    double inputs = (double) product.shape().m() * product.shape().k();
    return vector(
        product.name() + "_input_quantise", VectorOperation.QUANTISE, inputs, 1, inputs, 0);
  }

  private VectorOperator vector(
      String name,
      VectorOperation operation,
      double elements,
      int inputs,
      double results,
      double readBytes) {
    NumberFormat format = precision.activations();
    double bytes = format.storageBits() / Byte.SIZE;
    return new VectorOperator(
        name,
        OperatorKind.QUANTISE,
        operation,
        Math.round(elements),
        format,
        inputs,
        elements * bytes,
        results * bytes,
        readBytes);
  }

  private List<OperatorNode> adapter(OperatorNode node, MatmulOperator product, int inner) {
    long rows = product.shape().m();
    long width = product.shape().n();
    NumberFormat format = precision.activations();
    double bytes = format.storageBits() / Byte.SIZE;
    String name = ADAPTER + product.name();
    MatmulOperator down = narrow(name + "_down", new MatmulShape(rows, width, inner));
    MatmulOperator up = narrow(name + "_up", new MatmulShape(rows, inner, width));
    double inside = (double) rows * inner * bytes;
    VectorOperator activation =
        new VectorOperator(
            name + "_activation",
            OperatorKind.ACTIVATION,
            VectorOperation.GELU,
            rows * inner,
            format,
            1,
            inside,
            inside,
            0);
    double stream = (double) rows * width * bytes;
    VectorOperator residual =
        new VectorOperator(
            name + "_residual",
            OperatorKind.RESIDUAL,
            VectorOperation.ADD,
            rows * width,
            format,
            2,
            stream,
            stream,
            0);
    return List.of(
        new OperatorNode(node.layer(), down, node.count()),
        at(node, activation),
        new OperatorNode(node.layer(), up, node.count()),
        at(node, residual));
  }

  private MatmulOperator narrow(String name, MatmulShape shape) {
    NumberFormat format = precision.activations();
    return new MatmulOperator(name, shape, format, format, format);
  }
}
