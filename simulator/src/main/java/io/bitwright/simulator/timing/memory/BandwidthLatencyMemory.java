package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.accelerator.MemorySpec;

/**
 * A memory that always moves its peak rate: bytes / bandwidth, plus a fixed latency a read.
 *
 * @param bytesPerSecond peak rate, above 0
 * @param latencySeconds time from a request to its first byte, at least 0
 */
public record BandwidthLatencyMemory(double bytesPerSecond, double latencySeconds)
    implements Memory {

  public static BandwidthLatencyMemory of(MemorySpec spec) {
    return new BandwidthLatencyMemory(spec.bandwidth().bytesPerSecond(), spec.latency().seconds());
  }

  @Override
  public double transferSeconds(double bytes, AccessPattern pattern) {
    return bytes / bytesPerSecond;
  }

  @Override
  public double transferSeconds(double readBytes, AccessPattern reads, double writtenBytes) {
    return (readBytes + writtenBytes) / bytesPerSecond;
  }
}
