package io.bitwright.spec.accelerator;

import io.bitwright.spec.format.NumberFormat;

/**
 * The bits a sum of K products needs so that it never overflows.
 *
 * <p>For int8 activations the largest magnitude is 2^7 K with binary and ternary weights, and 2^14
 * K with int8 weights (-128 x -128); the accumulator holds it with either sign: 8 + ceil(log2 K) +
 * 1 bits, or 15 + ceil(log2 K) + 1 bits. Other integer formats follow the same count.
 *
 * <p>Sums of floating-point products round instead of overflowing. They are accumulated in fp32,
 * whatever their length: 32 bits.
 */
public final class WidthRule {
  /** Bits of the fp32 sum of floating-point products. */
  public static final int FLOATING_POINT_BITS = 32;

  private WidthRule() {}

  /**
   * Signed bits that hold any sum of {@code terms} products of weights and int8 activations.
   *
   * @throws IllegalArgumentException if terms is below 1 or the weights are floating-point
   */
  public static int signedBits(NumberFormat weights, int terms) {
    if (weights.kind() != NumberFormat.Kind.INTEGER) {
      throw new IllegalArgumentException("no accumulator width rule for " + weights + " weights");
    }
    return accumulatorBits(weights, NumberFormat.INT8, terms);
  }

  /**
   * Accumulator bits for sums of {@code terms} products: the signed bits that hold any sum of
   * integer products, 32 where one of the formats is floating-point.
   *
   * @throws IllegalArgumentException if terms is below 1
   */
  public static int accumulatorBits(NumberFormat weights, NumberFormat activations, int terms) {
    if (terms < 1) {
      throw new IllegalArgumentException("a sum has at least 1 term, got " + terms);
    }
    if (weights.kind() != NumberFormat.Kind.INTEGER
        || activations.kind() != NumberFormat.Kind.INTEGER) {
      return FLOATING_POINT_BITS;
    }
    int ceilLog2 = Integer.SIZE - Integer.numberOfLeadingZeros(terms - 1);
    return magnitudeBits(weights) + magnitudeBits(activations) + ceilLog2 + 2;
  }

  /** The power of two of a format's largest magnitude: 7 for int8 (-128), 0 for +-1. */
  private static int magnitudeBits(NumberFormat format) {
    return switch (format) {
      case BINARY, TERNARY -> 0;
      default -> format.registerBits() - 1;
    };
  }
}
