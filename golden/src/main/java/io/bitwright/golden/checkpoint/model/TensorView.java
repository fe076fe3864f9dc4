package io.bitwright.golden.checkpoint.model;

import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import java.util.List;

/** One tensor of a file in the order of the model. */
record TensorView(String file, String name, List<Long> shape, TensorValues values)
    implements TensorSource {
  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public List<Long> shape(String ofName) {
    return shape;
  }

  @Override
  public TensorValues values(String ofName) {
    return values;
  }

  float[] floats() {
    return floats(name);
  }

  float[][] matrix() {
    return matrix(name);
  }
}
