package io.bitwright.golden.format.storage;

import io.bitwright.golden.unit.TernaryDictionary;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows of ternary values, most of them 0, as codewords of a dictionary of the most probable
 * sequences, with two scales a row: that of -1 and that of +1.
 *
 * <p>Source: QMoE (arXiv 2310.16795) section 4: codewords of 16 bits, entries that grow by pairs to
 * at most 14 of them, probability 0.885 of a 0, rows coded apart; the grid of a row is its lowest
 * value, 0 and its highest. Scales of 16 bits; a row's first codeword is found by an index of 32
 * bits. The table holds 2 bits for each trit of the longest entry and a byte for its length, 64
 * bits in QMoE's shape.
 *
 * @param codewordBits 1 to 16
 * @param longest trits of the longest entry, a multiple of the step
 * @param step trits by which entries grow
 * @param zeros probability of a 0 that the dictionary is made for
 */
public record TernaryDictionaryFormat(int codewordBits, int longest, int step, double zeros)
    implements MatrixFormat {
  /** That of QMoE. */
  public static final TernaryDictionaryFormat QMOE = new TernaryDictionaryFormat(16, 28, 2, 0.885);

  private static final Map<TernaryDictionaryFormat, TernaryDictionary> MADE =
      new ConcurrentHashMap<>();

  /** Bits of a row's two scales. */
  private static final long SCALE_BITS = 2L * FloatEncoding.BF16.bits();

  /**
   * @throws IllegalArgumentException if codewords have other than 1 to 16 bits, or entries more
   *     than 127 trits
   */
  public TernaryDictionaryFormat {
    if (codewordBits < 1 || codewordBits > 16 || longest > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "codewords of %d bits for up to %d trits".formatted(codewordBits, longest));
    }
  }

  /** The dictionary; the same at each call, so it is made once. */
  public TernaryDictionary dictionary() {
    return MADE.computeIfAbsent(
        this,
        format ->
            TernaryDictionary.mostProbable(
                1 << format.codewordBits, format.longest, format.step, format.zeros));
  }

  /** Bytes of an entry in the table. */
  int entryBytes() {
    return Math.toIntExact(BitPacking.bytes(longest, 2)) + 1;
  }

  /**
   * What rows of so many codewords take, with a table of their own.
   *
   * @param codewords of each row
   */
  public Storage storage(int... codewords) {
    long codes = 0;
    long padding = 0;
    for (int row : codewords) {
      codes += (long) row * codewordBits;
      padding += BitPacking.padding(row, codewordBits);
    }
    long tableBits = (2L * longest + Byte.SIZE) << codewordBits;
    padding += BitPacking.padding(longest, 2) << codewordBits;
    long rows = codewords.length;
    return new Storage(codes, rows * SCALE_BITS, 0, rows * Integer.SIZE, tableBits, padding);
  }

  @Override
  public NumberFormat arithmetic() {
    return NumberFormat.TERNARY;
  }

  @Override
  public String label() {
    return "ternary-dictionary-" + codewordBits;
  }
}
