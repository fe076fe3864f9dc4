package io.bitwright.golden.transformer;

import java.util.Arrays;

/** Keys and values as int8 codes with a scale for each token: see {@link KeyValueFormat#INT8}. */
final class Int8HeadCache implements HeadCache {
  private static final int LARGEST_CODE = 127;

  private final byte[][] keyCodes;
  private final float[] keyScales;
  private final byte[][] valueCodes;
  private final float[] valueScales;

  Int8HeadCache(int headDimension, int capacity) {
    keyCodes = new byte[headDimension][capacity];
    keyScales = new float[capacity];
    valueCodes = new byte[capacity][headDimension];
    valueScales = new float[capacity];
  }

  private Int8HeadCache(Int8HeadCache other) {
    keyCodes = Arrays.stream(other.keyCodes).map(byte[]::clone).toArray(byte[][]::new);
    keyScales = other.keyScales.clone();
    valueCodes = Arrays.stream(other.valueCodes).map(byte[]::clone).toArray(byte[][]::new);
    valueScales = other.valueScales.clone();
  }

  @Override
  public void store(int position, float[] keyRow, float[] valueRow, int offset) {
    int width = keyCodes.length;
    float keyScale = scale(keyRow, offset, width);
    float valueScale = scale(valueRow, offset, width);
    keyScales[position] = keyScale;
    valueScales[position] = valueScale;
    for (int i = 0; i < width; i++) {
      keyCodes[i][position] = code(keyRow[offset + i], keyScale);
      valueCodes[position][i] = code(valueRow[offset + i], valueScale);
    }
  }

  private static float scale(float[] row, int offset, int width) {
    float largest = 0;
    for (int i = 0; i < width; i++) {
      largest = Math.max(largest, Math.abs(row[offset + i]));
    }
    return largest / LARGEST_CODE;
  }

  /** The nearest code, ties to even; 0 where the scale is 0. */
  private static byte code(float value, float scale) {
    return scale == 0 ? 0 : (byte) Math.rint(value / scale);
  }

  @Override
  public float[][] keys(int tokens) {
    float[][] keys = new float[keyCodes.length][tokens];
    for (int i = 0; i < keys.length; i++) {
      multiply(keys[i], keyCodes[i], keyScales);
    }
    return keys;
  }

  private static void multiply(float[] products, byte[] codes, float[] scales) {
    for (int i = 0; i < products.length; i++) {
      products[i] = codes[i] * scales[i];
    }
  }

  @Override
  public float[][] values(int tokens) {
    float[][] values = new float[tokens][keyCodes.length];
    for (int position = 0; position < tokens; position++) {
      multiply(values[position], valueCodes[position], valueScales[position]);
    }
    return values;
  }

  private static void multiply(float[] products, byte[] codes, float scale) {
    for (int i = 0; i < products.length; i++) {
      products[i] = codes[i] * scale;
    }
  }

  @Override
  public HeadCache copy() {
    return new Int8HeadCache(this);
  }
}
