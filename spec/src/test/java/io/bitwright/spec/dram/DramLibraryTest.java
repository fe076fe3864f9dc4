package io.bitwright.spec.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DramLibraryTest {

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.dram.DramLibrary#names")
  void everyDeviceIsReadUnderItsNameWithASource(String name) {
    DramDevice device = DramLibrary.get(name);

    assertThat(device.name()).isEqualTo(name);
    assertThat(device.source()).contains("JEDEC");
  }

  /** Rates of channels, as their standards state them; and the bytes of a burst. */
  @ParameterizedTest
  @CsvSource({
    "ddr3l-1600-x16, 3.2, 16",
    "ddr3-2133, 17.064, 64",
    "ddr4-2400, 19.2, 64",
    "ddr4-2400-x16, 19.2, 64",
    "ddr4-3200, 25.6, 64",
    "ddr5-5200, 20.8, 64",
    "lpddr4-3200, 6.4, 32",
    "lpddr5-6400, 12.8, 32",
    "hbm2, 19.2, 32",
    "hbm2e, 28.8, 32",
    "hbm3, 25.6, 32"
  })
  void channelsHaveTheirPublishedPeaks(String name, double gigabytesPerSecond, long burstBytes) {
    DramDevice device = DramLibrary.get(name);

    assertThat(device.peakBytesPerSecond()).isCloseTo(1e9 * gigabytesPerSecond, within(1.0));
    assertThat(device.burstBytes()).isEqualTo(burstBytes);
  }

  /** 8 KiB of 64 bytes; 8 transfers at 2400 MT/s; tRAS + tRP. */
  @Test
  void whatFollowsFromADevice() {
    DramDevice device = DramLibrary.get("ddr4-2400");

    assertThat(device.rowBursts()).isEqualTo(128);
    assertThat(device.burstSeconds()).isEqualTo(8 / 2400e6);
    assertThat(device.timing().rowCycleSeconds()).isCloseTo(46.16e-9, within(1e-15));
    assertThat(new DramSpec(device, 2).times(2).peakBytesPerSecond()).isEqualTo(4 * 19.2e9);
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertThatThrownBy(() -> DramLibrary.get("hbm2d"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("unknown device \"hbm2d\"; write one of ddr3l-1600-x16, ")
        .hasMessageEndingWith("; did you mean \"hbm2\"?");
  }
}
