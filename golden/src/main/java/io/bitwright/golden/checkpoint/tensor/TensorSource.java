package io.bitwright.golden.checkpoint.tensor;

import java.util.List;

/** A file, or files that belong together, with tensors of numbers by name. */
public interface TensorSource {
  /** The file's name, for messages. */
  String file();

  /** Names of all tensors, in the order of the file. */
  List<String> names();

  /**
   * Sizes of a tensor's dimensions, outermost first; empty for a single value.
   *
   * @throws io.bitwright.spec.SpecException naming the nearest tensor, if there is none of that
   *     name
   */
  List<Long> shape(String name);

  /**
   * A tensor's numbers, whatever their number; no memory is taken for them.
   *
   * @throws io.bitwright.spec.SpecException if there is no such tensor, or its elements are not
   *     floating-point numbers or codes of them
   */
  TensorValues values(String name);

  /**
   * All values in row-major order.
   *
   * @throws io.bitwright.spec.SpecException as {@link #values}, and if they are too many for an
   *     array or one is not finite in fp32
   */
  default float[] floats(String name) {
    return new FloatArrays(this, name).vector();
  }

  /**
   * The rows of a two-dimensional tensor.
   *
   * @throws io.bitwright.spec.SpecException as {@link #floats}, and if it is of another shape
   */
  default float[][] matrix(String name) {
    return new FloatArrays(this, name).matrix();
  }
}
