package io.bitwright.spec.accelerator;

import io.bitwright.spec.dram.DramSpec;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.Optional;

/**
 * The off-chip memory.
 *
 * @param kind technology as users name it: {@code LPDDR4}, {@code HBM2}
 * @param capacity bytes that weights, KV cache and activations must fit into
 * @param bandwidth peak transfer rate
 * @param latency time from a request to its first byte
 * @param dram channels, banks and rows behind the bandwidth; empty if it is always reached
 */
public record MemorySpec(
    String kind,
    ByteSize capacity,
    Bandwidth bandwidth,
    TimeSpan latency,
    Optional<DramSpec> dram) {

  /** A memory that always reaches its bandwidth. */
  public MemorySpec(String kind, ByteSize capacity, Bandwidth bandwidth, TimeSpan latency) {
    this(kind, capacity, bandwidth, latency, Optional.empty());
  }
}
