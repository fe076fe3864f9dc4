package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;

/** The memory of earlier tokens' keys and values. */
public final class KeyValueCache {
  private static final long NO_LIMIT = 1L << 40;

  private KeyValueCache() {}

  /**
   * Bytes of the decoder's cache: 2 x layers x key-value heads x head dimension x tokens x batch x
   * bytes of a value. A sliding window keeps no more tokens than it reaches. A model without a
   * decoder has no cache.
   *
   * @param tokens tokens a sequence
   * @param batch sequences
   */
  public static double bytes(ModelConfig model, long tokens, long batch, NumberFormat format) {
    TransformerStack stack = model.lastStack();
    return model.decodes() ? bytes(stack.layers(), stack.attention(), tokens, batch, format) : 0;
  }

  /**
   * Bytes of the keys and values that cross-attention has made of an encoder's tokens; 0 without
   * cross-attention.
   *
   * @param tokens the encoder's tokens a sequence
   * @param batch sequences
   */
  public static double crossBytes(ModelConfig model, long tokens, long batch, NumberFormat format) {
    TransformerStack stack = model.lastStack();
    return stack
        .crossAttention()
        .map(cross -> bytes(stack.layers(), cross, tokens, batch, format))
        .orElse(0.0);
  }

  private static double bytes(
      int layers, Attention attention, long tokens, long batch, NumberFormat format) {
    return 2.0
        * layers
        * attention.keyValueWidth()
        * Math.min(tokens, reach(attention))
        * batch
        * format.storageBits()
        / Byte.SIZE;
  }

  /**
   * Tokens that a token attends to at most, itself counted: the sliding window, or no limit where
   * there is none.
   */
  public static long reach(Attention attention) {
    return attention.window().isPresent() ? attention.window().getAsInt() : NO_LIMIT;
  }
}
