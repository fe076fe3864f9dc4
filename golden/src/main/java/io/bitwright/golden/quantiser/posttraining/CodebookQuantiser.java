package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.spec.format.Codebook;

/**
 * Each weight to the nearest level of a codebook times its block's scale, the largest magnitude of
 * the block over the codebook's highest level; of two as near the lower one.
 *
 * <p>Source: QLoRA (arXiv 2305.14314) sections 2 (block-wise quantisation) and 3 (NormalFloat);
 * with {@link CodebookFormat#qlora()} also its double quantisation, where codes are found with the
 * scales as they are stored.
 *
 * @param format what comes out
 */
public record CodebookQuantiser(CodebookFormat format) implements MatrixQuantiser {

  @Override
  public CodedMatrix quantise(float[][] weights) {
    Codebook codebook = format.codebook();
    double highest = 0;
    for (int code = 0; code < codebook.codes(); code++) {
      highest = Math.max(highest, codebook.level(code));
    }
    double level = highest;
    return ScaledQuantiser.quantise(
        format,
        weights,
        values -> WeightGroup.largestMagnitude(values) / level,
        (weight, scale) -> nearest(codebook, scale == 0 ? 0 : (double) weight / scale));
  }

  private static int nearest(Codebook codebook, double value) {
    int nearest = 0;
    double smallest = Double.MAX_VALUE;
    for (int code = 0; code < codebook.codes(); code++) {
      double distance = Math.abs(codebook.level(code) - value);
      if (distance < smallest) {
        smallest = distance;
        nearest = code;
      }
    }
    return nearest;
  }
}
