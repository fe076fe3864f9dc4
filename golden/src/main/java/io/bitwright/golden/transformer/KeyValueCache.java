package io.bitwright.golden.transformer;

import io.bitwright.spec.model.GatedDecoder;
import java.util.Arrays;
import java.util.Objects;

/** Keys and values of the tokens a decoder has seen; belongs to one sequence and one thread. */
public final class KeyValueCache {
  private final int capacity;
  private final float[][][][] keys;
  private final float[][][][] values;
  private int length;

  /**
   * @param capacity tokens it can hold
   */
  KeyValueCache(GatedDecoder config, int capacity) {
    this.capacity = capacity;
    // Keys are kept by element, so that scores of all positions are sums of scaled rows.
    keys = new float[config.layers()][config.keyValueHeads()][config.headDimension()][capacity];
    values = new float[config.layers()][config.keyValueHeads()][capacity][config.headDimension()];
  }

  private KeyValueCache(KeyValueCache other) {
    capacity = other.capacity;
    keys = copyOf(other.keys);
    values = copyOf(other.values);
    length = other.length;
  }

  private static float[][][][] copyOf(float[][][][] numbers) {
    return Arrays.stream(numbers)
        .map(layer ->
            Arrays.stream(layer)
                .map(head -> Arrays.stream(head).map(float[]::clone).toArray(float[][]::new))
                .toArray(float[][][]::new))
        .toArray(float[][][][]::new);
  }

  /** Tokens it can hold. */
  public int capacity() {
    return capacity;
  }

  /** Tokens it holds. */
  public int length() {
    return length;
  }

  void store(int layer, int head, int position, float[] keyRow, float[] valueRow, int offset) {
    float[][] headKeys = keys[layer][head];
    for (int i = 0; i < headKeys.length; i++) {
      headKeys[i][position] = keyRow[offset + i];
    }
    float[] headValue = values[layer][head][position];
    System.arraycopy(valueRow, offset, headValue, 0, headValue.length);
  }

  /** Keys of a head as headDimension rows of capacity positions. */
  float[][] keys(int layer, int head) {
    return keys[layer][head];
  }

  /** Values of a head as capacity rows of headDimension elements. */
  float[][] values(int layer, int head) {
    return values[layer][head];
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
