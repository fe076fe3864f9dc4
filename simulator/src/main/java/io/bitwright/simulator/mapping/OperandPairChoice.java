package io.bitwright.simulator.mapping;

import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;
import java.util.Comparator;
import java.util.Optional;

/**
 * The native pair of formats a product runs at: the pair itself, or the one with the fewest bits of
 * those that hold both operands exactly (the faster of two equals), or none, and then the product
 * runs on the vector unit, one multiply-accumulate a lane and cycle. Tensors of bf16 and fp16 run
 * as either: that is how models of one are run on chips of the other.
 *
 * @param pair what the matrix units multiply; empty where none of their pairs holds the operands
 * @param note what to tell the user where the product does not run natively, else empty
 */
public record OperandPairChoice(Optional<OperandPair> pair, String note) {

  public static OperandPairChoice of(
      MatrixUnitSpec unit, NumberFormat weights, NumberFormat activations) {
    Comparator<OperandPair> fewestBits =
        Comparator.comparingInt(OperandPairChoice::bits)
            .thenComparing(pair -> !holdsExactly(pair, weights, activations))
            .thenComparing(
                Comparator.comparingDouble(OperandPair::multiplyAccumulatesPerElement).reversed());
    Optional<OperandPair> smallest = Optional.empty();
    for (OperandPair pair : unit.operandPairs()) {
      boolean runs = canRun(pair.weights(), weights) && canRun(pair.activations(), activations);
      if (runs && (smallest.isEmpty() || fewestBits.compare(pair, smallest.get()) < 0)) {
        smallest = Optional.of(pair);
      }
    }
    return new OperandPairChoice(smallest, note(smallest, weights, activations));
  }

  /** Exactly, or as the other of bf16 and fp16, which tensors are converted to when loaded. */
  private static boolean canRun(NumberFormat unit, NumberFormat operand) {
    return FormatContainment.holds(unit, operand) || (is16BitFloat(unit) && is16BitFloat(operand));
  }

  private static boolean holdsExactly(
      OperandPair pair, NumberFormat weights, NumberFormat activations) {
    return FormatContainment.holds(pair.weights(), weights)
        && FormatContainment.holds(pair.activations(), activations);
  }

  private static boolean is16BitFloat(NumberFormat format) {
    return format == NumberFormat.BF16 || format == NumberFormat.FP16;
  }

  private static int bits(OperandPair pair) {
    return pair.weights().registerBits() + pair.activations().registerBits();
  }

  private static String note(
      Optional<OperandPair> choice, NumberFormat weights, NumberFormat activations) {
    String asked = weights + " x " + activations;
    if (choice.isEmpty()) {
      return asked + " runs on the vector unit: no native pair of the matrix units holds it";
    }
    OperandPair pair = choice.get();
    boolean isNative = pair.weights() == weights && pair.activations() == activations;
    return isNative ? "" : asked + " runs as " + pair.weights() + " x " + pair.activations();
  }
}
