package io.bitwright.simulator.actions;

/**
 * Bytes that the on-chip buffers read, or write, each for itself.
 *
 * @param weights of the buffer of weight tiles; keys and values of attention lie there, too
 * @param activations of the buffer of activation tiles, and of the inputs of vector work
 * @param results of the buffer of results
 */
public record BufferBytes(double weights, double activations, double results) {
  /** No bytes at all. */
  public static final BufferBytes NONE = new BufferBytes(0, 0, 0);

  /** Bytes of all buffers. */
  public double total() {
    return weights + activations + results;
  }

  /** The bytes of both. */
  public BufferBytes plus(BufferBytes other) {
    return plus(other, 1);
  }

  /** These bytes and so many times those of another. */
  BufferBytes plus(BufferBytes other, double times) {
    return new BufferBytes(
        weights + times * other.weights,
        activations + times * other.activations,
        results + times * other.results);
  }

  /** So many times the same. */
  public BufferBytes times(double factor) {
    return new BufferBytes(factor * weights, factor * activations, factor * results);
  }
}
