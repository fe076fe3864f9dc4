package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.timing.memory.AccessPattern;
import io.bitwright.simulator.timing.memory.Memory;

/**
 * Bytes moved by an operator.
 *
 * @param offChipRead from off-chip memory
 * @param offChipWrite to off-chip memory
 * @param onChipRead from the buffers
 * @param onChipWrite to the buffers
 * @param reads how the bytes read from off-chip memory lie there; those written are one stream
 */
public record Traffic(
    double offChipRead,
    double offChipWrite,
    BufferBytes onChipRead,
    BufferBytes onChipWrite,
    AccessPattern reads) {
  /** No bytes at all. */
  static final Traffic NONE = new Traffic(0, 0, BufferBytes.NONE, BufferBytes.NONE);

  /** Traffic that reads one stream. */
  public Traffic(
      double offChipRead, double offChipWrite, BufferBytes onChipRead, BufferBytes onChipWrite) {
    this(offChipRead, offChipWrite, onChipRead, onChipWrite, AccessPattern.SEQUENTIAL);
  }

  /** The same bytes, read from memory in another pattern. */
  public Traffic reading(AccessPattern other) {
    return new Traffic(offChipRead, offChipWrite, onChipRead, onChipWrite, other);
  }

  /** Seconds for which all of it keeps a memory busy. */
  public double seconds(Memory memory) {
    return memory.transferSeconds(offChipRead, reads, offChipWrite);
  }

  /** Bytes that cross the memory channel. */
  public double offChip() {
    return offChipRead + offChipWrite;
  }

  /** Both together, read in the pattern of this. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        offChipRead + other.offChipRead,
        offChipWrite + other.offChipWrite,
        onChipRead.plus(other.onChipRead),
        onChipWrite.plus(other.onChipWrite),
        reads);
  }

  /** So many times the same. */
  Traffic times(double count) {
    return new Traffic(
        count * offChipRead,
        count * offChipWrite,
        onChipRead.times(count),
        onChipWrite.times(count),
        reads);
  }
}
