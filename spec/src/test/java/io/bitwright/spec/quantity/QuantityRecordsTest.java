package io.bitwright.spec.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityRecordsTest {

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatCannotBeIsRefused(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Frequency(value))
        .withMessage("a frequency must be finite and above 0 Hz, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bandwidth(value))
        .withMessage("a bandwidth must be finite and above 0 B/s, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TransferRate(value))
        .withMessage("a transfer rate must be finite and above 0 T/s, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeSpan(value))
        .withMessage("a time must be finite and at least 0 s, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Power(value))
        .withMessage("a power must be finite and at least 0 W, got " + value);
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByteSize(-1))
        .withMessage("a size must be at least 0 bytes, got -1");
  }

  @Test
  void zeroIsAnAnswerOnlyWhereItMayBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Frequency(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bandwidth(0));
    assertThat(new TimeSpan(0).seconds()).isZero();
    assertThat(new Power(0).watts()).isZero();
    assertThat(new ByteSize(0).bytes()).isZero();
  }

  @Test
  void cyclesTakeTheirTime() {
    assertThat(Frequency.parse("200 MHz").seconds(50)).isEqualTo(250e-9);
  }
}
