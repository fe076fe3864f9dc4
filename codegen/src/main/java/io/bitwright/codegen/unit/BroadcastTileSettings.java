package io.bitwright.codegen.unit;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/** The settings that all units have which broadcast activations, and their checks. */
final class BroadcastTileSettings {
  static final Setting ROWS =
      Setting.number("rows", "lanes of a column: the part of K in one tile", 1, 128, "16");
  static final Setting COLUMNS =
      Setting.number("columns", "columns: the part of N in one tile", 1, 128, "16");
  static final Setting ACCUMULATOR_ROWS =
      Setting.number("accumulator-rows", "rows of M whose sums one pass holds", 1, 4096, "64");
  static final Setting LONGEST_SUM =
      Setting.number("longest-sum", "the largest K, at least rows", 1, 1 << 24, "4096");
  static final Setting ACCUMULATOR_WIDTH =
      Setting.derivedNumber(
          "accumulator-width", "bits of a sum; standard: what the longest sum needs", 1, 64);

  private BroadcastTileSettings() {}

  /** A setting that is true or false. */
  static Setting flag(String key, String meaning, boolean standard) {
    return Setting.word(key, meaning, List.of("true", "false"), String.valueOf(standard));
  }

  /** A setting whose value is one of some formats. */
  static Setting format(
      String key, String meaning, List<NumberFormat> formats, NumberFormat standard) {
    List<String> words = formats.stream().map(NumberFormat::label).toList();
    return Setting.word(key, meaning, words, standard.label());
  }

  /**
   * Checks the size of a tile.
   *
   * @throws SpecException if a value is out of range
   */
  static void checkTile(int rows, int columns, int accumulatorRows) {
    ROWS.checkNumber(rows);
    COLUMNS.checkNumber(columns);
    ACCUMULATOR_ROWS.checkNumber(accumulatorRows);
  }

  /**
   * Checks the accumulators.
   *
   * @param neededWidth bits that the longest sum needs
   * @param summed what is summed, for people: {@code ternary x int8 products}
   * @throws SpecException if the longest sum is shorter than a tile or the accumulator too narrow
   */
  static void checkSums(
      int rows, int longestSum, int accumulatorWidth, int neededWidth, String summed) {
    checkLongestSum(rows, longestSum);
    ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    if (accumulatorWidth < neededWidth) {
      throw new SpecException(
          "accumulator-width: %d bits overflow; a sum of %d %s needs %d to 64"
              .formatted(accumulatorWidth, longestSum, summed, neededWidth));
    }
  }

  /**
   * Checks the longest sum.
   *
   * @throws SpecException if it is out of range or shorter than a tile
   */
  static void checkLongestSum(int rows, int longestSum) {
    LONGEST_SUM.checkNumber(longestSum);
    if (longestSum < rows) {
      throw new SpecException(
          "longest-sum: %d is less than the %d rows, which one pass already sums"
              .formatted(longestSum, rows));
    }
  }

  /** The smallest power of two that is not below a number, as its exponent. */
  static int ceilLog2(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
  }
}
