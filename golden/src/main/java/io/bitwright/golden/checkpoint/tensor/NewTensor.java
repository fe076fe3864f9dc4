package io.bitwright.golden.checkpoint.tensor;

import java.util.List;

/**
 * A tensor to be written to a file.
 *
 * @param <T> the element types of the file's format
 * @param shape sizes of its dimensions, outermost first; empty for a single value
 * @param values asked for once each, in row-major order, when the file is written
 */
public record NewTensor<T>(String name, T type, List<Long> shape, TensorValues values) {
  public NewTensor {
    shape = List.copyOf(shape);
  }

  /** A vector. */
  public static <T> NewTensor<T> vector(String name, T type, float... values) {
    return new NewTensor<>(name, type, List.of((long) values.length), TensorValues.of(values));
  }

  /**
   * A matrix.
   *
   * @param rows at least one, all of one length
   */
  public static <T> NewTensor<T> matrix(String name, T type, float[][] rows) {
    List<Long> shape = List.of((long) rows.length, (long) rows[0].length);
    return new NewTensor<>(name, type, shape, TensorValues.of(rows));
  }

  /** A tensor of another file, under its name there. */
  public static <T> NewTensor<T> copy(TensorSource source, String name, T type) {
    return new NewTensor<>(name, type, source.shape(name), source.values(name));
  }

  /** Number of values. */
  public long elements() {
    return TensorShape.elements(shape);
  }
}
