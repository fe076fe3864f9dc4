package io.bitwright.golden.format.storage;

/**
 * What a stored matrix takes, to the bit.
 *
 * @param codeBits the values themselves
 * @param scaleBits scales, with what quantises them in turn
 * @param zeroPointBits zero points
 * @param indexBits where rows begin, and which columns are kept apart
 * @param tableBits a dictionary
 * @param paddingBits what fills the last byte of rows and sections
 */
public record Storage(
    long codeBits,
    long scaleBits,
    long zeroPointBits,
    long indexBits,
    long tableBits,
    long paddingBits) {

  /** All of it; a whole number of bytes. */
  public long totalBits() {
    return codeBits + scaleBits + zeroPointBits + indexBits + tableBits + paddingBits;
  }

  /** Bytes of all of it. */
  public long totalBytes() {
    return Math.ceilDiv(totalBits(), Byte.SIZE);
  }

  /** Bits of all of it per value of the matrix. */
  public double bitsPerWeight(MatrixShape shape) {
    return (double) totalBits() / shape.weights();
  }

  /** The same without the table, for matrices that share one. */
  public Storage withoutTable() {
    return new Storage(codeBits, scaleBits, zeroPointBits, indexBits, 0, paddingBits);
  }

  /** This beside another. */
  public Storage plus(Storage other) {
    return new Storage(
        codeBits + other.codeBits,
        scaleBits + other.scaleBits,
        zeroPointBits + other.zeroPointBits,
        indexBits + other.indexBits,
        tableBits + other.tableBits,
        paddingBits + other.paddingBits);
  }
}
