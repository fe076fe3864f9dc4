package io.bitwright.testbench.cosim;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** What integer operands of any range look like; the ranges are those of their formats. */
enum IntegerPattern {
  /** Every value, equally likely. */
  RANDOM,
  /** Lowest activations, lowest weights: the largest sums that there are. */
  LOWEST_TIMES_LOWEST,
  /** Lowest activations, highest weights: the smallest sums that there are. */
  LOWEST_TIMES_HIGHEST,
  /** Highest activations, highest weights. */
  HIGHEST_TIMES_HIGHEST,
  /** Lowest and highest in turn, along K and across M and N: the most toggles that there are. */
  ALTERNATING_EXTREMES,
  /** Rows of lowest values only, or of highest only: the largest and smallest sums side by side. */
  MIXED_EXTREMES;

  /**
   * The pattern of a run: the largest and the smallest sums first, after that random operands for
   * half of the runs and any of the patterns for the others.
   */
  static IntegerPattern draw(int number, RandomGenerator random) {
    IntegerPattern[] patterns = values();
    IntegerPattern drawn =
        random.nextBoolean() ? RANDOM : patterns[random.nextInt(patterns.length)];
    return switch (number) {
      case 0 -> LOWEST_TIMES_LOWEST;
      case 1 -> LOWEST_TIMES_HIGHEST;
      default -> drawn;
    };
  }

  /** The name in reports: {@code lowest times highest}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Activations.
   *
   * @param bits of a value, two's complement, 2 to 16
   * @return M rows of K values
   */
  int[][] activations(int m, int k, int bits, RandomGenerator random) {
    int lowest = -(1 << (bits - 1));
    int highest = (1 << (bits - 1)) - 1;
    int[][] rows = new int[m][k];
    for (int row = 0; row < m; row++) {
      for (int term = 0; term < k; term++) {
        rows[row][term] =
            switch (this) {
              case RANDOM -> random.nextInt(lowest, highest + 1);
              case LOWEST_TIMES_LOWEST, LOWEST_TIMES_HIGHEST -> lowest;
              case HIGHEST_TIMES_HIGHEST -> highest;
              case ALTERNATING_EXTREMES -> (row + term) % 2 == 0 ? lowest : highest;
              case MIXED_EXTREMES -> isLowest(row) ? lowest : highest;
            };
      }
    }
    return rows;
  }

  /**
   * Weights of -1 to +1.
   *
   * @param zeros whether 0 is among them
   * @return N rows of K values
   */
  byte[][] weights(int n, int k, boolean zeros, RandomGenerator random) {
    byte[][] rows = new byte[n][k];
    for (int row = 0; row < n; row++) {
      for (int term = 0; term < k; term++) {
        rows[row][term] =
            switch (this) {
              case RANDOM -> weight(zeros, random);
              case LOWEST_TIMES_LOWEST -> -1;
              case LOWEST_TIMES_HIGHEST, HIGHEST_TIMES_HIGHEST -> 1;
              case ALTERNATING_EXTREMES -> (byte) ((row + term) % 2 == 0 ? -1 : 1);
              case MIXED_EXTREMES -> (byte) (isLowest(row) ? -1 : 1);
            };
      }
    }
    return rows;
  }

  /** Of mixed rows: in no order that repeats over the columns of a tile or the rows of a pass. */
  static boolean isLowest(int row) {
    return Integer.bitCount(row) % 2 == 0;
  }

  /** A weight, all values equally likely. */
  static byte weight(boolean zeros, RandomGenerator random) {
    return (byte) (zeros ? random.nextInt(3) - 1 : 2 * random.nextInt(2) - 1);
  }
}
