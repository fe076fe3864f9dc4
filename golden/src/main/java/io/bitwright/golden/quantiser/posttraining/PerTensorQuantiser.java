package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodedFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.PlainScales;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;

/**
 * The matrices of the quantisers that models are trained with, as they are stored: one scale for
 * all.
 */
public final class PerTensorQuantiser implements MatrixQuantiser {
  private final WeightQuantiser quantiser;
  private final CodedFormat format;

  private PerTensorQuantiser(WeightQuantiser quantiser, CodedFormat format) {
    this.quantiser = quantiser;
    this.format = format;
  }

  /** Binary weights of BitNet: {@link SignBinaryQuantiser}. */
  public static PerTensorQuantiser binary() {
    return new PerTensorQuantiser(
        new SignBinaryQuantiser(), new BinaryFormat(Granularity.TENSOR, PlainScales.FP32));
  }

  /** Ternary weights of BitNet b1.58: {@link AbsmeanTernaryQuantiser}. */
  public static PerTensorQuantiser ternary(TernaryFormat.Packing packing) {
    return new PerTensorQuantiser(
        new AbsmeanTernaryQuantiser(),
        new TernaryFormat(packing, Granularity.TENSOR, PlainScales.FP32));
  }

  @Override
  public CodedMatrix quantise(float[][] weights) {
    QuantisedWeights quantised = quantiser.quantise(weights);
    IntegerWeights integers = quantised.integers();
    int[][] codes = new int[integers.outputs()][integers.inputs()];
    for (int n = 0; n < codes.length; n++) {
      for (int k = 0; k < codes[n].length; k++) {
        int integer = integers.row(n)[k];
        codes[n][k] = format.codeBits() == 1 ? (integer + 1) / 2 : integer + 1;
      }
    }
    return CodedMatrix.of(format, codes, new float[] {quantised.scale()});
  }
}
