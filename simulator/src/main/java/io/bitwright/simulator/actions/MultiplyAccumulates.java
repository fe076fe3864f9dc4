package io.bitwright.simulator.actions;

import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/**
 * Multiply-accumulates of one pair of formats.
 *
 * @param weights format of the weights
 * @param activations format of the activations
 * @param count how many, at least 0
 */
public record MultiplyAccumulates(NumberFormat weights, NumberFormat activations, double count) {
  /**
   * What they are made of:
   *
   * <ul>
   *   <li>binary or ternary weights: one addition of the activations' format a multiply-accumulate;
   *   <li>integers: one multiplication of the wider operand's format and one int32 addition;
   *   <li>floating point: one multiplication and one addition of the wider operand's format.
   * </ul>
   */
  public List<Arithmetic> arithmetic() {
    if (weights == NumberFormat.BINARY || weights == NumberFormat.TERNARY) {
      return List.of(new Arithmetic(Operation.ADD, activations, count));
    }
    NumberFormat wider = wider();
    NumberFormat sums = wider.kind() == NumberFormat.Kind.INTEGER ? NumberFormat.INT32 : wider;
    return List.of(
        new Arithmetic(Operation.MULTIPLY, wider, count),
        new Arithmetic(Operation.ADD, sums, count));
  }

  private NumberFormat wider() {
    if (weights.kind() != activations.kind()) {
      return weights.kind() == NumberFormat.Kind.FLOATING_POINT ? weights : activations;
    }
    return weights.registerBits() >= activations.registerBits() ? weights : activations;
  }

  /** The pair as tables name it: {@code ternary x int8}. */
  public String pair() {
    return weights.label() + " x " + activations.label();
  }

  /** So many times the same. */
  MultiplyAccumulates times(double factor) {
    return new MultiplyAccumulates(weights, activations, count * factor);
  }
}
