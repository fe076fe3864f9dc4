package io.bitwright.golden.transformer;

/**
 * Keys and values of one head of one layer. Keys are kept by element, so that scores of all
 * positions are sums of scaled rows.
 */
sealed interface HeadCache permits FloatHeadCache, Int8HeadCache {

  /** Keeps a token's key and value, each headDimension numbers of a row from an offset on. */
  void store(int position, float[] keyRow, float[] valueRow, int offset);

  /** Keys as headDimension rows of at least so many positions; not to be written to. */
  float[][] keys(int tokens);

  /** Values as at least so many rows of headDimension elements; not to be written to. */
  float[][] values(int tokens);

  HeadCache copy();
}
