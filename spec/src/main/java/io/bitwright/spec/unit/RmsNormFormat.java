package io.bitwright.spec.unit;

import io.bitwright.spec.SpecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The fixed-point numbers of a root-mean-square norm: docs/units/rms_normalizer.md.
 *
 * @param length K, values of a token, at least 1
 * @param input a value
 * @param gain a gain
 * @param output a result
 * @param epsilon what is added to the mean square, at least 0
 */
public record RmsNormFormat(
    int length,
    FixedPointFormat input,
    FixedPointFormat gain,
    FixedPointFormat output,
    BigDecimal epsilon) {
  /** Bits after the first that a root and its inverse have at least. */
  private static final int PRECISION = 13;

  private static final int MOST_BITS = 63;

  /**
   * A signed fixed-point number: an integer divided by {@code 2^fraction}.
   *
   * @param width bits, at least 2
   * @param fraction bits behind the binary point, at least 0
   */
  public record FixedPointFormat(int width, int fraction) {}

  /**
   * What follows from the formats; the page explains each.
   *
   * @param epsilonTerm E
   * @param sumBits bits of the largest sum of squares with E, unsigned
   * @param rootFraction f
   * @param inverseFraction p
   * @param numerator C
   * @param inverseBits bits of the largest inverse, unsigned
   * @param scaledBits bits of a value times the inverse, signed
   * @param productBits bits of that times a gain, signed
   * @param shift bits between the binary points of that product and of the output
   */
  public record Constants(
      long epsilonTerm,
      int sumBits,
      int rootFraction,
      int inverseFraction,
      long numerator,
      int inverseBits,
      int scaledBits,
      int productBits,
      int shift) {
    /** Bits of a root, if sums have so many: the cycles that a root takes. */
    public int rootBits(int sumWidth) {
      return Math.ceilDiv(sumWidth, 2) + rootFraction;
    }
  }

  /**
   * What follows from the formats.
   *
   * @throws SpecException if a number would need too many bits, or no result could be exact
   */
  public Constants constants() {
    BigInteger term = epsilonTerm();
    BigInteger square = power(2 * (input.width() - 1));
    if (term.compareTo(square.multiply(BigInteger.valueOf(length))) > 0) {
      throw new SpecException(
          "epsilon: %s is more than the largest mean square, 2^%d"
              .formatted(epsilon.toPlainString(), 2 * (input.width() - 1 - input.fraction())));
    }
    BigInteger largestSum = square.multiply(BigInteger.valueOf(length)).add(term);
    checkBits("sum of " + length + " squares", largestSum.bitLength());
    int f = 0;
    while (term.shiftLeft(2 * f).bitLength() <= 2 * PRECISION) {
      f++;
    }
    BigInteger smallestRoot = term.shiftLeft(2 * f).sqrt();
    BigInteger largestRoot = largestSum.shiftLeft(2 * f).sqrt();
    int p = 0;
    while (numerator(f + p).divide(largestRoot).bitLength() <= PRECISION) {
      p++;
    }
    BigInteger numerator = numerator(f + p);
    BigInteger spikeRoot = square.add(term).shiftLeft(2 * f).sqrt();
    int scaledBits = numerator.shiftLeft(input.width() - 1).divide(spikeRoot).bitLength() + 1;
    int productBits = scaledBits + gain.width() - 1;
    checkBits("product of a value, the inverse root and a gain", productBits);
    return new Constants(
        term.longValueExact(),
        largestSum.bitLength(),
        f,
        p,
        numerator.longValueExact(),
        numerator.divide(smallestRoot).bitLength(),
        scaledBits,
        productBits,
        shift(p, productBits));
  }

  /** The epsilon that the unit adds. */
  public double exactEpsilon() {
    return Math.scalb(epsilonTerm().doubleValue() / length, -2 * input.fraction());
  }

  private BigInteger epsilonTerm() {
    return epsilon
        .multiply(new BigDecimal(power(2 * input.fraction())))
        .multiply(BigDecimal.valueOf(length))
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact()
        .max(BigInteger.ONE);
  }

  /** sqrt(K) 2^fraction, rounded half up. */
  private BigInteger numerator(int fraction) {
    BigInteger doubled = power(2 * fraction + 2).multiply(BigInteger.valueOf(length)).sqrt();
    return doubled.add(BigInteger.ONE).shiftRight(1);
  }

  private int shift(int inverseFraction, int productBits) {
    int fraction = gain.fraction() + inverseFraction;
    int shift = fraction - output.fraction();
    if (shift < 2 || shift >= productBits) {
      throw new SpecException(
          "output-fraction: a product has %d bits, %d behind the binary point; allowed: %d to %d"
              .formatted(
                  productBits, fraction, Math.max(0, fraction - productBits + 1), fraction - 2));
    }
    return shift;
  }

  private static void checkBits(String what, int bits) {
    if (bits > MOST_BITS) {
      throw new SpecException("a %s needs %d bits; at most %d".formatted(what, bits, MOST_BITS));
    }
  }

  private static BigInteger power(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }
}
