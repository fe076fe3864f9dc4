package io.bitwright.codegen.unit;

import io.bitwright.spec.format.NumberFormat;

/**
 * The model of {@code sum_width.sv.ftl}: a register holds every sum of some products.
 *
 * @param name the harness's module
 * @param magnitudeBits power of two of the largest product
 * @param oneLess whether it is one less than that power: symmetric integers
 * @param carryLeftOut whether a negated term is its complement, and the 1 that this lacks is added
 *     with the next term: the last one is kept beside the sum
 * @param terms products in the longest sum
 * @param width bits of the register
 */
public record WidthProof(
    String name, int magnitudeBits, boolean oneLess, boolean carryLeftOut, int terms, int width) {
  private static final String TEMPLATE = "proof/sum_width.sv.ftl";

  /** The proof that a register of so many bits holds any sum of products of two formats. */
  public static RtlProof of(
      String name, NumberFormat weights, NumberFormat activations, int terms, int width) {
    int magnitude = magnitudeBits(weights) + magnitudeBits(activations);
    return new WidthProof(name, magnitude, false, false, terms, width)
        .fits(weights + " x " + activations);
  }

  /** The same for a sum whose last carry is kept beside it. */
  static RtlProof ofSumWithCarry(
      String name, NumberFormat weights, NumberFormat activations, int terms, int width) {
    int magnitude = magnitudeBits(weights) + magnitudeBits(activations);
    return new WidthProof(name, magnitude, false, true, terms, width)
        .fits(weights + " x " + activations);
  }

  /** The same for weights from -1 to 1 and quantised values, which are never -128. */
  static RtlProof ofQuantized(String name, NumberFormat weights, int terms, int width) {
    int magnitude = magnitudeBits(weights) + magnitudeBits(NumberFormat.INT8);
    return new WidthProof(name, magnitude, true, false, terms, width)
        .fits(weights + " x -127 to 127");
  }

  private RtlProof fits(String products) {
    return RtlProof.always(
        name,
        TEMPLATE,
        this,
        "any sum of up to %d %s products fits%s"
            .formatted(terms, products, carryLeftOut ? ", its carry beside it" : ""),
        width + " bits");
  }

  /** The power of two of a format's largest magnitude: 7 for int8 (-128), 0 for +-1. */
  private static int magnitudeBits(NumberFormat format) {
    return switch (format) {
      case BINARY, TERNARY -> 0;
      default -> format.registerBits() - 1;
    };
  }

  /** Bits in which nothing can overflow: the reference. */
  public int wideWidth() {
    return magnitudeBits + Integer.SIZE + 2;
  }
}
