package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.DoubleQuantisedScales;
import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.FloatingPointFormat;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.golden.format.storage.PlainScales;
import io.bitwright.golden.format.storage.StoredMatrix;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.Codebook;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantisers that take the nearest value, each weight by itself. */
class NearestQuantisersTest {

  @Property(tries = 150, seed = "61")
  void integersAreWithinHalfAStep(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int bits) {
    Random random = new Random(seed);
    Granularity granularity =
        random.nextBoolean() ? Granularity.ROW : Granularity.group(random.nextInt(1, 9));
    IntegerFormat format =
        new IntegerFormat(bits, random.nextBoolean(), granularity, PlainScales.FP32);
    float[][] weights =
        Matrices.normal(random.nextInt(1, 4), random.nextInt(1, 20), 0.5, random.nextLong());
    CodedMatrix quantised = new RoundToNearestQuantiser(format).quantise(weights);
    float[][] values = quantised.values();
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        float step = quantised.scales()[granularity.group(n, k, quantised.shape())];
        // The zero point is rounded, too: asymmetric ends may be another half step away.
        double steps = format.asymmetric() ? 1 : 0.5;
        assertThat((double) values[n][k]).isCloseTo(weights[n][k], within(steps * step * 1.0001));
      }
    }
  }

  @Test
  void groupsHaveTheirOwnGrids() {
    float[][] weights = {{7, -3.5f, 0.07f, 0.02f}, {0, 0, -14, 2}};
    CodedMatrix quantised =
        new RoundToNearestQuantiser(
                IntegerFormat.symmetric(4, Granularity.group(2), PlainScales.FP32))
            .quantise(weights);
    assertThat(quantised.scales()).containsExactly(1, 0.07f / 7, 0, 2);
    // Two's complement of -4 (3.5 is a tie), and of -7.
    assertThat(quantised.codes(0)).containsExactly(7, 12, 7, 2);
    assertThat(quantised.codes(1)).containsExactly(0, 0, 9, 1);
    IntegerFormat asymmetric = IntegerFormat.asymmetric(2, Granularity.ROW, PlainScales.FP32);
    CodedMatrix shifted =
        new RoundToNearestQuantiser(asymmetric).quantise(new float[][] {{-1, 2, 0, 0.4f}});
    assertThat(shifted.zeroPoints()).containsExactly(1);
    assertThat(shifted.values()[0]).containsExactly(-1, 2, 0, 0);
  }

  @Test
  void nf4BeatsInt4OnNormalWeights() {
    float[][] weights = Matrices.normal(64, 512, 0.02, 62);
    Granularity blocks = Granularity.group(64);
    double nf4 =
        error(
            new CodebookQuantiser(new CodebookFormat(Codebook.NF4, blocks, PlainScales.FP32)),
            weights);
    // As many bits: one scale a block. (With zero points, which take more, int4 is level with it.)
    assertThat(nf4).isLessThan(0.9 * error(integers(4, false, blocks), weights));
    // Double quantisation costs little: QLoRA section 3 finds no loss.
    assertThat(error(new CodebookQuantiser(CodebookFormat.qlora()), weights))
        .isLessThan(1.05 * nf4);
  }

  private static MatrixQuantiser integers(int bits, boolean asymmetric, Granularity groups) {
    return new RoundToNearestQuantiser(
        new IntegerFormat(bits, asymmetric, groups, PlainScales.FP32));
  }

  private static double error(MatrixQuantiser quantiser, float[][] weights) {
    return LayerError.squaredDifference(weights, quantiser.quantise(weights).values());
  }

  @Test
  void levelsOfACodebookComeBack() {
    float[][] weights = new float[1][16];
    for (int code = 0; code < 16; code++) {
      weights[0][code] = (float) (2 * Codebook.NF4.level(code));
    }
    CodedMatrix quantised =
        new CodebookQuantiser(
                new CodebookFormat(Codebook.NF4, Granularity.group(16), PlainScales.FP32))
            .quantise(weights);
    assertThat(quantised.scales()).containsExactly(2);
    for (int code = 0; code < 16; code++) {
      assertThat(quantised.codes(0)[code]).isEqualTo(code);
    }
  }

  @Test
  void finerGroupsAndMoreBitsAreNearer() {
    float[][] weights = Matrices.normal(32, 256, 0.02, 63);
    for (boolean asymmetric : new boolean[] {false, true}) {
      double tensor = error(integers(4, asymmetric, Granularity.TENSOR), weights);
      double row = error(integers(4, asymmetric, Granularity.ROW), weights);
      double group = error(integers(4, asymmetric, Granularity.group(32)), weights);
      assertThat(row).isLessThan(tensor);
      assertThat(group).isLessThan(row);
      for (int bits = 3; bits <= 8; bits++) {
        assertThat(error(integers(bits, asymmetric, Granularity.ROW), weights))
            .isLessThan(error(integers(bits - 1, asymmetric, Granularity.ROW), weights) / 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FloatEncoding.class)
  void floatingPointWeightsAreTheNearestOfTheirEncoding(FloatEncoding encoding) {
    float[][] weights = Matrices.normal(4, 33, 3, 64);
    float[][] plain =
        new FloatingPointQuantiser(FloatingPointFormat.unscaled(encoding))
            .quantise(weights)
            .values();
    for (int k = 0; k < 33; k++) {
      assertThat(plain[2][k]).isEqualTo(encoding.rounded(weights[2][k]));
    }
    if (encoding == FloatEncoding.E4M3) {
      float[][] tiny = Matrices.normal(4, 33, 1e-5, 65);
      FloatingPointFormat scaled =
          new FloatingPointFormat(encoding, Granularity.TENSOR, PlainScales.FP32);
      double energy = LayerError.squaredDifference(tiny, new float[4][33]);
      // Half of the last of three fraction bits, at most.
      assertThat(error(new FloatingPointQuantiser(scaled), tiny)).isLessThan(energy / 256);
    }
  }

  @Test
  void trainedQuantisersKeepTheirIntegersAndScale() {
    float[][] weights = Matrices.normal(5, 13, 0.02, 66);
    for (NumberFormat format : new NumberFormat[] {NumberFormat.BINARY, NumberFormat.TERNARY}) {
      WeightQuantiser trained =
          format == NumberFormat.BINARY ? new SignBinaryQuantiser() : new AbsmeanTernaryQuantiser();
      requireSame(trained, MatrixQuantiser.of(MatrixFormat.of(format)), weights);
    }
    requireSame(
        new AbsmeanTernaryQuantiser(),
        MatrixQuantiser.of(MatrixFormat.parse("ternary-packed")),
        weights);
  }

  private static void requireSame(
      WeightQuantiser trained, MatrixQuantiser stored, float[][] weights) {
    QuantisedWeights expected = trained.quantise(weights);
    float[][] values = stored.quantise(weights).values();
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        assertThat(values[n][k]).isEqualTo(expected.integers().row(n)[k] * expected.scale());
      }
    }
  }

  /** Every format that needs no inputs, with groups of its own: a row's do not see the others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary/g8",
        "ternary/g8",
        "ternary-packed/row/fp16",
        "bcq-2/g16/bf16",
        "int3/g8/fp16",
        "int5-asymmetric/row",
        "nf2",
        "nf4/g16/double-quantised-4",
        "fp8-e5m2/row/fp16"
      })
  void groupsAreQuantisedByThemselves(String label) {
    MatrixFormat format = MatrixFormat.parse(label);
    float[][] weights = Matrices.normal(3, 32, 0.02, 67);
    StoredMatrix whole = MatrixQuantiser.of(format).quantise(weights);
    assertThat(whole.format()).isEqualTo(format);
    double energy = LayerError.squaredDifference(weights, new float[3][32]);
    assertThat(LayerError.squaredDifference(weights, whole.values())).isLessThan(0.6 * energy);
    if (!label.contains("double")) {
      float[][] row = MatrixQuantiser.of(format).quantise(new float[][] {weights[1]}).values();
      assertThat(whole.values()[1]).isEqualTo(row[0]);
    }
  }

  @Test
  void formatsThatNeedInputsSaySo() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> MatrixQuantiser.of(OutlierColumnsFormat.int8(3)))
        .withMessage(
            "int8/row/fp16+3-fp16-columns needs inputs of the layer to find its outlier columns");
  }

  @Test
  void zerosStayZeros() {
    float[][] zeros = new float[2][5];
    assertThat(integers(3, true, Granularity.ROW).quantise(zeros).values()).isDeepEqualTo(zeros);
    assertThat(integers(3, false, Granularity.group(2)).quantise(zeros).values())
        .isDeepEqualTo(zeros);
    assertThat(new CodebookQuantiser(CodebookFormat.qlora()).quantise(zeros).values())
        .isDeepEqualTo(zeros);
    FloatingPointFormat fp8 =
        new FloatingPointFormat(FloatEncoding.E5M2, Granularity.ROW, DoubleQuantisedScales.QLORA);
    assertThat(new FloatingPointQuantiser(fp8).quantise(zeros).values()).isDeepEqualTo(zeros);
  }

  @Test
  void whatIsNotFiniteIsNamed() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> integers(4, true, Granularity.ROW).quantise(new float[][] {{1, Float.NaN}}))
        .withMessage("weight [0, 1] is NaN, not finite");
  }
}
