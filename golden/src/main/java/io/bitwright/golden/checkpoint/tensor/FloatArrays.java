package io.bitwright.golden.checkpoint.tensor;

import io.bitwright.spec.SpecException;
import java.util.List;

/** Turns the values of one tensor into fp32 arrays, refusing what is not a finite number. */
final class FloatArrays {
  /** Longest Java array that every virtual machine can make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final String file;
  private final String name;
  private final List<Long> shape;
  private final TensorValues values;

  FloatArrays(TensorSource source, String name) {
    this.file = source.file();
    this.name = name;
    this.shape = source.shape(name);
    this.values = source.values(name);
  }

  float[] vector() {
    return row(0, arrayLength(TensorShape.elements(shape)));
  }

  float[][] matrix() {
    if (shape.size() != 2 || TensorShape.elements(shape) == 0) {
      throw wrong("has the shape " + shape + ", not that of a matrix");
    }
    int rows = arrayLength(shape.get(0));
    int columns = arrayLength(shape.get(1));
    float[][] matrix = new float[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = row((long) row * columns, columns);
    }
    return matrix;
  }

  private float[] row(long first, int length) {
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) values.at(first + i);
      if (!Float.isFinite(row[i])) {
        throw wrong("holds " + row[i] + " at " + TensorShape.indicesOf(shape, first + i));
      }
    }
    return row;
  }

  private int arrayLength(long size) {
    if (size > LONGEST_ARRAY) {
      throw wrong("of shape " + shape + " is too large to load");
    }
    return (int) size;
  }

  private SpecException wrong(String what) {
    return new SpecException(file + ": tensor '" + name + "' " + what);
  }
}
