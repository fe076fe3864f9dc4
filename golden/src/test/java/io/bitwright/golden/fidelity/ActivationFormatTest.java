package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedActivations;
import io.bitwright.spec.SpecException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationFormatTest {

  private static float[][] randomRows() {
    Random random = new Random(5);
    float[][] rows = new float[6][50];
    for (int m = 0; m < rows.length; m++) {
      for (int k = 0; k < rows[m].length; k++) {
        rows[m][k] = (float) (random.nextGaussian() * Math.pow(10, m - 3));
      }
    }
    return rows;
  }

  @Test
  void wordsAreThoseOfTheFormatsAndFp8ForE4m3() {
    for (ActivationFormat format : ActivationFormat.values()) {
      assertThat(ActivationFormat.parse(format.label())).isEqualTo(format);
    }
    assertThat(ActivationFormat.parse("fp8")).isEqualTo(ActivationFormat.FP8_E4M3);
    assertThat(ActivationFormat.words())
        .containsExactly(
            "fp32",
            "bf16",
            "fp16",
            "fp8-e4m3",
            "fp8-e5m2",
            "int8",
            "int7",
            "int6",
            "int5",
            "int4",
            "int3",
            "int2",
            "fp8");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ActivationFormat.parse("int9"))
        .withMessageStartingWith("unknown activation format \"int9\"; allowed: fp32, bf16");
  }

  /** Largest 6, so int3 has steps of 2 and int2 the values -6, 0 and 6; ties go to even. */
  @Test
  void integersOfARowAreStepsOfItsLargest() {
    float[][] rows = {{6, -1, 1.5f, 3, 5}};
    assertThat(ActivationFormat.INT3.rounded(rows)[0]).containsExactly(6, -0f, 2, 4, 4);
    assertThat(ActivationFormat.INT2.rounded(rows)[0]).containsExactly(6, -0f, 0, 0, 6);
  }

  @Test
  void eachRowHasAScaleOfItsOwnAndZerosStay() {
    float[][] rounded = ActivationFormat.INT4.rounded(new float[][] {{7, 1}, {700, 1}, {0, 0}});
    assertThat(rounded).isDeepEqualTo(new float[][] {{7, 1}, {700, 0}, {0, 0}});
  }

  @Test
  void int8IsThatOfTheIntegerKernels() {
    float[][] rows = randomRows();
    QuantisedActivations expected = new AbsmaxActivationQuantiser().quantise(rows);
    float[][] rounded = ActivationFormat.INT8.rounded(rows);
    for (int m = 0; m < rows.length; m++) {
      for (int k = 0; k < rows[m].length; k++) {
        double value = expected.values()[m][k] * (double) expected.magnitudes()[m] / 127;
        assertThat(rounded[m][k]).isEqualTo((float) value);
      }
    }
  }

  /** 448 is the largest e4m3, 2^-9 the smallest; 57344 the largest e5m2; fp16 saturates too. */
  @Test
  void floatingPointRoundsToItsNearestValue() {
    float[][] rows = {{1000, -1.0625f, 0x1p-9f, 0x1p-11f, 1e6f}};
    assertThat(ActivationFormat.FP8_E4M3.rounded(rows)[0])
        .containsExactly(448, -1, 0x1p-9f, 0, 448);
    assertThat(ActivationFormat.FP8_E5M2.rounded(rows)[0])
        .containsExactly(1024, -1, 0x1p-9f, 0x1p-11f, 57344);
    assertThat(ActivationFormat.FP16.rounded(rows)[0])
        .containsExactly(1000, -1.0625f, 0x1p-9f, 0x1p-11f, 65504);
    assertThat(ActivationFormat.BF16.rounded(new float[][] {{1 + 0x1p-8f, 1 + 0x1.8p-7f}})[0])
        .containsExactly(1, 1 + 0x1p-6f);
  }

  @ParameterizedTest
  @EnumSource(ActivationFormat.class)
  void roundingTwiceIsRoundingOnceAndInputsStay(ActivationFormat format) {
    float[][] rows = randomRows();
    float[][] once = format.rounded(rows);
    assertThat(rows).isDeepEqualTo(randomRows());
    float[][] twice = format.rounded(once);
    for (int m = 0; m < rows.length; m++) {
      for (int k = 0; k < rows[m].length; k++) {
        assertThat(twice[m][k]).isEqualTo(once[m][k]);
      }
    }
  }

  /** Half a step of the row's largest over 2^(b-1) - 1, and what fp32 itself rounds. */
  @ParameterizedTest
  @EnumSource(value = ActivationFormat.class, names = "INT.", mode = EnumSource.Mode.MATCH_ALL)
  void integersAreAtMostHalfAStepAway(ActivationFormat format) {
    float[][] rows = randomRows();
    float[][] rounded = format.rounded(rows);
    for (int m = 0; m < rows.length; m++) {
      double largest = 0;
      for (float value : rows[m]) {
        largest = Math.max(largest, Math.abs(value));
      }
      double halfStep = largest / (Math.pow(2, format.bits() - 1) - 1) / 2;
      for (int k = 0; k < rows[m].length; k++) {
        double error = Math.abs((double) rounded[m][k] - rows[m][k]);
        assertThat(error).isLessThanOrEqualTo(halfStep + largest * 0x1p-24);
      }
    }
  }

  @Test
  void integersOfWhatIsNotFiniteAreRefused() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ActivationFormat.INT4.rounded(new float[][] {{1, Float.NaN}}))
        .withMessage("activation [0, 1] is NaN, not finite");
  }
}
