package io.bitwright.spec.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionTest {
  private static final String FREQUENCY =
      "; write a frequency such as 200 MHz (allowed: Hz, kHz, MHz, GHz)";
  private static final String SIZE =
      "; write a size such as 32 KiB (allowed: B, kB, MB, GB, TB, KiB, MiB, GiB, TiB)";

  @ParameterizedTest
  @CsvSource({
    "200 MHz, 2e8",
    "200MHz, 2e8",
    "1 Hz, 1",
    "1.05 GHz, 1.05e9",
    "0.5 kHz, 500",
    "2e2 MHz, 2e8",
    "+7 Hz, 7",
    "' 200   MHz ', 2e8"
  })
  void frequenciesAreRead(String text, double hertz) {
    assertThat(Frequency.parse(text).hertz()).isEqualTo(hertz);
  }

  @ParameterizedTest
  @CsvSource({
    "32 KiB, 32768",
    "32 kB, 32000",
    "0 B, 0",
    "1.5 KiB, 1536",
    "24 MiB, 25165824",
    "24 MB, 24000000",
    "8 GiB, 8589934592",
    "8 GB, 8000000000",
    "1 TiB, 1099511627776",
    "1 TB, 1000000000000",
    "1000000 TB, 1000000000000000000"
  })
  void decimalAndBinarySizesAreNeverMixedUp(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"2400 MT/s, 2.4e9", "6.4 GT/s, 6.4e9", "3200MT/s, 3.2e9"})
  void transferRatesAreRead(String text, double transfersPerSecond) {
    assertThat(TransferRate.parse(text).transfersPerSecond()).isEqualTo(transfersPerSecond);
    assertThat(Quantities.format(TransferRate.parse("2400 MT/s"))).isEqualTo("2.4 GT/s");
  }

  @ParameterizedTest
  @CsvSource({
    "19.2 GB/s, 1.92e10",
    "1.2 TB/s, 1.2e12",
    "1 GiB/s, 1073741824",
    "34 GB/s, 3.4e10",
    "5 B/s, 5"
  })
  void bandwidthsAreRead(String text, double bytesPerSecond) {
    assertThat(Bandwidth.parse(text).bytesPerSecond()).isEqualTo(bytesPerSecond);
  }

  @ParameterizedTest
  @CsvSource({"120 ns, 1.2e-7", "0 s, 0", "3 us, 3e-6", "1.5 ms, 1.5e-3", "7 ps, 7e-12", "2 s, 2"})
  void timesAreRead(String text, double seconds) {
    assertThat(TimeSpan.parse(text).seconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"170 W, 170", "250 mW, 0.25", "0 W, 0", "3 uW, 3e-6", "1.2 kW, 1200"})
  void powersAreRead(String text, double watts) {
    assertThat(Power.parse(text).watts()).isEqualTo(watts);
  }

  @ParameterizedTest
  @CsvSource({
    "200, has no unit",
    "'', is not a number with a unit",
    "MHz, is not a number with a unit",
    "NaN GHz, is not a number with a unit",
    "Infinity Hz, is not a number with a unit",
    "1_000 MHz, is not a number with a unit",
    "'1,5 GHz', is not a number with a unit",
    "200 mhz, 'is in mhz, which is not a unit of frequency here'",
    "200 MB, 'is in MB, which is not a unit of frequency here'",
    "200 MHz please, 'is in MHz please, which is not a unit of frequency here'"
  })
  void aFrequencyThatIsNoneIsRefusedWithTheUnitsAllowed(String text, String fault) {
    assertThatThrownBy(() -> Frequency.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage("\"" + text + "\" " + fault + FREQUENCY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5 MHz", "0 Hz", "1e400 GHz", "1001 GHz", "1e-999 Hz"})
  void aFrequencyOutOfRangeIsRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> Frequency.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "\"" + text + "\" is out of range; a frequency is above 0 Hz and at most 1000 GHz");
  }

  @ParameterizedTest
  @CsvSource({
    "32 KB, 'is in KB, which is not a unit of size here'",
    "8 Gb, 'is in Gb, which is not a unit of size here'",
    "1.5 B, is not a whole number of bytes",
    "1e-999 GiB, is not a whole number of bytes"
  })
  void aSizeThatIsNoneIsRefusedWithTheUnitsAllowed(String text, String fault) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage("\"" + text + "\" " + fault + SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 B", "1000001 TB", "1e999 TiB"})
  void aSizeOutOfRangeIsRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "\"" + text + "\" is out of range; a size is at least 0 B and at most 1000000 TB");
  }

  @Test
  void otherKindsNameTheirOwnUnits() {
    assertThatThrownBy(() -> Bandwidth.parse("19.2 Gb/s"))
        .hasMessage(
            "\"19.2 Gb/s\" is in Gb/s, which is not a unit of bandwidth here; write a bandwidth"
                + " such as 19.2 GB/s (allowed: B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s,"
                + " TiB/s)");
    assertThatThrownBy(() -> TimeSpan.parse("3 min"))
        .hasMessage(
            "\"3 min\" is in min, which is not a unit of time here; write a time such as 120 ns"
                + " (allowed: ps, ns, us, ms, s)");
    assertThatThrownBy(() -> Power.parse("-1e-999 W"))
        .hasMessage(
            "\"-1e-999 W\" is out of range; a power is at least 0 uW and at most 1000000 kW");
    assertThatThrownBy(() -> Dimension.PROCESS_NODE.parseWhole("0.5 nm"))
        .hasMessage(
            "\"0.5 nm\" is not a whole number of nanometres; write a process node such as 7 nm"
                + " (allowed: nm)");
  }

  @Test
  void anEndlessNumberIsRefusedWithoutCalculatingWithIt() {
    assertThatThrownBy(() -> Frequency.parse("1".repeat(1_000_000) + " Hz"))
        .hasMessage("\"" + "1".repeat(60) + "...\" is not a number with a unit" + FREQUENCY);
  }
}
