package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.storage.OutlierColumnsMatrix;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.AbsmaxInt8WeightQuantiser;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;

/** What SmoothQuant and LLM.int8() do about columns of large inputs. */
class OutliersTest {
  private final float[][] weights = Matrices.normal(48, 64, 0.02, 71);
  private final float[][] inputs = Matrices.normal(40, 64, 1, 72);

  /** Columns 5 and 40 are 60 times as large. */
  private float[][] planted() {
    float[][] planted = new float[inputs.length][];
    for (int m = 0; m < planted.length; m++) {
      planted[m] = inputs[m].clone();
      planted[m][5] *= 60;
      planted[m][40] *= 60;
    }
    return planted;
  }

  private static double int8Error(float[][] weights, float[][] inputs) {
    float[][] outputs =
        LinearArithmetic.quantised(
                new AbsmaxInt8WeightQuantiser(),
                new AbsmaxActivationQuantiser(),
                new GoldenIntegerMatmul(),
                LinearObserver.NONE)
            .layer("layer", weights)
            .apply(inputs);
    return LayerError.squaredDifference(Matrices.product(inputs, weights), outputs);
  }

  private static double smoothError(SmoothQuant smoothQuant, float[][] weights, float[][] inputs) {
    float[] factors = smoothQuant.factors(weights, inputs);
    return int8Error(
        SmoothQuant.smoothWeights(weights, factors),
        SmoothQuant.smoothActivations(inputs, factors));
  }

  @Test
  void smoothingLowersTheInt8ErrorOfPlantedOutliers() {
    double plain = int8Error(weights, planted());
    assertThat(smoothError(SmoothQuant.HALF, weights, planted())).isLessThan(plain / 4);
    assertThat(smoothError(new SmoothQuant(0), weights, planted()))
        .isGreaterThan(smoothError(SmoothQuant.HALF, weights, planted()));
  }

  @Test
  void smoothingLeavesTheProductAsItIs() {
    float[] factors = SmoothQuant.HALF.factors(weights, planted());
    float[][] product =
        Matrices.product(
            SmoothQuant.smoothActivations(planted(), factors),
            SmoothQuant.smoothWeights(weights, factors));
    float[][] expected = Matrices.product(planted(), weights);
    double energy = LayerError.squaredDifference(expected, new float[40][48]);
    assertThat(LayerError.squaredDifference(expected, product)).isLessThan(1e-12 * energy);
  }

  /** max|X| = 16 and max|W| = 4: 16^a / 4^(1 - a). */
  @Test
  void factorsAreThoseOfTheFormula() {
    float[][] weight = {{4, -1}};
    float[][] input = {{-16, 0}, {2, 0}};
    assertThat(SmoothQuant.HALF.factors(weight, input)[0]).isEqualTo(2);
    assertThat(new SmoothQuant(1).factors(weight, input)[0]).isEqualTo(16);
    assertThat(new SmoothQuant(0).factors(weight, input)[0]).isEqualTo(0.25f);
    // An input that is always 0.
    assertThat(SmoothQuant.HALF.factors(weight, input)[1]).isCloseTo(0.00316f, within(1e-5f));
  }

  @Test
  void decompositionKeepsPlantedOutliersApart() {
    OutlierColumnsMatrix matrix = Int8Decomposition.SIX.quantise(weights, planted());
    assertThat(matrix.outlierColumns()).containsExactly(5, 40);
    float[][] outputs = Int8Decomposition.multiply(planted(), matrix);
    double error = LayerError.squaredDifference(Matrices.product(planted(), weights), outputs);
    assertThat(error).isLessThan(int8Error(weights, planted()) / 100);
  }

  @Test
  void thresholdItselfIsAnOutlier() {
    float[][] one = {{1, 2, 3}};
    assertThat(Int8Decomposition.SIX.quantise(one, new float[][] {{5.99f, -6, 1}}).outlierColumns())
        .containsExactly(1);
    assertThat(Int8Decomposition.SIX.quantise(one, new float[][] {{1, 1, 1}}).outlierColumns())
        .isEmpty();
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Int8Decomposition.SIX.quantise(one, new float[][] {{9, 9, 9}}))
        .withMessageContaining("raise the threshold");
  }
}
