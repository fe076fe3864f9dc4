package io.bitwright.testbench.cosim;

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
  /** Values from -7 to 7: every remainder of a division by a small number. */
  SMALL;

  private static final int TWICE_LARGEST_INT8 = 254;
  private static final int SMALL_VALUE = 7;

  /** The pattern of a run: the largest first, then the smallest, then any. */
  static TokenPattern draw(int number, RandomGenerator random) {
    return number < 2 ? values()[number] : values()[random.nextInt(values().length)];
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
    int spike = random.nextInt(length);
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
            case SMALL ->
                Math.clamp(random.nextInt(-SMALL_VALUE, SMALL_VALUE + 1), lowest, ~lowest);
          };
    }
    return values;
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
