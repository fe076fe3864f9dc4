package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramSpec;
import io.bitwright.spec.dram.DramTiming;

/**
 * A memory of equal channels of dynamic memory: its peak rate less what rows, banks and refresh
 * cost, by the pattern of the accesses. Runs are dealt out to the channels whole and evenly.
 */
public final class DramMemory implements Memory {
  private final DramChannel channel;
  private final double channels;
  private final double streamSecondsPerByte;
  private final double latencySeconds;

  private DramMemory(DramChannel channel, double channels, double latencySeconds) {
    this.channel = channel;
    this.channels = channels;
    this.streamSecondsPerByte = channel.secondsPerByte(AccessPattern.SEQUENTIAL) / channels;
    this.latencySeconds = latencySeconds;
  }

  /**
   * The memory of a description. Its stated bandwidth is the peak: channels that give a little more
   * or less are taken as so many whole and broken ones. The stated latency, which holds controller
   * and wires too, is taken as it is, but is never less than a closed row's read.
   */
  public static DramMemory of(MemorySpec spec, DramSpec dram) {
    return new DramMemory(
        new DramChannel(dram.device()),
        spec.bandwidth().bytesPerSecond() / dram.device().peakBytesPerSecond(),
        Math.max(spec.latency().seconds(), closedRowSeconds(dram.device())));
  }

  /** From a request to the last of its data in a bank with another row open. */
  static double closedRowSeconds(DramDevice device) {
    DramTiming timing = device.timing();
    return timing.precharge().seconds()
        + timing.activateToRead().seconds()
        + timing.readToData().seconds()
        + device.burstSeconds();
  }

  @Override
  public double transferSeconds(double bytes, AccessPattern pattern) {
    return bytes
        * (pattern.isSequential()
            ? streamSecondsPerByte
            : channel.secondsPerByte(pattern) / channels);
  }

  @Override
  public double latencySeconds() {
    return latencySeconds;
  }
}
