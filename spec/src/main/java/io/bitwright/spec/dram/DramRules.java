package io.bitwright.spec.dram;

import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of a dynamic memory beyond the types of its fields. */
public final class DramRules {
  private final DramDevice device;
  private final List<Problem> problems = new ArrayList<>();

  private DramRules(DramDevice device) {
    this.device = device;
  }

  /**
   * One rule that does not hold.
   *
   * @param key path of the key in the device's description: {@code timing.refresh}
   * @param message what is wrong and what is allowed
   */
  public record Problem(String key, String message) {}

  /** The first rule that a device breaks; empty if none. */
  public static Optional<Problem> firstProblem(DramDevice device) {
    DramRules rules = new DramRules(device);
    rules.checkSizes();
    rules.checkTimes();
    return rules.problems.stream().findFirst();
  }

  /**
   * What is wrong with the number of channels, which with the peak of one give the bandwidth of the
   * memory; empty if nothing.
   */
  public static Optional<String> firstProblem(DramSpec spec, Bandwidth bandwidth) {
    double stated = bandwidth.bytesPerSecond();
    double one = spec.device().peakBytesPerSecond();
    if (Math.abs(spec.channels() * one - stated) <= DramLimits.PEAK_TOLERANCE * stated) {
      return Optional.empty();
    }
    long nearest = Math.max(1, Math.round(stated / one));
    return Optional.of(
        spec.channels()
            + " x "
            + Quantities.formatBytesPerSecond(one)
            + " of a channel are "
            + Quantities.formatBytesPerSecond(spec.channels() * one)
            + ", but the bandwidth is "
            + Quantities.format(bandwidth)
            + "; they may differ by 2 % (nearest: "
            + nearest
            + " channels)");
  }

  private void checkSizes() {
    if (device.dataWidth() % Byte.SIZE != 0) {
      refuse("data-width", device.dataWidth() + " is no multiple of 8; write whole bytes");
    }
    if (device.banks() % device.bankGroups() != 0) {
      String groups = " cannot be dealt out to " + device.bankGroups() + " bank-groups; write a";
      refuse("banks", device.banks() + groups + " multiple of them");
    }
    long burst = Math.max(1, device.burstBytes());
    long row = device.row().bytes();
    if (row < burst || row % burst != 0 || row > DramLimits.ROW.bytes()) {
      String bursts = " B is no multiple of the " + burst + " B of a burst up to ";
      String write = "; write a size such as 8 KiB";
      refuse("row", row + bursts + Quantities.format(DramLimits.ROW) + write);
    }
  }

  private void checkTimes() {
    DramTiming timing = device.timing();
    atMost("activate-to-read", timing.activateToRead(), DramLimits.BETWEEN_COMMANDS);
    atMost("read-to-data", timing.readToData(), DramLimits.BETWEEN_COMMANDS);
    atMost("precharge", timing.precharge(), DramLimits.BETWEEN_COMMANDS);
    atMost("activate-to-precharge", timing.activateToPrecharge(), DramLimits.BETWEEN_COMMANDS);
    atMost("read-to-precharge", timing.readToPrecharge(), DramLimits.BETWEEN_COMMANDS);
    atMost(
        "activate-to-activate-same-group",
        timing.activateToActivateSameGroup(),
        DramLimits.BETWEEN_COMMANDS);
    atMost("four-activates", timing.fourActivates(), DramLimits.BETWEEN_COMMANDS);
    atMost("read-to-read-same-group", timing.readToReadSameGroup(), DramLimits.BETWEEN_COMMANDS);
    atMost("refresh-interval", timing.refreshInterval(), DramLimits.REFRESH_INTERVAL);
    inOrder(
        "activate-to-activate",
        timing.activateToActivate(),
        "activate-to-activate-same-group",
        timing.activateToActivateSameGroup());
    inOrder(
        "read-to-read",
        timing.readToRead(),
        "read-to-read-same-group",
        timing.readToReadSameGroup());
    if (timing.readToRead().seconds() == 0) {
      refuse("timing.read-to-read", "is 0 s; write a time above 0 s such as 3.3 ns");
    }
    double closed = timing.refresh().seconds() + timing.rowCycleSeconds();
    if (closed >= timing.refreshInterval().seconds()) {
      String is = "a refresh and the row cycle around it take " + Quantities.formatSeconds(closed);
      refuse("timing.refresh-interval", is + "; write more than that, such as 7.8 us");
    }
  }

  private void atMost(String key, TimeSpan time, TimeSpan most) {
    if (time.seconds() > most.seconds()) {
      String range = " is out of range; write at most " + Quantities.format(most);
      refuse("timing." + key, Quantities.format(time) + range);
    }
  }

  private void inOrder(String key, TimeSpan time, String sameGroup, TimeSpan inGroup) {
    if (time.seconds() > inGroup.seconds()) {
      String longer = " is more than " + sameGroup + ", " + Quantities.format(inGroup);
      refuse("timing." + key, Quantities.format(time) + longer + "; write at most that");
    }
  }

  private void refuse(String key, String message) {
    problems.add(new Problem(key, message));
  }
}
