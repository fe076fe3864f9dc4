package io.bitwright.simulator.timing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramLibrary;
import io.bitwright.spec.quantity.TransferRate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DramChannelTest {

  private static double efficiency(String name, AccessPattern pattern) {
    DramDevice device = DramLibrary.get(name);
    return 1 / device.peakBytesPerSecond() / new DramChannel(device).secondsPerByte(pattern);
  }

  /**
   * A stream on DDR4-2400 is limited by its data: 3.333 ns of 3.333 ns a burst. Each 7.8 us a
   * refresh takes 350 ns and a row cycle of 32 + 14.16 ns.
   */
  @Test
  void aStreamLosesItsRefreshes() {
    assertThat(efficiency("ddr4-2400", AccessPattern.SEQUENTIAL))
        .isCloseTo(1 - (350 + 46.16) / 7800, within(1e-9));
  }

  /** 64 bytes at random places are one activate each, one every 21 / 4 ns: tFAW. */
  @Test
  void randomPlacesOfDdr4AreLimitedByFourActivates() {
    double refreshed = 1 - (350 + 46.16) / 7800;

    assertThat(efficiency("ddr4-2400", new AccessPattern(64)))
        .isCloseTo(refreshed * (64 / 19.2) / (21 / 4.0), within(1e-9));
  }

  /**
   * Wang, Huang, Zhang, Alonso, "Shuhai: Benchmarking High Bandwidth Memory on FPGAs", FCCM 2020,
   * arXiv 2005.04324, abstract: 425 GB/s of an Alveo U280's 32 x 14.4 GB/s.
   */
  @Test
  void aStreamOnHbm2IsAsFastAsMeasured() {
    assertThat(efficiency("hbm2", AccessPattern.SEQUENTIAL))
        .isCloseTo(425 / (32 * 14.4), within(0.02));
  }

  /** The table of docs/memory.md, in percent. */
  @ParameterizedTest
  @CsvSource({
    "ddr3l-1600-x16, 96.0, 96.0, 96.0, 96.0",
    "ddr3-2133, 96.1, 96.1, 96.1, 57.7",
    "ddr4-2400, 94.9, 94.9, 94.9, 60.3",
    "ddr4-2400-x16, 94.9, 94.9, 84.4, 42.2",
    "ddr4-3200, 94.9, 94.9, 89.3, 44.7",
    "ddr5-5200, 91.2, 91.2, 91.2, 91.2",
    "lpddr4-3200, 93.8, 93.8, 93.8, 93.8",
    "lpddr5-6400, 93.1, 93.1, 93.1, 46.5",
    "hbm2, 92.3, 92.3, 92.3, 38.4",
    "hbm2e, 89.9, 89.9, 89.9, 25.0",
    "hbm3, 89.9, 89.9, 89.9, 28.1"
  })
  void theDocumentedEfficiencies(
      String name, double stream, double fourKib, double quarterKib, double sixtyFour) {
    assertThat(percent(name, Double.POSITIVE_INFINITY)).isEqualTo(stream);
    assertThat(percent(name, 4096)).isEqualTo(fourKib);
    assertThat(percent(name, 256)).isEqualTo(quarterKib);
    assertThat(percent(name, 64)).isEqualTo(sixtyFour);
  }

  private static double percent(String name, double runBytes) {
    return Math.round(1000 * efficiency(name, new AccessPattern(runBytes))) / 10.0;
  }

  @Property(tries = 500, seed = "1")
  void noRunIsFasterThanAStreamAndNoStreamThanItsPins(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    DramDevice device = Drams.random(new Random(seed));
    DramChannel channel = new DramChannel(device);
    double stream = channel.secondsPerByte(AccessPattern.SEQUENTIAL);

    assertThat(stream).isGreaterThanOrEqualTo(1 / device.peakBytesPerSecond());
    assertThat(channel.secondsPerByte(new AccessPattern(bytes)))
        .isGreaterThanOrEqualTo(stream * (1 - 1e-12));
  }

  @Property(tries = 500, seed = "2")
  void aLongerRunTakesNoLessTime(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    DramChannel channel = new DramChannel(Drams.random(new Random(seed)));

    assertThat(channel.runSeconds(bytes + 1.0)).isGreaterThanOrEqualTo(channel.runSeconds(bytes));
  }

  @Property(tries = 500, seed = "3")
  void aSlowerDataRateIsNoFaster(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    DramDevice device = Drams.random(new Random(seed));
    DramDevice slower =
        device.withDataRate(
            new TransferRate(device.dataRate().transfersPerSecond() * percent / 100));
    AccessPattern pattern = new AccessPattern(bytes);

    assertThat(new DramChannel(slower).secondsPerByte(AccessPattern.SEQUENTIAL))
        .isGreaterThanOrEqualTo(new DramChannel(device).secondsPerByte(AccessPattern.SEQUENTIAL));
    assertThat(new DramChannel(slower).secondsPerByte(pattern))
        .isGreaterThanOrEqualTo(new DramChannel(device).secondsPerByte(pattern) * (1 - 1e-12));
  }
}
