package io.bitwright.golden.fidelity;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodedFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsMatrix;
import io.bitwright.golden.format.storage.StoredMatrix;
import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.quantiser.posttraining.AdaptedMatrix;
import io.bitwright.golden.quantiser.posttraining.CalibratedQuantiser;
import io.bitwright.golden.quantiser.posttraining.GptqQuantiser;
import io.bitwright.golden.quantiser.posttraining.Int8Decomposition;
import io.bitwright.golden.quantiser.posttraining.LoftqQuantiser;
import io.bitwright.golden.quantiser.posttraining.LowRankProduct;
import io.bitwright.golden.quantiser.posttraining.MatrixQuantiser;
import io.bitwright.golden.quantiser.posttraining.SmoothQuant;
import io.bitwright.golden.quantiser.posttraining.TernaryDictionaryQuantiser;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearLayer;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.spec.format.NumberFormat;
import java.util.function.Supplier;

/** Brings one linear layer into a format. */
final class LayerQuantiser {
  private static final int LOFTQ_RANK = 8;
  private static final int LOFTQ_STEPS = 5;

  private final String name;
  private final float[][] weights;
  private final Supplier<float[][]> calibrationInputs;
  private final IntegerMatmul matmul;

  /**
   * @param weights N rows of K, not written to
   * @param calibrationInputs M rows of K, asked for by methods that need them
   */
  LayerQuantiser(
      String name, float[][] weights, Supplier<float[][]> calibrationInputs, IntegerMatmul matmul) {
    this.name = name;
    this.weights = weights;
    this.calibrationInputs = calibrationInputs;
    this.matmul = matmul;
  }

  QuantisedLayer quantise(LayerFormat format) {
    return switch (format.method()) {
      case NEAREST -> layer(MatrixQuantiser.of(format.weights()).quantise(weights), format);
      case GPTQ ->
          layer(errorFeedback(format.weights()).quantise(weights, calibrationInputs.get()), format);
      case LLM_INT8 -> decomposed();
      case SMOOTHQUANT -> smoothed(format);
      case LOFTQ -> adapted(format);
    };
  }

  private static CalibratedQuantiser errorFeedback(MatrixFormat format) {
    return switch (format) {
      case IntegerFormat integers -> GptqQuantiser.byDiagonal(integers);
      case TernaryDictionaryFormat dictionary -> new TernaryDictionaryQuantiser(dictionary);
      default -> throw new IllegalStateException("gptq of " + format.label());
    };
  }

  private QuantisedLayer layer(StoredMatrix matrix, LayerFormat format) {
    return new QuantisedLayer(
        arithmetic(matrix, format.activations()),
        matrix.storage().withoutTable().totalBits(),
        matrix.storage().tableBits());
  }

  /** Exact integer products where one scale serves all sums, else products of fp32. */
  private LinearLayer arithmetic(StoredMatrix matrix, ActivationFormat activations) {
    if (activations == ActivationFormat.INT8
        && matrix instanceof CodedMatrix coded
        && hasIntegers(coded.format())) {
      QuantisedWeights integers = integers(coded);
      return LinearArithmetic.quantised(
              trained -> integers, new AbsmaxActivationQuantiser(), matmul, LinearObserver.NONE)
          .layer(name, weights);
    }
    return floatingPoint(matrix.values(), activations);
  }

  private LinearLayer floatingPoint(float[][] values, ActivationFormat activations) {
    LinearLayer product = LinearArithmetic.floatingPoint().layer(name, values);
    return inputs -> product.apply(activations.rounded(inputs));
  }

  private static boolean hasIntegers(CodedFormat format) {
    boolean integers =
        format instanceof BinaryFormat
            || format instanceof TernaryFormat
            || (format instanceof IntegerFormat integer && !integer.asymmetric());
    return integers && format.granularity().equals(Granularity.TENSOR);
  }

  private static QuantisedWeights integers(CodedMatrix matrix) {
    CodedFormat format = matrix.format();
    byte[][] rows = new byte[matrix.shape().rows()][matrix.shape().columns()];
    for (int n = 0; n < rows.length; n++) {
      int[] codes = matrix.codes(n);
      for (int k = 0; k < codes.length; k++) {
        rows[n][k] = (byte) format.value(codes[k], new float[] {1}, 0, 0);
      }
    }
    NumberFormat integers =
        switch (format) {
          case BinaryFormat binary -> NumberFormat.BINARY;
          case TernaryFormat ternary -> NumberFormat.TERNARY;
          default -> NumberFormat.INT8;
        };
    return new QuantisedWeights(new IntegerWeights(integers, rows), matrix.scales()[0]);
  }

  private QuantisedLayer decomposed() {
    OutlierColumnsMatrix matrix = Int8Decomposition.SIX.quantise(weights, calibrationInputs.get());
    return new QuantisedLayer(
        inputs -> Int8Decomposition.multiply(inputs, matrix), matrix.storage().totalBits(), 0);
  }

  private QuantisedLayer smoothed(LayerFormat format) {
    float[] factors = SmoothQuant.HALF.factors(weights, calibrationInputs.get());
    StoredMatrix matrix =
        MatrixQuantiser.of(format.weights()).quantise(SmoothQuant.smoothWeights(weights, factors));
    LinearLayer product = arithmetic(matrix, format.activations());
    return new QuantisedLayer(
        inputs -> product.apply(SmoothQuant.smoothActivations(inputs, factors)),
        matrix.storage().totalBits() + (long) factors.length * Float.SIZE,
        0);
  }

  private QuantisedLayer adapted(LayerFormat format) {
    AdaptedMatrix matrix =
        new LoftqQuantiser(MatrixQuantiser.of(format.weights()), LOFTQ_RANK, LOFTQ_STEPS)
            .quantise(weights);
    LowRankProduct adapters = matrix.adapters();
    float[][] values = matrix.backbone().values();
    float[][] added = FloatMatmul.multiply(in16Bits(adapters.tall()), in16Bits(adapters.wide()));
    for (int n = 0; n < values.length; n++) {
      for (int k = 0; k < values[n].length; k++) {
        values[n][k] += added[n][k];
      }
    }
    return new QuantisedLayer(
        floatingPoint(values, format.activations()),
        matrix.backbone().storage().totalBits() + adapters.parameters() * Short.SIZE,
        0);
  }

  private static float[][] in16Bits(float[][] factor) {
    float[][] rounded = new float[factor.length][factor[0].length];
    for (int n = 0; n < rounded.length; n++) {
      for (int k = 0; k < rounded[n].length; k++) {
        rounded[n][k] = FloatEncoding.BF16.rounded(factor[n][k]);
      }
    }
    return rounded;
  }
}
