package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are those of the Java language, bit for bit. */
class DecimalTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "-1.5",
        ".5",
        "5.",
        "+2",
        "6.673e-05",
        "1E3",
        "1e+22",
        "1e23",
        "1e-22",
        "1e-23",
        "123456789012345",
        "1234567890123456",
        "0.0000000000000000001",
        "4.9e-324",
        "1.7976931348623157e308",
        "1e999",
        "00000000000000000001.5",
        "1e0003",
        "9007199254740993"
      })
  void numbersAreTheNearestDoubles(String text) {
    assertThat(DecimalText.parse("x" + text + "y", 1, 1 + text.length()))
        .isEqualTo(Double.parseDouble(text));
  }

  @Test
  void randomNumbersAreTheNearestDoubles() {
    Random random = new Random(20260105);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-24, 24));
      String format = "%." + random.nextInt(1, 18) + (random.nextBoolean() ? "e" : "f");
      String text = String.format(Locale.ROOT, format, value);
      assertThat(DecimalText.parse(text, 0, text.length()))
          .as(text)
          .isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "1e", "e5", "1.2.3", "1-2", "--1", "1e5x", "x"})
  void otherTextsAreNone(String text) {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> DecimalText.parse(text, 0, text.length()));
  }
}
