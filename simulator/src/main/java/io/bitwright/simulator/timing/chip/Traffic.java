package io.bitwright.simulator.timing.chip;

/**
 * Bytes moved by an operator.
 *
 * @param offChipRead from off-chip memory
 * @param offChipWrite to off-chip memory
 * @param onChipRead from the buffers
 * @param onChipWrite to the buffers
 */
public record Traffic(
    double offChipRead, double offChipWrite, double onChipRead, double onChipWrite) {

  /** Bytes that cross the memory channel. */
  public double offChip() {
    return offChipRead + offChipWrite;
  }

  /** Both together. */
  Traffic plus(Traffic other) {
    return new Traffic(
        offChipRead + other.offChipRead,
        offChipWrite + other.offChipWrite,
        onChipRead + other.onChipRead,
        onChipWrite + other.onChipWrite);
  }

  /** So many times the same. */
  Traffic times(double count) {
    return new Traffic(
        count * offChipRead, count * offChipWrite, count * onChipRead, count * onChipWrite);
  }
}
