package io.bitwright.spec.accelerator;

import io.bitwright.spec.format.NumberFormat;

/**
 * The bits a sum of K products needs so that it never overflows, for int8 activations.
 *
 * <p>The largest magnitude is 128 K for binary and ternary weights, and 2^14 K for int8 weights
 * (-128 x -128); the accumulator holds it with either sign: 8 + ceil(log2 K) + 1 bits, or 15 +
 * ceil(log2 K) + 1 bits.
 */
public final class WidthRule {
  private WidthRule() {}

  /**
   * Signed bits that hold any sum of {@code terms} products of weights and int8 activations.
   *
   * @throws IllegalArgumentException if terms is below 1 or no rule is known for the weights
   */
  public static int signedBits(NumberFormat weights, int terms) {
    if (terms < 1) {
      throw new IllegalArgumentException("a sum has at least 1 term, got " + terms);
    }
    int ceilLog2 = Integer.SIZE - Integer.numberOfLeadingZeros(terms - 1);
    return productBits(weights) + ceilLog2 + 1;
  }

  private static int productBits(NumberFormat weights) {
    return switch (weights) {
      case BINARY, TERNARY -> 8;
      case INT8 -> 15;
      default ->
          throw new IllegalArgumentException(
              "no accumulator width rule for " + weights + " weights");
    };
  }
}
