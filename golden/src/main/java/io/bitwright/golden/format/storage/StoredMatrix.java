package io.bitwright.golden.format.storage;

/** A quantised matrix as it is stored. */
public sealed interface StoredMatrix
    permits CodedMatrix, OutlierColumnsMatrix, TernaryDictionaryMatrix {

  MatrixFormat format();

  MatrixShape shape();

  /** What it takes; {@code 8 * bytes().length} bits. */
  Storage storage();

  /** All of it, codes first. */
  byte[] bytes();

  /** N new rows of K values: what it stands for. */
  float[][] values();

  /** Bits per value, all counted. */
  default double bitsPerWeight() {
    return storage().bitsPerWeight(shape());
  }
}
