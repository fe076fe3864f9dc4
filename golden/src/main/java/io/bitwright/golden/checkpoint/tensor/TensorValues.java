package io.bitwright.golden.checkpoint.tensor;

/** The values of a tensor in row-major order, each made when it is asked for. */
@FunctionalInterface
public interface TensorValues {
  /**
   * The value at a place of the row-major order, counted from 0. Every element of up to 32 bits is
   * exact in it.
   */
  double at(long place);

  /**
   * The values of an array.
   *
   * @param values kept, not copied
   */
  static TensorValues of(float... values) {
    return place -> values[Math.toIntExact(place)];
  }

  /**
   * The values of a matrix.
   *
   * @param rows at least one, all of one length; kept, not copied
   */
  static TensorValues of(float[][] rows) {
    int columns = rows[0].length;
    return place -> rows[Math.toIntExact(place / columns)][(int) (place % columns)];
  }
}
