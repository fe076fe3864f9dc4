package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;

/** The memory of earlier tokens' keys and values. */
public final class KeyValueCache {
  private static final long NO_LIMIT = 1L << 40;

  private KeyValueCache() {}

  /**
   * Bytes of the cache: 2 x layers x key-value heads x head dimension x tokens x batch x bytes of a
   * value. A sliding window keeps no more tokens than it reaches.
   *
   * @param tokens tokens a sequence
   * @param batch sequences
   */
  public static double bytes(ModelConfig model, long tokens, long batch, NumberFormat format) {
    return 2.0
        * model.layers()
        * model.keyValueWidth()
        * Math.min(tokens, reach(model))
        * batch
        * format.storageBits()
        / Byte.SIZE;
  }

  /**
   * Tokens that a token attends to at most, itself counted: the sliding window, or no limit where
   * the window is as long as the longest sequence.
   */
  public static long reach(ModelConfig model) {
    return model.slidingWindow() < model.maximumPositions() ? model.slidingWindow() : NO_LIMIT;
  }
}
