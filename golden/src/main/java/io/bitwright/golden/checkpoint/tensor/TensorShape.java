package io.bitwright.golden.checkpoint.tensor;

import java.util.List;

/** Arithmetic with the sizes of a tensor's dimensions, outermost first. */
public final class TensorShape {
  private TensorShape() {}

  /**
   * Number of values: the product of the sizes.
   *
   * @throws ArithmeticException if it does not fit 63 bits
   */
  public static long elements(List<Long> shape) {
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }

  /** The indices of the value at a place of the row-major order, as {@code [3, 17]}. */
  public static String indicesOf(List<Long> shape, long place) {
    StringBuilder text = new StringBuilder("]");
    for (int dimension = shape.size() - 1; dimension >= 0; dimension--) {
      long size = shape.get(dimension);
      text.insert(0, place % size).insert(0, dimension == 0 ? "" : ", ");
      place /= size;
    }
    return text.insert(0, '[').toString();
  }
}
