package io.bitwright.golden.format;

import io.bitwright.spec.format.NumberFormat;

/** A quantised weight matrix: one row of K integers per output channel, N rows. */
public final class IntegerWeights {
  private final NumberFormat format;
  private final byte[][] rows;

  /**
   * @param format binary (+-1), ternary (-1, 0, +1), int4 or int8
   * @param rows N rows of K values each; kept, not copied, and not to be written to afterwards
   * @throws IllegalArgumentException if there are no values, rows differ in length, or a value is
   *     not of the format
   */
  public IntegerWeights(NumberFormat format, byte[][] rows) {
    this.format = format;
    this.rows = rows;
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("weights without values");
    }
    int lowest = lowest(format);
    int highest = lowest == -1 ? 1 : -lowest - 1;
    for (byte[] row : rows) {
      if (row.length != rows[0].length) {
        throw new IllegalArgumentException("weight rows differ in length");
      }
      for (byte value : row) {
        if (value < lowest || value > highest || (format == NumberFormat.BINARY && value == 0)) {
          throw new IllegalArgumentException(value + " is not a " + format + " weight");
        }
      }
    }
  }

  private static int lowest(NumberFormat format) {
    return switch (format) {
      case BINARY, TERNARY -> -1;
      case INT4 -> -8;
      case INT8 -> Byte.MIN_VALUE;
      default -> throw new IllegalArgumentException("no integer weights of format " + format);
    };
  }

  public NumberFormat format() {
    return format;
  }

  /** The K weights of one output channel; not to be written to. */
  public byte[] row(int output) {
    return rows[output];
  }

  /** Output channels, N. */
  public int outputs() {
    return rows.length;
  }

  /** Length of each sum, K. */
  public int inputs() {
    return rows[0].length;
  }
}
