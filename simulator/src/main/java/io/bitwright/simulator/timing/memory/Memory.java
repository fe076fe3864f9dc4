package io.bitwright.simulator.timing.memory;

/**
 * An off-chip memory behind one channel that moves one transfer at a time. A model keeps no time of
 * its own: the caller says when transfers start.
 */
public interface Memory {

  /** Seconds for which a transfer of so many bytes keeps the channel busy, at least 0. */
  double transferSeconds(double bytes);

  /** Seconds that pass, the channel free for others, before a read's data are there. */
  double latencySeconds();
}
