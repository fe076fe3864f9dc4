package io.bitwright.golden.transformer;

import java.util.Arrays;

/** Keys and values as they were computed. */
final class FloatHeadCache implements HeadCache {
  private final float[][] keys;
  private final float[][] values;

  FloatHeadCache(int headDimension, int capacity) {
    keys = new float[headDimension][capacity];
    values = new float[capacity][headDimension];
  }

  private FloatHeadCache(FloatHeadCache other) {
    keys = Arrays.stream(other.keys).map(float[]::clone).toArray(float[][]::new);
    values = Arrays.stream(other.values).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public void store(int position, float[] keyRow, float[] valueRow, int offset) {
    for (int i = 0; i < keys.length; i++) {
      keys[i][position] = keyRow[offset + i];
    }
    System.arraycopy(valueRow, offset, values[position], 0, keys.length);
  }

  @Override
  public float[][] keys(int tokens) {
    return keys;
  }

  @Override
  public float[][] values(int tokens) {
    return values;
  }

  @Override
  public HeadCache copy() {
    return new FloatHeadCache(this);
  }
}
