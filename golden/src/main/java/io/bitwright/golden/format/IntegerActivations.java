package io.bitwright.golden.format;

import io.bitwright.spec.format.NumberFormat;

/** Quantised activations: M rows of K integers. */
public final class IntegerActivations {
  private final NumberFormat format;
  private final short[][] rows;

  /**
   * @param format int4, int8 or int16
   * @param rows M rows of K values each; kept, not copied, and not to be written to afterwards
   * @throws IllegalArgumentException if there are no values, rows differ in length, or a value is
   *     not of the format
   */
  public IntegerActivations(NumberFormat format, short[][] rows) {
    this.format = format;
    this.rows = rows;
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("activations without values");
    }
    int magnitude = magnitude(format);
    for (short[] row : rows) {
      if (row.length != rows[0].length) {
        throw new IllegalArgumentException("activation rows differ in length");
      }
      for (short value : row) {
        if (value < -magnitude || value >= magnitude) {
          throw new IllegalArgumentException(value + " is not an " + format + " activation");
        }
      }
    }
  }

  /** The int8 activations of these bytes, which are copied. */
  public static IntegerActivations int8(byte[][] bytes) {
    short[][] rows = new short[bytes.length][];
    for (int m = 0; m < bytes.length; m++) {
      rows[m] = new short[bytes[m].length];
      for (int k = 0; k < rows[m].length; k++) {
        rows[m][k] = bytes[m][k];
      }
    }
    return new IntegerActivations(NumberFormat.INT8, rows);
  }

  /** Largest magnitude of a format's values: 128 for int8. */
  private static int magnitude(NumberFormat format) {
    return switch (format) {
      case INT4, INT8, INT16 -> 1 << (format.registerBits() - 1);
      default -> throw new IllegalArgumentException("no integer activations of format " + format);
    };
  }

  public NumberFormat format() {
    return format;
  }

  /** The K activations of one row; not to be written to. */
  public short[] row(int m) {
    return rows[m];
  }

  /** Rows, M. */
  public int rows() {
    return rows.length;
  }

  /** Length of each sum, K. */
  public int inputs() {
    return rows[0].length;
  }

  /**
   * The same values as bytes.
   *
   * @throws IllegalStateException if the format has more than 8 bits
   */
  public byte[][] bytes() {
    if (format == NumberFormat.INT16) {
      throw new IllegalStateException("int16 activations do not fit bytes");
    }
    byte[][] bytes = new byte[rows.length][inputs()];
    for (int m = 0; m < rows.length; m++) {
      for (int k = 0; k < bytes[m].length; k++) {
        bytes[m][k] = (byte) rows[m][k];
      }
    }
    return bytes;
  }
}
