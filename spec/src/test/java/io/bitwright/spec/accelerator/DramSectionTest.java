package io.bitwright.spec.accelerator;

import static io.bitwright.spec.accelerator.AcceleratorText.read;
import static io.bitwright.spec.accelerator.AcceleratorText.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramLibrary;
import io.bitwright.spec.dram.DramSpec;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.TransferRate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The section {@code dram} of a memory: what is read, and what is refused with which message. */
class DramSectionTest {
  private static final String LATENCY = "latency: 100 ns";
  private static final DramDevice LPDDR4 = DramLibrary.get("lpddr4-3200");

  private static String dram(String section) {
    return with(LATENCY, LATENCY + "\n  dram: " + section);
  }

  @Test
  void aDeviceThatShipsIsTakenByItsName() {
    assertThat(read(dram("{device: lpddr4-3200, channels: 1}")).memory().dram())
        .contains(new DramSpec(LPDDR4, 1));
    assertThat(read(AcceleratorText.RIGHT).memory().dram()).isEqualTo(Optional.empty());
  }

  @Test
  void aDeviceMayRunSlowerThanItsGrade() {
    DramDevice slower = LPDDR4.withDataRate(new TransferRate(1600e6));

    assertThat(
            read(dram("{device: lpddr4-3200, channels: 2, data-rate: 1600 MT/s}")).memory().dram())
        .contains(new DramSpec(slower, 2));
  }

  /** The keys of a shipped device, written into the section. */
  private static final String OWN =
      dram(
          "\n    channels: 1\n    device:\n"
              + new String(ShippedFile.bytes("/io/bitwright/spec/drams/lpddr4-3200.yaml"), UTF_8)
                  .lines()
                  .filter(line -> !line.startsWith("#"))
                  .reduce("", (text, line) -> text + "      " + line + "\n"));

  @Test
  void aDeviceOfOnesOwnHasTheKeysOfAShippedOne() {
    assertThat(read(OWN).memory().dram()).contains(new DramSpec(LPDDR4, 1));
  }

  @Test
  void channelsMayGiveTwoPercentMoreOrLess() {
    String text = dram("{device: lpddr4-3200, channels: 1}");

    assertThat(read(text.replace("6.4 GB/s", "6.5 GB/s")).memory().dram()).isPresent();
    assertThat(read(text.replace("6.4 GB/s", "6.3 GB/s")).memory().dram()).isPresent();
  }

  static Stream<Arguments> wrongSections() {
    return Stream.of(
        arguments(
            "{device: lpddr4-3200, channels: 2}",
            "my.yaml:26: memory.dram.channels: 2 x 6.4 GB/s of a channel are 12.8 GB/s, but the"
                + " bandwidth is 6.4 GB/s; they may differ by 2 % (nearest: 1 channels)"),
        arguments(
            "{device: lpddr4-3201, channels: 1}",
            "my.yaml:26: memory.dram.device: unknown device \"lpddr4-3201\"; write one of "
                + String.join(", ", DramLibrary.names())
                + ", or the keys of a device of your own; did you mean \"lpddr4-3200\"?"),
        arguments(
            "{device: lpddr4-3200, channels: 0}",
            "my.yaml:26: memory.dram.channels: \"0\" is out of range; write a whole number from 1"
                + " to 1024"),
        arguments(
            "{device: lpddr4-3200}",
            "my.yaml:26: memory.dram.channels: missing; write a whole number from 1 to 1024"),
        arguments(
            "{device: lpddr4-3200, channels: 1, rate: 1 GT/s}",
            "my.yaml:26: memory.dram.rate: unknown key; allowed: device, channels, data-rate"),
        arguments(
            "{device: lpddr4-3200, channels: 1, data-rate: 3733 MT/s}",
            "my.yaml:26: memory.dram.data-rate: 3.73 GT/s is more than lpddr4-3200 does; write at"
                + " most 3.2 GT/s"),
        arguments(
            "{device: lpddr4-3200, channels: 1, data-rate: 3200 MHz}",
            "my.yaml:26: memory.dram.data-rate: \"3200 MHz\" is in MHz, which is not a unit of"
                + " transfer rate here; write a transfer rate such as 2400 MT/s (allowed: MT/s,"
                + " GT/s)"));
  }

  @ParameterizedTest
  @MethodSource("wrongSections")
  void wrongSectionsAreRefused(String section, String message) {
    assertThatThrownBy(() -> read(dram(section)))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> wrongSizes() {
    return Stream.of(
        arguments(
            "data-width: 16",
            "data-width: 12",
            "data-width: 12 is no multiple of 8; write whole bytes"),
        arguments(
            "data-width: 16",
            "data-width: 4",
            "data-width: \"4\" is out of range; write a whole number from 8 to 1024"),
        arguments(
            "burst-length: 16",
            "burst-length: 65",
            "burst-length: \"65\" is out of range; write a whole number from 1 to 64"),
        arguments(
            "bank-groups: 1",
            "bank-groups: 3",
            "banks: 8 cannot be dealt out to 3 bank-groups; write a multiple of them"),
        arguments(
            "bank-groups: 1",
            "bank-groups: 0",
            "bank-groups: \"0\" is out of range; write a whole number from 1 to 16"),
        arguments(
            "banks: 8",
            "banks: 1000",
            "banks: \"1000\" is out of range; write a whole number from 1 to 256"),
        arguments(
            "row: 2 KiB",
            "row: 2 kB",
            "row: 2000 B is no multiple of the 32 B of a burst up to 1 MiB; write a size such as 8 KiB"),
        arguments(
            "row: 2 KiB",
            "row: 2 MiB",
            "row: 2097152 B is no multiple of the 32 B of a burst up to 1 MiB; write a size such as 8 KiB"));
  }

  static Stream<Arguments> wrongTimes() {
    return Stream.of(
        arguments(
            "four-activates: 40 ns",
            "four-activates: 40 us",
            "timing.four-activates: 40 us is out of range; write at most 1 us"),
        arguments(
            "  activate-to-activate: 10 ns",
            "  activate-to-activate: 11 ns",
            "timing.activate-to-activate: 11 ns is more than activate-to-activate-same-group, 10 ns; write at most that"),
        arguments(
            "  read-to-read: 5 ns",
            "  read-to-read: 0 ns",
            "timing.read-to-read: is 0 s; write a time above 0 s such as 3.3 ns"),
        arguments(
            "refresh-interval: 3.904 us",
            "refresh-interval: 200 ns",
            "timing.refresh-interval: a refresh and the row cycle around it take 241 ns; write more than that, such as 7.8 us"),
        arguments(
            "refresh-interval: 3.904 us",
            "refresh-interval: 3.904 s",
            "timing.refresh-interval: 3.9 s is out of range; write at most 1 ms"),
        arguments(
            "  precharge: 18.125 ns",
            "  recharge: 18.125 ns",
            "timing.recharge: unknown key; allowed: activate-to-read, read-to-data, precharge, activate-to-precharge, read-to-precharge, activate-to-activate, activate-to-activate-same-group, four-activates, read-to-read, read-to-read-same-group, refresh, refresh-interval; did you mean \"precharge\"?"));
  }

  @ParameterizedTest
  @MethodSource({"wrongSizes", "wrongTimes"})
  void wrongDevicesAreRefused(String piece, String replacement, String message) {
    assertThat(OWN).contains(piece);

    assertThatThrownBy(() -> read(OWN.replace(piece, replacement)))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith(": memory.dram.device." + message);
  }

  @Test
  void aMachineMadeByProgramIsCheckedToo() {
    AcceleratorSpec machine = read(dram("{device: lpddr4-3200, channels: 1}"));
    MemorySpec memory = machine.memory();
    AcceleratorSpec wrong =
        machine.with(
            new MemorySpec(
                memory.kind(),
                memory.capacity(),
                new Bandwidth(1e9),
                memory.latency(),
                memory.dram()));

    assertThatThrownBy(() -> AcceleratorRules.check(wrong))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("mine: memory.dram.channels: 1 x 6.4 GB/s of a channel are");
  }

  @Test
  void aGpuHasAnEfficiencyOfItsOwn() {
    String gpu =
        new String(AcceleratorLibrary.yaml("nvidia-h200"), UTF_8)
            .replace(
                "  bandwidth: 4.8 TB/s",
                "  bandwidth: 4.8 TB/s\n  dram: {device: hbm3, channels: 188}");

    assertThatThrownBy(() -> read(gpu))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith(
            "memory.dram: a GPU has gpu.memory.efficiency in its place; leave it out");
  }
}
