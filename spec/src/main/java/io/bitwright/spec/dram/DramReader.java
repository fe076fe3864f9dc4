package io.bitwright.spec.dram;

import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.YamlReader;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.quantity.TimeSpan;
import io.bitwright.spec.quantity.TransferRate;

/** Dynamic memories from YAML. */
public final class DramReader {
  private DramReader() {}

  /**
   * Reads and checks the bytes of a device's file.
   *
   * @param file its name in messages
   * @throws io.bitwright.spec.SpecException with file, line, key and what is allowed
   */
  static DramDevice readDevice(String file, byte[] bytes) {
    return device(Section.closed(YamlReader.read(file, bytes), DramKeys.DEVICE));
  }

  /**
   * Reads and checks the section {@code dram} of a memory.
   *
   * @param dram a section with {@link DramKeys#DRAM}: a device that ships, by name, or all keys of
   *     one of the user's own
   * @param bandwidth of the memory, with which the channels must agree
   * @throws io.bitwright.spec.SpecException with file, line, key and what is allowed
   */
  public static DramSpec read(Section dram, Bandwidth bandwidth) {
    DramDevice device =
        dram.isSection("device")
            ? device(dram.section("device", DramKeys.DEVICE))
            : dram.value("device", DramLibrary.expectation(), DramLibrary::get);
    int channels = dram.integer("channels", DramLimits.CHANNELS);
    TransferRate rate =
        dram.optionalValue("data-rate", Dimension.TRANSFER_RATE.expectation(), TransferRate::parse)
            .orElse(device.dataRate());
    if (rate.transfersPerSecond() > device.dataRate().transfersPerSecond()) {
      String most = Quantities.format(device.dataRate());
      String is = Quantities.format(rate) + " is more than " + device.name() + " does";
      throw dram.problem("data-rate", is + "; write at most " + most);
    }
    DramSpec spec = new DramSpec(device.withDataRate(rate), channels);
    DramRules.firstProblem(spec, bandwidth)
        .ifPresent(message -> {
          throw dram.problem("channels", message);
        });
    return spec;
  }

  private static DramDevice device(Section device) {
    DramDevice read =
        new DramDevice(
            device.text("name"),
            device.text("source"),
            device.value("data-rate", Dimension.TRANSFER_RATE.expectation(), TransferRate::parse),
            device.integer("data-width", DramLimits.DATA_WIDTH),
            device.integer("burst-length", DramLimits.BURST_LENGTH),
            device.integer("bank-groups", DramLimits.BANK_GROUPS),
            device.integer("banks", DramLimits.BANKS),
            device.value("row", Dimension.SIZE.expectation(), ByteSize::parse),
            timing(device.section("timing", DramKeys.TIMING)));
    DramRules.firstProblem(read)
        .ifPresent(problem -> {
          throw device.problem(problem.key(), problem.message());
        });
    return read;
  }

  private static DramTiming timing(Section timing) {
    return new DramTiming(
        time(timing, "activate-to-read"),
        time(timing, "read-to-data"),
        time(timing, "precharge"),
        time(timing, "activate-to-precharge"),
        time(timing, "read-to-precharge"),
        time(timing, "activate-to-activate"),
        time(timing, "activate-to-activate-same-group"),
        time(timing, "four-activates"),
        time(timing, "read-to-read"),
        time(timing, "read-to-read-same-group"),
        time(timing, "refresh"),
        time(timing, "refresh-interval"));
  }

  private static TimeSpan time(Section section, String key) {
    return section.value(key, Dimension.TIME.expectation(), TimeSpan::parse);
  }
}
