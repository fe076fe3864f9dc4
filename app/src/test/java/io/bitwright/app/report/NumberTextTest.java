package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 3, 0",
    "1, 3, 1.00",
    "12.345, 3, 12.3",
    "12.35, 3, 12.4",
    "99.96, 3, 100",
    "-0.00123456, 3, -0.00123",
    "123456, 3, 123000",
    "0.00001234, 3, 1.23e-5",
    "0.00009999, 3, 1.00e-4",
    "4.2e12, 2, 4.2e12",
    "NaN, 3, NaN"
  })
  void roundsToSignificantDigits(double value, int digits, String text) {
    assertThat(NumberText.significant(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0; 0", "999; 999", "1000; 1,000", "-123456; -123,456", "1048576; 1,048,576"})
  void setsThousandsApart(long value, String text) {
    assertThat(NumberText.count(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.4237, 42.4 %", "1, 100.0 %", "0, 0.0 %"})
  void writesAShareAsAPercentage(double share, String text) {
    assertThat(NumberText.percent(share)).isEqualTo(text);
  }
}
