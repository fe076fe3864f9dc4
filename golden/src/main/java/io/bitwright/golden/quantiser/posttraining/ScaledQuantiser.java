package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodedFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.MatrixShape;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntBiFunction;

/** Quantises with one scale a group: scales first, as they are stored, then each value. */
final class ScaledQuantiser {
  private ScaledQuantiser() {}

  /**
   * A matrix without zero points.
   *
   * @param scale that of a group's values
   * @param code that of a value and its stored scale, which may be 0; the scale is 1 if the format
   *     has none
   */
  static CodedMatrix quantise(
      CodedFormat format,
      float[][] weights,
      ToDoubleFunction<float[]> scale,
      ToIntBiFunction<Float, Float> code) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    List<WeightGroup> groups = WeightGroup.of(shape, format.granularity());
    float[] scales = new float[groups.size()];
    for (WeightGroup group : groups) {
      scales[group.number()] = (float) scale.applyAsDouble(group.values(weights));
    }
    float[] stored = groups.isEmpty() ? new float[] {1} : format.scales().stored(scales);
    int[][] codes = new int[shape.rows()][shape.columns()];
    for (int n = 0; n < codes.length; n++) {
      for (int k = 0; k < codes[n].length; k++) {
        int group = format.granularity().group(n, k, shape);
        codes[n][k] = code.applyAsInt(weights[n][k], stored[group]);
      }
    }
    return CodedMatrix.of(format, codes, scales);
  }
}
