package io.bitwright.golden.transformer;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys and values of the tokens a decoder has seen; belongs to one sequence and one thread. */
public final class KeyValueCache {
  private final int capacity;
  private final int headDimension;
  private final KeyValueFormat format;
  private final @Nullable RotaryEmbedding rotary;

  /** Of each layer and of each of its heads of keys. */
  private final HeadCache[][] heads;

  private int length;

  /**
   * @param capacity tokens it can hold
   * @param rotary turns the positions of the sequence; null where the model does not turn them
   */
  KeyValueCache(
      TransformerStack stack,
      int capacity,
      KeyValueFormat format,
      @Nullable RotaryEmbedding rotary) {
    Attention attention = stack.attention();
    this.capacity = capacity;
    this.headDimension = attention.headDimension();
    this.format = format;
    this.rotary = rotary;
    heads = new HeadCache[stack.layers()][attention.keyValueHeads()];
    for (HeadCache[] layer : heads) {
      Arrays.setAll(layer, head -> format.newHead(headDimension, capacity));
    }
  }

  private KeyValueCache(KeyValueCache other) {
    capacity = other.capacity;
    headDimension = other.headDimension;
    format = other.format;
    rotary = other.rotary;
    length = other.length;
    heads =
        Arrays.stream(other.heads)
            .map(layer -> Arrays.stream(layer).map(HeadCache::copy).toArray(HeadCache[]::new))
            .toArray(HeadCache[][]::new);
  }

  /** Tokens it can hold. */
  public int capacity() {
    return capacity;
  }

  /** Tokens it holds. */
  public int length() {
    return length;
  }

  public KeyValueFormat format() {
    return format;
  }

  /** Bytes of the keys and values of so many tokens as {@link #capacity} says, scales included. */
  public long bytes() {
    double bits = format.bitsPerValue(headDimension) * headDimension;
    return 2L * heads.length * heads[0].length * capacity * Math.round(bits / Byte.SIZE);
  }

  HeadCache head(int layer, int head) {
    return heads[layer][head];
  }

  /** Turns the head that starts at {@code offset} of a row, in place, if the model turns any. */
  void rotate(float[] row, int offset, int position) {
    if (rotary != null) {
      rotary.rotate(row, offset, position);
    }
  }

  void advance(int tokens) {
    length += tokens;
  }

  /**
   * Forgets the tokens behind the first ones, as after a rejected draft.
   *
   * @param tokens tokens to keep, 0 to {@link #length}
   */
  public void truncate(int tokens) {
    length = Objects.checkIndex(tokens, length + 1);
  }

  /** A cache of the same tokens that goes on by itself, as each beam's does. */
  public KeyValueCache copy() {
    return new KeyValueCache(this);
  }
}
