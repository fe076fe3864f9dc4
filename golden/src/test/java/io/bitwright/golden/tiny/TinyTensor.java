package io.bitwright.golden.tiny;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import java.util.List;

/**
 * A tensor of a tiny model as its file has it.
 *
 * @param values in row-major order
 */
// Nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record TinyTensor(List<Long> shape, float[] values) {

  /** The tensor for a file. */
  NewTensor<ElementType> toWrite(String name, ElementType type) {
    return new NewTensor<>(name, type, shape, TensorValues.of(values));
  }

  /** Its values as numbers of fp64. */
  public double[] vector() {
    double[] vector = new double[values.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values[i];
    }
    return vector;
  }

  /** Its rows as numbers of fp64. */
  public double[][] matrix() {
    int columns = Math.toIntExact(shape.get(1));
    double[][] rows = new double[Math.toIntExact(shape.get(0))][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = values[i];
    }
    return rows;
  }
}
