package io.bitwright.spec.dram;

/**
 * The dynamic memory of an accelerator: equal channels side by side.
 *
 * @param device one channel
 * @param channels channels, at least 1
 */
public record DramSpec(DramDevice device, int channels) {

  /** Bytes a second of all channels when their data pins never rest. */
  public double peakBytesPerSecond() {
    return channels * device.peakBytesPerSecond();
  }

  /** So many times as many channels. */
  public DramSpec times(int factor) {
    return new DramSpec(device, Math.multiplyExact(channels, factor));
  }
}
