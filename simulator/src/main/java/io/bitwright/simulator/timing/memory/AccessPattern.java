package io.bitwright.simulator.timing.memory;

/**
 * How the bytes of a transfer lie in a memory: in runs of contiguous bytes, at places that have
 * nothing to do with one another.
 *
 * @param runBytes bytes of a run, above 0; infinite of a stream that never jumps
 */
public record AccessPattern(double runBytes) {
  /** One stream from the first byte to the last. */
  public static final AccessPattern SEQUENTIAL = new AccessPattern(Double.POSITIVE_INFINITY);

  public AccessPattern {
    if (!(runBytes > 0)) {
      throw new IllegalArgumentException("a run must have more than 0 bytes, got " + runBytes);
    }
  }

  public boolean isSequential() {
    return runBytes == Double.POSITIVE_INFINITY;
  }
}
