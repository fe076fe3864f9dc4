package io.bitwright.spec.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "1.23e-3, 1.23 ms",
    "0, 0 s",
    "1, 1 s",
    "0.9994e-3, 999 us",
    "0.9996e-3, 1 ms",
    "59.94, 59.9 s",
    "-2e-9, -2 ns",
    "1.2e-13, 120 fs",
    "7200, 7.2 ks",
    "1e-40, 1E-40 s",
    "1e30, 1000000000000 Es"
  })
  void secondsHaveThreeDigitsAndAPrefix(double seconds, String text) {
    assertThat(Quantities.formatSeconds(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1, 1 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "32768, 32 KiB",
    "1048000, 1023 KiB",
    "1048575, 1 MiB",
    "25165824, 24 MiB",
    "1.5e18, 1.3 EiB",
    "1536, 1.5 KiB"
  })
  void capacitiesHavePowersOfTwo(double bytes, String text) {
    assertThat(Quantities.formatBinaryBytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "0.5, 0.5 B", "999, 999 B", "1000, 1 kB", "13.48e9, 13.5 GB"})
  void trafficHasPowersOfTen(double bytes, String text) {
    assertThat(Quantities.formatBytes(bytes)).isEqualTo(text);
  }

  @Test
  void everyKindHasItsUnit() {
    assertThat(Quantities.formatHertz(1.05e9)).isEqualTo("1.05 GHz");
    assertThat(Quantities.formatWatts(0.25)).isEqualTo("250 mW");
    assertThat(Quantities.formatJoules(4.6e-12)).isEqualTo("4.6 pJ");
    assertThat(Quantities.formatBytesPerSecond(19.2e9)).isEqualTo("19.2 GB/s");
    assertThat(Quantities.formatFlopsPerSecond(275e12)).isEqualTo("275 TFLOP/s");
    assertThat(Quantities.formatCount(6_738_415_616.0)).isEqualTo("6.74 G");
    assertThat(Quantities.formatCount(0)).isEqualTo("0");
    assertThat(Quantities.formatWhole(1_234_567)).isEqualTo("1,234,567");
    assertThat(Quantities.formatPercent(0.4623)).isEqualTo("46.2 %");
  }

  @Test
  void quantitiesOfADescriptionReadAsTheyWereWritten() {
    assertThat(Quantities.format(Frequency.parse("200 MHz"))).isEqualTo("200 MHz");
    assertThat(Quantities.format(Bandwidth.parse("34 GB/s"))).isEqualTo("34 GB/s");
    assertThat(Quantities.format(TimeSpan.parse("120 ns"))).isEqualTo("120 ns");
    assertThat(Quantities.format(Power.parse("28 W"))).isEqualTo("28 W");
    assertThat(Quantities.format(ByteSize.parse("32 KiB"))).isEqualTo("32 KiB");
    assertThat(Quantities.format(ByteSize.parse("2 kB"))).isEqualTo("2 kB");
  }

  @ParameterizedTest
  @CsvSource({
    "225000, '225,000'",
    "28.4422, 28.4",
    "0.01234, 0.0123",
    "1.5, 1.5",
    "1234.5, '1,230'",
    "0, 0",
    "0.00001234, 0.0000123",
    "1.5e-9, 1.5E-9"
  })
  void bareNumbersHaveThreeDigitsUnlessTheyAreWhole(double number, String text) {
    assertThat(Quantities.formatNumber(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNotShown(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Quantities.formatSeconds(value));
    assertThatIllegalArgumentException().isThrownBy(() -> Quantities.formatBinaryBytes(value));
    assertThatIllegalArgumentException().isThrownBy(() -> Quantities.formatNumber(value));
    assertThatIllegalArgumentException().isThrownBy(() -> Quantities.formatPercent(value));
  }

  @Property(seed = "1")
  void aShownTimeReadsBackToThreeDigits(
      @ForAll @DoubleRange(min = 1, max = 9.99) double digits,
      @ForAll @IntRange(min = -12, max = 1) int exponent) {
    double seconds = digits * Math.pow(10, exponent);
    double read = TimeSpan.parse(Quantities.formatSeconds(seconds)).seconds();

    assertThat(read).isCloseTo(seconds, within(seconds * 0.0051));
  }

  @Property(seed = "2")
  void aShownFrequencyReadsBackToThreeDigits(
      @ForAll @DoubleRange(min = 1, max = 9.99) double digits,
      @ForAll @IntRange(max = 10) int exponent) {
    double hertz = digits * Math.pow(10, exponent);
    double read = Frequency.parse(Quantities.formatHertz(hertz)).hertz();

    assertThat(read).isCloseTo(hertz, within(hertz * 0.0051));
  }

  @Property(seed = "3")
  void aShownBandwidthReadsBackToThreeDigits(
      @ForAll @DoubleRange(min = 1, max = 9.99) double digits,
      @ForAll @IntRange(max = 13) int exponent) {
    double rate = digits * Math.pow(10, exponent);
    double read = Bandwidth.parse(Quantities.formatBytesPerSecond(rate)).bytesPerSecond();

    assertThat(read).isCloseTo(rate, within(rate * 0.0051));
  }

  @Property(seed = "4")
  void aShownCapacityReadsBackToThreeDigits(@ForAll @LongRange(max = 1L << 49) long bytes) {
    String shown = Quantities.formatBinaryBytes((double) bytes);
    // A fraction of a unit such as 1.23 KiB need not be a whole number of bytes.
    double read = Dimension.SIZE.parse(shown);

    assertThat(read).isCloseTo((double) bytes, within(bytes * 0.0051));
  }

  @Property(seed = "5")
  void everyWholeNumberOfAUnitIsReadExactly(@ForAll @LongRange(max = 900_000) long number) {
    long factor = 1;
    for (String unit : new String[] {"B", "KiB", "MiB", "GiB", "TiB"}) {
      assertThat(ByteSize.parse(number + " " + unit).bytes()).isEqualTo(number * factor);
      factor *= 1024;
    }
  }
}
