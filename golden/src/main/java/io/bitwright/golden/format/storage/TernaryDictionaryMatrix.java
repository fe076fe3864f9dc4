package io.bitwright.golden.format.storage;

import io.bitwright.golden.unit.DictionaryDecoder;
import io.bitwright.golden.unit.TernaryDictionary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A ternary matrix as codewords of a dictionary. */
public final class TernaryDictionaryMatrix implements StoredMatrix {
  private final TernaryDictionaryFormat format;
  private final MatrixShape shape;
  private final TernaryDictionary dictionary;
  private final int[][] codewords;
  private final int[] scales; // bf16 codes of -1 and +1 of each row

  private TernaryDictionaryMatrix(
      TernaryDictionaryFormat format,
      MatrixShape shape,
      TernaryDictionary dictionary,
      int[][] codewords,
      int[] scales) {
    this.format = format;
    this.shape = shape;
    this.dictionary = dictionary;
    this.codewords = codewords;
    this.scales = scales;
  }

  /**
   * A matrix of trits.
   *
   * @param dictionary {@link TernaryDictionaryFormat#dictionary()} of the format
   * @param trits N rows of K values of -1, 0 and +1
   * @param lowest of each row the value of -1, at most 0; rounded to bf16
   * @param highest of each row the value of +1; rounded to bf16
   */
  public static TernaryDictionaryMatrix of(
      TernaryDictionaryFormat format,
      TernaryDictionary dictionary,
      byte[][] trits,
      float[] lowest,
      float[] highest) {
    int[][] codewords = new int[trits.length][];
    int[] scales = new int[2 * trits.length];
    for (int n = 0; n < trits.length; n++) {
      codewords[n] = dictionary.encode(trits[n]);
      scales[2 * n] = bf16(lowest[n]);
      scales[2 * n + 1] = bf16(highest[n]);
    }
    MatrixShape shape = new MatrixShape(trits.length, trits.length == 0 ? 0 : trits[0].length);
    return new TernaryDictionaryMatrix(format, shape, dictionary, codewords, scales);
  }

  private static int bf16(float value) {
    return FloatEncoding.BF16.encode(value, FloatEncoding.Overflow.SATURATE);
  }

  /**
   * The matrix from its bytes, with the dictionary that they hold.
   *
   * @throws IllegalArgumentException if they hold other than such a matrix
   */
  public static TernaryDictionaryMatrix read(
      TernaryDictionaryFormat format, MatrixShape shape, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headBytes = shape.rows() * (Integer.BYTES + 2 * Short.BYTES);
    if (bytes.length < headBytes + ((long) format.entryBytes() << format.codewordBits())) {
      throw new IllegalArgumentException(bytes.length + " bytes for " + format.label());
    }
    int[] counts = new int[shape.rows()];
    int[] scales = new int[2 * shape.rows()];
    for (int n = 0; n < counts.length; n++) {
      counts[n] = buffer.getInt();
      scales[2 * n] = Short.toUnsignedInt(buffer.getShort());
      scales[2 * n + 1] = Short.toUnsignedInt(buffer.getShort());
    }
    TernaryDictionary dictionary = readTable(format, buffer);
    int[][] codewords = new int[shape.rows()][];
    for (int n = 0; n < counts.length; n++) {
      long rowBytes = BitPacking.bytes(counts[n], format.codewordBits());
      if (rowBytes < 0 || rowBytes > buffer.remaining()) {
        throw new IllegalArgumentException(counts[n] + " codewords in row " + n);
      }
      byte[] row = new byte[(int) rowBytes];
      buffer.get(row);
      codewords[n] = BitPacking.unpack(row, counts[n], format.codewordBits());
    }
    return new TernaryDictionaryMatrix(format, shape, dictionary, codewords, scales);
  }

  private static TernaryDictionary readTable(TernaryDictionaryFormat format, ByteBuffer buffer) {
    byte[][] entries = new byte[1 << format.codewordBits()][];
    byte[] packed = new byte[format.entryBytes() - 1];
    for (int index = 0; index < entries.length; index++) {
      int length = buffer.get();
      buffer.get(packed);
      if (length < 1 || length > format.longest()) {
        throw new IllegalArgumentException("an entry of " + length + " trits");
      }
      int[] codes = BitPacking.unpack(packed, length, 2);
      entries[index] = new byte[length];
      for (int i = 0; i < length; i++) {
        entries[index][i] = (byte) (codes[i] - 1);
      }
    }
    return new TernaryDictionary(entries);
  }

  @Override
  public TernaryDictionaryFormat format() {
    return format;
  }

  @Override
  public MatrixShape shape() {
    return shape;
  }

  @Override
  public Storage storage() {
    int[] counts = new int[codewords.length];
    for (int n = 0; n < counts.length; n++) {
      counts[n] = codewords[n].length;
    }
    return format.storage(counts);
  }

  /** For each row its codewords' number and its scales; the table; the codewords. */
  @Override
  public byte[] bytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(storage().totalBytes())).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < codewords.length; n++) {
      buffer.putInt(codewords[n].length);
      buffer.putShort((short) scales[2 * n]).putShort((short) scales[2 * n + 1]);
    }
    for (int index = 0; index < dictionary.size(); index++) {
      byte[] entry = dictionary.entry(index);
      int[] codes = new int[format.longest()];
      for (int i = 0; i < entry.length; i++) {
        codes[i] = entry[i] + 1;
      }
      buffer.put((byte) entry.length).put(BitPacking.pack(codes, 2));
    }
    for (int[] row : codewords) {
      buffer.put(BitPacking.pack(row, format.codewordBits()));
    }
    return buffer.array();
  }

  /** N new rows of K values of -1, 0 and +1. */
  public byte[][] trits() {
    DictionaryDecoder decoder = new DictionaryDecoder(dictionary);
    byte[][] trits = new byte[codewords.length][];
    for (int n = 0; n < trits.length; n++) {
      trits[n] = decoder.decode(codewords[n]);
    }
    return trits;
  }

  @Override
  public float[][] values() {
    byte[][] trits = trits();
    float[][] values = new float[shape.rows()][shape.columns()];
    for (int n = 0; n < values.length; n++) {
      float lowest = FloatEncoding.BF16.decode(scales[2 * n]);
      float highest = FloatEncoding.BF16.decode(scales[2 * n + 1]);
      for (int k = 0; k < shape.columns(); k++) {
        values[n][k] = trits[n][k] == 0 ? 0 : trits[n][k] < 0 ? lowest : highest;
      }
    }
    return values;
  }
}
