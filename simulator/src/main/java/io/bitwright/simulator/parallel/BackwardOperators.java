package io.bitwright.simulator.parallel;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * What the backward pass runs for an operator of the forward pass.
 *
 * <ul>
 *   <li>A product Y[M, N] = X[M, K] W[K, N]: the gradient of its input, [M, N] x [N, K], and of
 *       trained weights, [N, M] x [M, K], with X from memory, where it has lain since the forward
 *       pass; where gradients of several micro-batches are summed, the sum is read, too (Narayanan
 *       et al. 2021, arXiv 2104.04473, section 4.2). Queries, keys and values that are one product
 *       get their gradients from three tensors, which are copied side by side.
 *   <li>Attention: {@link AttentionPart#GRADIENTS}.
 *   <li>Vector work: reads the gradient of its result and, from memory, its inputs; writes their
 *       gradients. A norm within a layer also reads and adds the residual's gradient; that of its
 *       weights reads both again. A residual hands its gradient on.
 * </ul>
 *
 * @param precision formats of gradients
 * @param sumsGradients whether gradients of several micro-batches are summed
 * @param trainsNorms whether norms have gradients of weights
 * @param dropout whether the branches of residuals are masked
 */
record BackwardOperators(
    NumberFormat precision, boolean sumsGradients, boolean trainsNorms, boolean dropout) {
  /** Follows the name of what values are dropped of. */
  static final String DROPOUT = "_dropout";

  /** The operators, each as often as the node. */
  List<Operator> of(OperatorNode node, boolean trained) {
    return switch (node.operator()) {
      case MatmulOperator product -> product(product, trained);
      case AttentionOperator attention -> attention(attention);
      case VectorOperator vector -> vector(vector, node.layer() != OperatorNode.OUTSIDE_LAYERS);
      default -> throw new IllegalArgumentException(node.operator().name() + " has no gradient");
    };
  }

  /**
   * Of parts: the gradients of queries and keys have the shape of the values' product, as those of
   * values have, and those of the shares have that of the scores; the softmax reads two tensors.
   */
  private static List<Operator> attention(AttentionOperator attention) {
    return switch (attention.part()) {
      case WHOLE -> List.of(attention.only(AttentionPart.GRADIENTS));
      case SCORES -> {
        AttentionOperator gradient = attention.only(AttentionPart.VALUES);
        yield List.of(gradient, gradient);
      }
      case VALUES ->
          List.of(attention.only(AttentionPart.SCORES), attention.only(AttentionPart.VALUES));
      case SOFTMAX -> {
        double scores = attention.queryHeads() * attention.newTokens() * attention.keys();
        double bytes = scores * attention.format().storageBits() / Byte.SIZE;
        yield List.of(
            new VectorOperator(
                attention.name() + "_gradient",
                OperatorKind.ATTENTION,
                VectorOperation.SOFTMAX,
                Math.round(scores),
                attention.format(),
                1,
                bytes,
                bytes,
                bytes));
      }
      case BIAS -> List.of();
      case GRADIENTS -> throw new IllegalArgumentException("no forward pass");
    };
  }

  private List<Operator> product(MatmulOperator product, boolean trained) {
    MatmulShape shape = product.shape();
    NumberFormat activations = product.activations();
    List<Operator> operators = new ArrayList<>();
    if (product.name().startsWith("q_proj+")) {
      operators.add(copy(product));
    }
    operators.add(
        new MatmulOperator(
            product.name() + "_input_gradient",
            new MatmulShape(shape.m(), shape.n(), shape.k()),
            product.weights(),
            activations,
            product.results()));
    if (trained) {
      operators.add(
          new MatmulOperator(
              product.name() + "_weight_gradient",
              new MatmulShape(shape.n(), shape.m(), shape.k()),
              activations,
              activations,
              precision));
      if (sumsGradients) {
        double weights = (double) shape.k() * shape.n();
        operators.add(vector(product.name() + "_gradient_sum", (long) weights, 0, 0, weights));
      }
    }
    return operators;
  }

  private Operator copy(MatmulOperator product) {
    long elements = product.shape().m() * product.shape().n();
    return vector(product.name() + "_gradient_copy", elements, 1, (double) elements, 0);
  }

  /** Additions of so many elements; reads tensors of them, writes and reads others. */
  private Operator vector(String name, long elements, int inputs, double written, double read) {
    double bytes = precision.storageBits() / Byte.SIZE;
    return new VectorOperator(
        name,
        OperatorKind.SIDE_PATH,
        VectorOperation.ADD,
        elements,
        precision,
        inputs,
        elements * bytes,
        written * bytes,
        read * bytes);
  }

  private List<Operator> vector(VectorOperator vector, boolean inLayer) {
    double stream = vector.elements() * vector.format().storageBits() / Byte.SIZE;
    return switch (vector.kind()) {
      case NORM -> norm(vector, stream, inLayer);
      case RESIDUAL -> masked(vector, stream);
      case QUANTISE, SAMPLING, EMBEDDING -> List.of();
      case LOSS -> loss(vector, stream);
      case BIAS -> List.of(gradient(vector, "_gradient", stream, 0, 0));
      default -> {
        if (vector.name().endsWith(DROPOUT)) {
          yield List.of(gradient(vector, "_gradient", stream, (double) vector.elements(), stream));
        }
        double inputs = vector.inputs() * vector.inputBytes();
        yield List.of(gradient(vector, "_gradient", vector.outputBytes(), inputs, inputs));
      }
    };
  }

  private List<Operator> norm(VectorOperator norm, double stream, boolean inLayer) {
    double saved = (inLayer ? 2 : 1) * stream + norm.parameterBytes();
    List<Operator> operators = new ArrayList<>();
    if (norm.name().contains("residual+")) {
      operators.addAll(masked(norm, stream));
    }
    operators.add(gradient(norm, "_gradient", stream, saved, stream));
    if (trainsNorms && norm.parameterBytes() > 0) {
      operators.add(gradient(norm, "_weight_gradient", 2 * stream, 0, norm.parameterBytes()));
    }
    return operators;
  }

  /** The gradient of the branch of a residual, with a byte of mask an element. */
  private List<Operator> masked(VectorOperator residual, double stream) {
    return dropout
        ? List.of(
            gradient(residual, DROPOUT + "_gradient", stream, (double) residual.elements(), stream))
        : List.of();
  }

  /**
   * The gradient of the logarithms of the shares, zero but for one a row, written as a tensor; and
   * from it and the logarithms that of the logits.
   */
  private static List<Operator> loss(VectorOperator loss, double logits) {
    return List.of(
        new VectorOperator(
            loss.name() + "_choice_gradient",
            OperatorKind.LOSS,
            VectorOperation.GATHER,
            loss.elements(),
            loss.format(),
            0,
            0,
            logits,
            0),
        gradient(loss, "_gradient", logits, logits, logits));
  }

  /** Reads one fresh tensor and saved ones. */
  private static Operator gradient(
      VectorOperator of, String ending, double fresh, double saved, double written) {
    return new VectorOperator(
        of.name() + ending,
        of.kind(),
        of.operation(),
        of.elements(),
        of.format(),
        1,
        fresh,
        written,
        saved);
  }
}
