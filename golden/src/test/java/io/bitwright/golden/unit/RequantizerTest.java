package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequantizerTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 3, 5, 94", // 93.75
    "5, 1, 1, 2", // 2.5
    "255, 1, 1, 127", // 127.5 rounds to 128, which saturates
    "-257, 1, 1, -128", // -128.5 is a tie with an even neighbour in range
    "-259, 1, 1, -128", // -129.5 rounds to -130
    "2147483647, 65535, 0, 127",
    "-2147483648, 65535, 63, 0",
    "-2147483648, 32768, 40, -64",
    "123456, 0, 0, 0"
  })
  void resultsAreThoseOfThePage(long sum, int mantissa, int shift, int result) {
    assertThat(new Requantizer(32, 16, 8).requantize(sum, mantissa, shift)).isEqualTo(result);
  }

  @Test
  void numbersWithMoreBitsThanTheirsAreRefused() {
    Requantizer requantizer = new Requantizer(8, 4, 8);
    assertThat(requantizer.requantize(-128, 15, 4)).isEqualTo(-120);
    assertThatThrownBy(() -> requantizer.requantize(128, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("128 is not a sum of 8 bits");
    assertThatThrownBy(() -> requantizer.requantize(1, 16, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Requantizer(48, 16, 8))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
