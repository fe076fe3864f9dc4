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
   * bytes of a value. A layer with a sliding window keeps no more tokens than it reaches. A model
   * without a decoder has no cache.
   *
   * @param tokens tokens a sequence
   * @param batch sequences
   */
  public static double bytes(ModelConfig model, long tokens, long batch, NumberFormat format) {
    return model.decodes() ? bytes(model.lastStack(), tokens, batch, format) : 0;
  }

  /** Bytes of the keys and values of self-attention in all layers of a stack. */
  private static double bytes(
      TransformerStack stack, long tokens, long batch, NumberFormat format) {
    Attention attention = stack.attention();
    int windowed = attention.windowedLayersOf(stack.layers());
    double kept =
        (double) windowed * Math.min(tokens, reach(attention))
            + (double) (stack.layers() - windowed) * tokens;
    return kept * batch * bytesPerToken(attention, format);
  }

  /** Bytes of the keys and values of one token in one layer. */
  public static double bytesPerToken(Attention attention, NumberFormat format) {
    return 2.0 * attention.keyValueWidth() * format.storageBits() / Byte.SIZE;
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
        .map(cross -> (double) stack.layers() * tokens * batch * bytesPerToken(cross, format))
        .orElse(0.0);
  }

  /**
   * Blocks of a page that hold the last tokens of so many; those before are given back, and the
   * first one that is kept may lie anywhere in its block, which can take a block more.
   *
   * @param tokens tokens of a sequence so far
   * @param kept those of them that are still needed
   * @param page tokens of a block, at least 1
   */
  public static long blocks(long tokens, long kept, int page) {
    return kept == 0 ? 0 : Math.min(Math.ceilDiv(tokens, page), Math.ceilDiv(kept - 1, page) + 1);
  }

  /**
   * Tokens that a token attends to at most where there is a window, itself counted: the sliding
   * window, or no limit where there is none.
   */
  public static long reach(Attention attention) {
    return attention.window().isPresent() ? attention.window().getAsInt() : NO_LIMIT;
  }

  /** The same of a layer, counted from 0, where only some have the window. */
  static long reach(Attention attention, int layer) {
    return attention.hasWindow(layer) ? reach(attention) : NO_LIMIT;
  }
}
