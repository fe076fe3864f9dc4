package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.AttentionTiming;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.timing.chip.Traffic;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arithmetic of an operator, counted, by the pair of formats it runs at: {@link
 * MultiplyAccumulates} of the matrix units, or of the vector unit where they do not have the pair.
 *
 * <p>Sums of integers add one multiplication a result in the results' format: the scale. Padding of
 * edge tiles is not counted; what a causal mask discards inside a block is.
 */
final class OperatorActions {
  private final List<MultiplyAccumulates> products = new ArrayList<>();
  private final List<Arithmetic> others = new ArrayList<>();
  private final AcceleratorSpec accelerator;

  private OperatorActions(AcceleratorSpec accelerator) {
    this.accelerator = accelerator;
  }

  static ActionCounts of(Chip chip, Operator operator, Traffic traffic) {
    double scores =
        operator instanceof AttentionOperator attention
            ? AttentionTiming.scores(chip, attention)
            : 0;
    return of(chip.spec(), operator, scores, traffic);
  }

  /**
   * The actions of an operator.
   *
   * @param scores scores of all heads that attention computes
   */
  static ActionCounts of(
      AcceleratorSpec accelerator, Operator operator, double scores, Traffic traffic) {
    OperatorActions actions = new OperatorActions(accelerator);
    switch (operator) {
      case MatmulOperator matmul ->
          actions.addProducts(
              matmul, (double) matmul.shape().m() * matmul.shape().n(), matmul.shape().k());
      case ConvolutionOperator convolution ->
          actions.addProducts(
              convolution.product(convolution.shape().product()),
              convolution.shape().outputs(),
              convolution.shape().product().k());
      case AttentionOperator attention -> actions.addAttention(attention, scores);
      case VectorOperator vector ->
          actions.addVector(vector.operation(), vector.format(), (double) vector.elements());
    }
    return new ActionCounts(
        actions.products,
        actions.others,
        traffic.onChipRead(),
        traffic.onChipWrite(),
        traffic.offChipRead(),
        traffic.offChipWrite());
  }

  /** So many sums of so many terms each, in the formats of a product. */
  private void addProducts(MatmulOperator operator, double results, long terms) {
    Optional<OperandPair> pair =
        addMultiplyAccumulates(operator.weights(), operator.activations(), results * terms);
    if (pair.filter(MatmulTiming::addsIntegers).isPresent()) {
      addVector(VectorOperation.SCALE, operator.results(), results);
    }
  }

  private void addAttention(AttentionOperator operator, double scores) {
    AttentionPart part = operator.part();
    NumberFormat format = operator.format();
    if (part.multiplies()) {
      addMultiplyAccumulates(
          format, format, part.productsPerScore() * scores * operator.headDimension());
    }
    if (part.fused() || part == AttentionPart.SOFTMAX) {
      addVector(VectorOperation.SOFTMAX, format, scores);
    }
    if (part == AttentionPart.BIAS || (part.fused() && operator.addsToScores())) {
      addVector(VectorOperation.ADD, format, scores);
    }
  }

  /** Gives the pair that they run at, if the matrix units have one. */
  private Optional<OperandPair> addMultiplyAccumulates(
      NumberFormat weights, NumberFormat activations, double count) {
    Optional<OperandPair> pair =
        OperandPairChoice.of(accelerator.matrixUnit(), weights, activations).pair();
    if (pair.isPresent()) {
      products.add(new MultiplyAccumulates(pair.get().weights(), pair.get().activations(), count));
    } else {
      others.addAll(new MultiplyAccumulates(weights, activations, count).arithmetic());
    }
    return pair;
  }

  private void addVector(VectorOperation operation, NumberFormat format, double elements) {
    others.add(new Arithmetic(Operation.ADD, format, operation.adds() * elements));
    others.add(new Arithmetic(Operation.MULTIPLY, format, operation.multiplies() * elements));
  }
}
