package io.bitwright.testbench.cosim;

import java.math.BigInteger;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What the values of a token look like. */
enum TokenPattern {
  /** Every value is the lowest there is: the largest magnitude, and the largest sums of squares. */
  LOWEST,
  /** Every value is 0. */
  ZERO,
  /** Every value is the lowest or the highest there is. */
  EXTREME,
  /** Any value. */
  RANDOM,
  /** Values of a magnitude of their own in every token. */
  SCALED,
  /** One value that is not 0. */
  SPIKE,
  /** Multiples of a unit, 254 of which are the largest magnitude: halves occur in 127 x / s. */
  TIES,
  /** Values to 3, 7, 15 or 31 of either sign: every remainder of a division by a small number. */
  SMALL,
  /** A value whose quotient is a single bit more than a tie that would go down to an even one. */
  ABOVE_TIE;

  private static final int TWICE_LARGEST_INT8 = 254;

  /** The pattern of a run: the largest first, then the smallest, then random in half, and any. */
  static TokenPattern draw(int number, RandomGenerator random) {
    TokenPattern drawn = random.nextBoolean() ? RANDOM : values()[random.nextInt(values().length)];
    return number < 2 ? values()[number] : drawn;
  }

  /** The name in reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The values of a token.
   *
   * @param length how many
   * @param width bits of a signed value, 2 to 32
   */
  int[] values(int length, int width, RandomGenerator random) {
    int lowest = -1 << (width - 1);
    int[] values = new int[length];
    int shift = random.nextInt(width - 1);
    int unit = Math.max(1, random.nextInt(~(lowest / TWICE_LARGEST_INT8) + 2));
    int small = (4 << random.nextInt(4)) - 1;
    int spike = random.nextInt(length);
    int[] above = aboveTie(~lowest, random);
    for (int k = 0; k < length; k++) {
      int any = any(width, random);
      values[k] =
          switch (this) {
            case LOWEST -> lowest;
            case ZERO -> 0;
            case EXTREME -> random.nextBoolean() ? lowest : ~lowest;
            case RANDOM -> any;
            case SCALED -> any >> shift;
            case SPIKE -> k == spike ? any : 0;
            case TIES -> tie(k == spike, unit, ~lowest, random);
            case SMALL -> Math.clamp(random.nextInt(-small, small + 1), lowest, ~lowest);
            case ABOVE_TIE ->
                k == spike ? above[0] : random.nextBoolean() ? above[1] : any % above[0];
          };
    }
    return values;
  }

  /**
   * An s and an x with 254 x = (2 q + 1) s + r, where q is even and r a power of two: 127 x / s is
   * r / 2s more than the tie above q. For a q and an r, every s with (2 q + 1) s = -r modulo 254
   * has such an x.
   */
  private static int[] aboveTie(int highest, RandomGenerator random) {
    int q = 2 * random.nextInt(TWICE_LARGEST_INT8 / 4);
    int r = 1 << random.nextInt(Integer.SIZE - Integer.numberOfLeadingZeros(highest));
    BigInteger modulus = BigInteger.valueOf(TWICE_LARGEST_INT8);
    int least =
        BigInteger.valueOf(2L * q + 1)
            .modInverse(modulus)
            .multiply(BigInteger.valueOf(-r))
            .mod(modulus)
            .intValue();
    int steps = Math.max(1, (highest - least) / TWICE_LARGEST_INT8 + 1);
    int s = Math.clamp(least + (long) TWICE_LARGEST_INT8 * random.nextInt(steps), 1, highest);
    long x = ((2L * q + 1) * s + r) / TWICE_LARGEST_INT8;
    return new int[] {s, (int) Math.min(x, s)};
  }

  private static int any(int width, RandomGenerator random) {
    return random.nextInt() >> (Integer.SIZE - width);
  }

  private static int tie(boolean largest, int unit, int highest, RandomGenerator random) {
    int multiple = largest ? TWICE_LARGEST_INT8 : random.nextInt(TWICE_LARGEST_INT8 + 1);
    long value = Math.min((long) multiple * unit, highest);
    return (int) (random.nextBoolean() ? value : -value);
  }
}
