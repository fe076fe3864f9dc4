package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.BinaryCodingFormat;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.FloatingPointFormat;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.golden.format.storage.StoredMatrix;
import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.spec.SpecException;

/** Turns a trained weight matrix into one of a low-bit format. */
@FunctionalInterface
public interface MatrixQuantiser {

  /**
   * Quantises a whole matrix; the same matrix always gives the same result.
   *
   * @param weights N rows of K values, at least one of each; not written to
   * @throws SpecException if a value is not finite
   */
  StoredMatrix quantise(float[][] weights);

  /**
   * The quantiser of a format that needs to see weights alone: BitNet's for binary and ternary, the
   * alternating one for binary coding, else that to the nearest value.
   *
   * @throws SpecException if the format needs inputs of the layer
   */
  static MatrixQuantiser of(MatrixFormat format) {
    return switch (format) {
      case BinaryFormat binary -> BitnetQuantiser.of(binary);
      case TernaryFormat ternary -> BitnetQuantiser.of(ternary);
      case BinaryCodingFormat planes -> BinaryCodingQuantiser.alternating(planes);
      case IntegerFormat integers -> new RoundToNearestQuantiser(integers);
      case CodebookFormat codebook -> new CodebookQuantiser(codebook);
      case FloatingPointFormat floating -> new FloatingPointQuantiser(floating);
      case TernaryDictionaryFormat dictionary -> new TernaryDictionaryQuantiser(dictionary);
      case OutlierColumnsFormat outliers ->
          throw new SpecException(
              outliers.label() + " needs inputs of the layer to find its outlier columns");
    };
  }
}
