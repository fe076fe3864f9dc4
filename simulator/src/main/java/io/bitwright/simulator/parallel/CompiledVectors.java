package io.bitwright.simulator.parallel;

import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.VectorOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * Vector work as compilers fuse it in training: a residual with the norm behind it, the two sides
 * of a gate (Ansel et al., PyTorch 2, ASPLOS 2024, section 4.2, on TorchInductor; XLA's fusions do
 * the same). Products stay kernels of their own.
 */
final class CompiledVectors {
  private CompiledVectors() {}

  /**
   * The same work with fewer operators.
   *
   * @param dropout whether branches of residuals are masked
   */
  static List<OperatorNode> of(List<OperatorNode> nodes, boolean dropout) {
    List<OperatorNode> fused = new ArrayList<>();
    for (OperatorNode node : nodes) {
      int last = fused.size() - 1;
      if (last >= 0 && isNormOf(fused.get(last), node)) {
        fused.set(last, merged(fused.get(last), node));
      } else {
        fused.add(dropout ? withMask(withOneInput(node)) : withOneInput(node));
      }
    }
    return fused;
  }

  private static boolean isNormOf(OperatorNode before, OperatorNode node) {
    return before.operator() instanceof VectorOperator residual
        && node.operator() instanceof VectorOperator norm
        && residual.kind() == OperatorKind.RESIDUAL
        && norm.kind() == OperatorKind.NORM
        && before.layer() == node.layer()
        && before.count() == node.count()
        && residual.elements() == norm.elements();
  }

  /** Both the sum and the norm of it are written. */
  private static OperatorNode merged(OperatorNode before, OperatorNode node) {
    VectorOperator residual = (VectorOperator) before.operator();
    VectorOperator norm = (VectorOperator) node.operator();
    VectorOperator both =
        new VectorOperator(
            residual.name() + "+" + norm.name(),
            OperatorKind.NORM,
            norm.operation(),
            norm.elements(),
            norm.format(),
            residual.inputs(),
            residual.inputBytes(),
            residual.outputBytes() + norm.outputBytes(),
            norm.parameterBytes());
    return new OperatorNode(node.layer(), both, node.count());
  }

  /** A residual's branch is dropped in the same kernel, which writes a byte of mask an element. */
  private static OperatorNode withMask(OperatorNode node) {
    if (!(node.operator() instanceof VectorOperator residual)
        || residual.kind() != OperatorKind.RESIDUAL) {
      return node;
    }
    VectorOperator masked =
        new VectorOperator(
            residual.name(),
            residual.kind(),
            residual.operation(),
            residual.elements(),
            residual.format(),
            residual.inputs(),
            residual.inputBytes(),
            residual.outputBytes() + residual.elements(),
            residual.parameterBytes());
    return new OperatorNode(node.layer(), masked, node.count());
  }

  /** The sides of a gate lie in the result of one product. */
  private static OperatorNode withOneInput(OperatorNode node) {
    if (!(node.operator() instanceof VectorOperator gate)
        || gate.kind() != OperatorKind.ACTIVATION
        || gate.inputs() == 1) {
      return node;
    }
    VectorOperator fused =
        new VectorOperator(
            gate.name(),
            gate.kind(),
            gate.operation(),
            gate.elements(),
            gate.format(),
            1,
            gate.inputs() * gate.inputBytes(),
            gate.outputBytes(),
            gate.parameterBytes());
    return new OperatorNode(node.layer(), fused, node.count());
  }
}
