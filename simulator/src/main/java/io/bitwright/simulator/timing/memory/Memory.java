package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.accelerator.MemorySpec;

/**
 * An off-chip memory behind one channel that moves one transfer at a time. A model keeps no time of
 * its own: the caller says when transfers start.
 */
public interface Memory {

  /** The memory of a description: bank by bank where it says of which kind, else at its peak. */
  static Memory of(MemorySpec spec) {
    return spec.dram()
        .<Memory>map(dram -> DramMemory.of(spec, dram))
        .orElseGet(() -> BandwidthLatencyMemory.of(spec));
  }

  /** Seconds for which a transfer of so many bytes keeps the channel busy, at least 0. */
  double transferSeconds(double bytes, AccessPattern pattern);

  /** The same of one stream from the first byte to the last. */
  default double transferSeconds(double bytes) {
    return transferSeconds(bytes, AccessPattern.SEQUENTIAL);
  }

  /** The same of reads of a pattern and of writes in one stream. */
  default double transferSeconds(double readBytes, AccessPattern reads, double writtenBytes) {
    return reads.isSequential()
        ? transferSeconds(readBytes + writtenBytes)
        : transferSeconds(readBytes, reads) + transferSeconds(writtenBytes);
  }

  /** Seconds that pass, the channel free for others, before a read's data are there. */
  double latencySeconds();
}
