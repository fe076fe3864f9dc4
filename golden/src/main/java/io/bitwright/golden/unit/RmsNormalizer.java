package io.bitwright.golden.unit;

import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.Constants;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigInteger;

/**
 * Root-mean-square norm of tokens of fixed-point values: {@code saturate(round_half_to_even(x *
 * inverse * gain / 2^shift))} with {@code inverse = floor(C / floor(sqrt((sum(x^2) + E) 4^f)))}, as
 * docs/units/rms_normalizer.md defines it.
 */
public final class RmsNormalizer {
  private final RmsNormFormat format;
  private final Constants constants;

  /**
   * A norm of that format.
   *
   * @throws io.bitwright.spec.SpecException if the format needs more bits than there are
   */
  public RmsNormalizer(RmsNormFormat format) {
    this.format = format;
    this.constants = format.constants();
  }

  /**
   * One token.
   *
   * @param token K values, signed numbers of {@code format.input()}; not written to
   * @param gains K gains, signed numbers of {@code format.gain()}; not written to
   * @return K results, signed numbers of {@code format.output()}
   * @throws IllegalArgumentException if there are not K, or a number has more bits than it may have
   */
  public int[] normalize(int[] token, int[] gains) {
    check(token, format.input());
    check(gains, format.gain());
    long inverse = inverseRoot(token);
    int[] results = new int[token.length];
    for (int k = 0; k < token.length; k++) {
      long product = token[k] * inverse * gains[k];
      long rounded = FixedPoint.roundHalfToEven(product, constants.shift());
      results[k] = (int) FixedPoint.saturate(rounded, format.output().width());
    }
    return results;
  }

  /** {@code 2^p / sqrt(mean(x^2) + epsilon)} of a token whose values are integers, rounded. */
  private long inverseRoot(int[] token) {
    long squares = 0;
    for (int value : token) {
      squares += (long) value * value;
    }
    return inverseRoot(squares);
  }

  /**
   * The factor of all values of a token, {@code floor(C / floor(sqrt((squares + E) 4^f)))}.
   *
   * @param squares sum of its values' squares, integers
   */
  public long inverseRoot(long squares) {
    long sum = squares + constants.epsilonTerm();
    BigInteger root = BigInteger.valueOf(sum).shiftLeft(2 * constants.rootFraction()).sqrt();
    return constants.numerator() / root.longValueExact();
  }

  private void check(int[] numbers, FixedPointFormat allowed) {
    if (numbers.length != format.length()) {
      throw new IllegalArgumentException(
          numbers.length + " numbers, not the " + format.length() + " of a token");
    }
    for (int number : numbers) {
      if (FixedPoint.saturate(number, allowed.width()) != number) {
        throw new IllegalArgumentException(number + " does not fit " + allowed.width() + " bits");
      }
    }
  }
}
