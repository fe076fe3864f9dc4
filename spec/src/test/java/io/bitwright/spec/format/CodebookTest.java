package io.bitwright.spec.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodebookTest {
  /** The construction's largest probability, as the authors' code has it. */
  private static final double OFFSET = 0.9677083;

  @ParameterizedTest
  @EnumSource(names = {"NF4", "NF2"})
  void levelsAreThoseOfTheConstruction(Codebook codebook) {
    int half = codebook.codes() / 2;
    List<Double> levels = new ArrayList<>(List.of(0.0));
    for (int i = 0; i < half; i++) {
      levels.add(quantile(OFFSET + i * (0.5 - OFFSET) / half));
    }
    for (int i = 0; i < half - 1; i++) {
      levels.add(-quantile(OFFSET + i * (0.5 - OFFSET) / (half - 1)));
    }
    levels.sort(null);
    for (int code = 0; code < codebook.codes(); code++) {
      double constructed = levels.get(code) / quantile(OFFSET);
      assertThat(codebook.level(code)).isCloseTo(constructed, within(1e-6));
    }
  }

  @Test
  void fixedPointLevelsAreRounded() {
    assertThat(IntStream.range(0, 16).map(code -> Codebook.NF4.fixedPointLevel(code, 8)))
        .containsExactly(-127, -88, -67, -50, -36, -23, -12, 0, 10, 20, 31, 43, 56, 71, 92, 127);
    assertThat(IntStream.range(0, 4).map(code -> Codebook.NF2.fixedPointLevel(code, 16)))
        .containsExactly(-32767, 0, 11072, 32767);
    assertThat(IntStream.range(0, 16).map(code -> Codebook.INT4.fixedPointLevel(code, 4)))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1);
    assertThatThrownBy(() -> Codebook.INT4.fixedPointLevel(0, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int4 has 4 bits, not 8");
  }

  @Test
  void fewestBitsTellAllLevelsApart() {
    assertThat(Codebook.NF4.fewestLevelBits()).isEqualTo(5);
    assertThat(Codebook.NF2.fewestLevelBits()).isEqualTo(3);
    assertThat(Codebook.INT4.fewestLevelBits()).isEqualTo(4);
  }

  /** The quantile of the normal distribution, by bisection of its integral (Simpson's rule). */
  private static double quantile(double probability) {
    double low = 0;
    double high = 8;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (0.5 + integralFromZero(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double integralFromZero(double end) {
    int steps = 400;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = end * i / steps;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return sum * end / steps / 3 / Math.sqrt(2 * Math.PI);
  }
}
