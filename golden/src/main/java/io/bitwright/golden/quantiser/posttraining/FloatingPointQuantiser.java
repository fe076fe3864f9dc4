package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.FloatingPointFormat;

/**
 * Each weight to the nearest floating-point number, ties to even, saturating for 8 bits; with
 * scales so that the largest magnitude of a group becomes the largest number.
 *
 * <p>Source of the scales: FP8 Formats for Deep Learning (arXiv 2209.05433) section 3.
 *
 * @param format what comes out
 */
public record FloatingPointQuantiser(FloatingPointFormat format) implements MatrixQuantiser {

  @Override
  public CodedMatrix quantise(float[][] weights) {
    return ScaledQuantiser.quantise(
        format,
        weights,
        values -> WeightGroup.largestMagnitude(values) / format.encoding().largest(),
        (weight, scale) -> format.encoding().encode(scale == 0 ? 0 : weight / scale));
  }
}
