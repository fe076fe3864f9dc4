package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.Arithmetic.Operation;
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
 * The arithmetic of an operator, counted, by the pair of formats it runs at.
 *
 * <ul>
 *   <li>binary or ternary weights: one addition of the activations' format a multiply-accumulate;
 *   <li>integers: one multiplication of the wider operand's format and one int32 addition;
 *   <li>floating point: one multiplication and one addition of the wider operand's format.
 * </ul>
 *
 * Sums of integers add one multiplication a result in the results' format: the scale. Padding of
 * edge tiles is not counted; what a causal mask discards inside a block is.
 */
final class OperatorActions {
  private OperatorActions() {}

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
    List<Arithmetic> arithmetic =
        switch (operator) {
          case MatmulOperator matmul ->
              products(
                  accelerator,
                  matmul,
                  (double) matmul.shape().m() * matmul.shape().n(),
                  matmul.shape().k());
          case ConvolutionOperator convolution ->
              products(
                  accelerator,
                  convolution.product(convolution.shape().product()),
                  convolution.shape().outputs(),
                  convolution.shape().product().k());
          case AttentionOperator attention -> attention(accelerator, attention, scores);
          case VectorOperator vector ->
              vector(vector.operation(), vector.format(), (double) vector.elements());
        };
    return new ActionCounts(
        arithmetic,
        traffic.onChipRead(),
        traffic.onChipWrite(),
        traffic.offChipRead(),
        traffic.offChipWrite(),
        0);
  }

  /** So many sums of so many terms each, in the formats of a product. */
  private static List<Arithmetic> products(
      AcceleratorSpec accelerator, MatmulOperator operator, double results, long terms) {
    Optional<OperandPair> pair =
        OperandPairChoice.of(accelerator.matrixUnit(), operator.weights(), operator.activations())
            .pair();
    double products = results * terms;
    NumberFormat weights = pair.map(OperandPair::weights).orElse(operator.weights());
    NumberFormat activations = pair.map(OperandPair::activations).orElse(operator.activations());
    List<Arithmetic> arithmetic =
        new ArrayList<>(multiplyAccumulates(weights, activations, products));
    if (pair.filter(MatmulTiming::addsIntegers).isPresent()) {
      arithmetic.addAll(vector(VectorOperation.SCALE, operator.results(), results));
    }
    return arithmetic;
  }

  private static List<Arithmetic> attention(
      AcceleratorSpec accelerator, AttentionOperator operator, double scores) {
    OperandPairChoice choice =
        OperandPairChoice.of(accelerator.matrixUnit(), operator.format(), operator.format());
    AttentionPart part = operator.part();
    List<Arithmetic> arithmetic = new ArrayList<>();
    if (part.multiplies()) {
      arithmetic.addAll(
          multiplyAccumulates(
              choice.pair().map(OperandPair::weights).orElse(operator.format()),
              choice.pair().map(OperandPair::activations).orElse(operator.format()),
              part.productsPerScore() * scores * operator.headDimension()));
    }
    if (part.fused() || part == AttentionPart.SOFTMAX) {
      arithmetic.addAll(vector(VectorOperation.SOFTMAX, operator.format(), scores));
    }
    if (part == AttentionPart.BIAS || (part.fused() && operator.addsToScores())) {
      arithmetic.addAll(vector(VectorOperation.ADD, operator.format(), scores));
    }
    return arithmetic;
  }

  private static List<Arithmetic> multiplyAccumulates(
      NumberFormat weights, NumberFormat activations, double count) {
    if (weights == NumberFormat.BINARY || weights == NumberFormat.TERNARY) {
      return List.of(new Arithmetic(Operation.ADD, activations, count));
    }
    NumberFormat wider = wider(weights, activations);
    NumberFormat sums = wider.kind() == NumberFormat.Kind.INTEGER ? NumberFormat.INT32 : wider;
    return List.of(
        new Arithmetic(Operation.MULTIPLY, wider, count),
        new Arithmetic(Operation.ADD, sums, count));
  }

  private static NumberFormat wider(NumberFormat a, NumberFormat b) {
    if (a.kind() != b.kind()) {
      return a.kind() == NumberFormat.Kind.FLOATING_POINT ? a : b;
    }
    return a.registerBits() >= b.registerBits() ? a : b;
  }

  private static List<Arithmetic> vector(
      VectorOperation operation, NumberFormat format, double elements) {
    return List.of(
        new Arithmetic(Operation.ADD, format, operation.adds() * elements),
        new Arithmetic(Operation.MULTIPLY, format, operation.multiplies() * elements));
  }
}
