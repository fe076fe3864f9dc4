package io.bitwright.golden.format.storage;

import java.util.Locale;

/**
 * Which values share a scale, and a zero point where there is one.
 *
 * @param kind what a group is
 * @param size values in a group of {@link Kind#GROUP}, consecutive in a row, the last of a row
 *     perhaps fewer; else 0
 */
public record Granularity(Kind kind, int size) {
  /** No scale at all: the values are stored as they are. */
  public static final Granularity NONE = new Granularity(Kind.NONE, 0);

  /** One scale for all. */
  public static final Granularity TENSOR = new Granularity(Kind.TENSOR, 0);

  /** One a row: an output channel. */
  public static final Granularity ROW = new Granularity(Kind.ROW, 0);

  /** One a row of activations. */
  public static final Granularity TOKEN = new Granularity(Kind.TOKEN, 0);

  /** What a group is. */
  public enum Kind {
    NONE,
    TENSOR,
    ROW,
    TOKEN,
    GROUP
  }

  /**
   * @throws IllegalArgumentException if the size does not suit the kind
   */
  public Granularity {
    if (kind == Kind.GROUP ? size < 1 : size != 0) {
      throw new IllegalArgumentException(kind + " of " + size + " values");
    }
  }

  /** One for so many consecutive values of a row. */
  public static Granularity group(int size) {
    return new Granularity(Kind.GROUP, size);
  }

  /** Groups in a row; 1 if the whole matrix is one, 0 if there are none. */
  public int groupsInRow(int columns) {
    return switch (kind) {
      case NONE -> 0;
      case TENSOR, ROW, TOKEN -> 1;
      case GROUP -> Math.ceilDiv(columns, size);
    };
  }

  /** Groups in a matrix, numbered row by row. */
  public int groups(MatrixShape shape) {
    return kind == Kind.TENSOR ? 1 : Math.multiplyExact(shape.rows(), groupsInRow(shape.columns()));
  }

  /** The group of a value; 0 if there is none. */
  public int group(int row, int column, MatrixShape shape) {
    return switch (kind) {
      case NONE, TENSOR -> 0;
      case ROW, TOKEN -> row;
      case GROUP -> row * groupsInRow(shape.columns()) + column / size;
    };
  }

  /** {@code tensor}, {@code row}, {@code g128}. */
  public String label() {
    return kind == Kind.GROUP ? "g" + size : kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
