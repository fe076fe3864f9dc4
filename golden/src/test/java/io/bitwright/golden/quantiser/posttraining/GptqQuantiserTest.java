package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.PlainScales;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GptqQuantiserTest {
  private static @Nullable TrainedLayers trained;

  private static TrainedLayers layers() throws IOException {
    TrainedLayers read = trained == null ? TrainedLayers.read(25) : trained;
    trained = read;
    return read;
  }

  private static IntegerFormat groups(int bits) {
    return IntegerFormat.asymmetric(bits, Granularity.group(64), PlainScales.FP16);
  }

  /** Every layer, on inputs that it was not calibrated on; calibrated on 3072 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {4, 3, 2})
  void trainedLayersAreNearerThanRoundedToNearest(int bits) throws IOException {
    for (String name : layers().names()) {
      float[][] weights = layers().weights(name);
      float[][] heldOut = layers().heldOut(name);
      float[][] calibration = layers().calibration(name);
      float[][] nearest = new RoundToNearestQuantiser(groups(bits)).quantise(weights).values();
      double ofNearest = LayerError.relative(weights, nearest, heldOut);
      assertThat(error(GptqQuantiser.inOrder(groups(bits)), weights, calibration, heldOut))
          .as("%s at %d bits, in order", name, bits)
          .isLessThan(ofNearest);
      if (name.startsWith("layers.1.")) {
        assertThat(error(GptqQuantiser.byDiagonal(groups(bits)), weights, calibration, heldOut))
            .as("%s at %d bits, by diagonal", name, bits)
            .isLessThan(ofNearest);
      }
    }
  }

  private static double error(
      GptqQuantiser quantiser, float[][] weights, float[][] calibration, float[][] judged) {
    return LayerError.relative(weights, quantiser.quantise(weights, calibration).values(), judged);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 3, 2})
  void correlatedInputsAreMadeUseOf(int bits) {
    float[][] weights = Matrices.normal(24, 64, 0.02, 1);
    float[][] inputs = Matrices.correlated(256, 64, 2);
    for (Granularity granularity :
        new Granularity[] {Granularity.TENSOR, Granularity.ROW, Granularity.group(16)}) {
      IntegerFormat format = IntegerFormat.asymmetric(bits, granularity, PlainScales.FP32);
      float[][] nearest = new RoundToNearestQuantiser(format).quantise(weights).values();
      double ofNearest = LayerError.relative(weights, nearest, inputs);
      // A quarter of the columns explain most of the inputs: far more than a little is gained.
      assertThat(error(GptqQuantiser.inOrder(format), weights, inputs, inputs))
          .isLessThan(0.7 * ofNearest);
      assertThat(error(GptqQuantiser.byDiagonal(format), weights, inputs, inputs))
          .isLessThan(0.7 * ofNearest);
    }
  }

  /** H is diagonal, so that nothing can be made up for: columns are rounded to nearest. */
  @Test
  void inputsThatHaveNothingInCommonLeaveNothingToGain() {
    float[][] weights = Matrices.normal(6, 16, 1, 3);
    float[][] inputs = new float[16][16];
    for (int i = 0; i < 16; i++) {
      inputs[i][i] = 1 + i;
    }
    IntegerFormat format = IntegerFormat.symmetric(4, Granularity.ROW, PlainScales.FP32);
    CodedMatrix nearest = new RoundToNearestQuantiser(format).quantise(weights);
    assertThat(GptqQuantiser.inOrder(format).quantise(weights, inputs).bytes())
        .isEqualTo(nearest.bytes());
    assertThat(GptqQuantiser.byDiagonal(format).quantise(weights, inputs).bytes())
        .isEqualTo(nearest.bytes());
  }

  @Test
  void inputsThatAreAlwaysZeroOrRepeatedAreNoObstacle() {
    float[][] weights = Matrices.normal(3, 8, 1, 4);
    float[][] inputs = Matrices.normal(2, 8, 1, 5);
    inputs[0][3] = 0;
    inputs[1][3] = 0;
    float[][] quantised = GptqQuantiser.inOrder(groups(4)).quantise(weights, inputs).values();
    assertThat(LayerError.relative(weights, quantised, inputs)).isLessThan(0.01);
    float[][] zeros = new float[2][8];
    assertThat(GptqQuantiser.byDiagonal(groups(4)).quantise(weights, zeros).values())
        .isDeepEqualTo(new RoundToNearestQuantiser(groups(4)).quantise(weights).values());
  }

  @Test
  void whatIsNotFiniteIsNamed() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() ->
            GptqQuantiser.inOrder(groups(4))
                .quantise(new float[1][2], new float[][] {{0, Float.NaN}}))
        .withMessage("activation [0, 1] is NaN, not finite");
  }
}
