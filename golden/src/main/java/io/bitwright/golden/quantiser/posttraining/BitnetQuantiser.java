package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodedFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;
import java.util.List;

/**
 * The quantisers that BitNet models are trained with, on each group by itself; BitNet (arXiv
 * 2310.11453) and BitNet b1.58 (arXiv 2402.17764) have one group, the whole matrix.
 */
public final class BitnetQuantiser implements MatrixQuantiser {
  private final WeightQuantiser quantiser;
  private final CodedFormat format;

  private BitnetQuantiser(WeightQuantiser quantiser, CodedFormat format) {
    this.quantiser = quantiser;
    this.format = format;
  }

  /** {@link SignBinaryQuantiser}. */
  public static BitnetQuantiser of(BinaryFormat format) {
    return new BitnetQuantiser(new SignBinaryQuantiser(), format);
  }

  /** {@link AbsmeanTernaryQuantiser}. */
  public static BitnetQuantiser of(TernaryFormat format) {
    return new BitnetQuantiser(new AbsmeanTernaryQuantiser(), format);
  }

  @Override
  public CodedMatrix quantise(float[][] weights) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    List<WeightGroup> groups = WeightGroup.of(shape, format.granularity());
    float[] scales = new float[groups.size()];
    int[][] codes = new int[shape.rows()][shape.columns()];
    for (WeightGroup group : groups) {
      QuantisedWeights quantised = quantiser.quantise(new float[][] {group.values(weights)});
      scales[group.number()] = quantised.scale();
      group.scatter(codes(quantised.integers()), codes);
    }
    return CodedMatrix.of(format, codes, scales);
  }

  private int[] codes(IntegerWeights integers) {
    int[] codes = new int[integers.inputs()];
    for (int i = 0; i < codes.length; i++) {
      int integer = integers.row(0)[i];
      codes[i] = format.codeBits() == 1 ? (integer + 1) / 2 : integer + 1;
    }
    return codes;
  }
}
