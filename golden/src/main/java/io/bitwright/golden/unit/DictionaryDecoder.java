package io.bitwright.golden.unit;

/**
 * Codewords to the trits that they stand for, as docs/units/dictionary_decoder.md defines it.
 *
 * @param dictionary what the codewords stand for
 */
public record DictionaryDecoder(TernaryDictionary dictionary) {
  /**
   * A row.
   *
   * @param codewords numbers of entries, at least one
   * @return values of -1, 0 and +1, all that the codewords stand for
   */
  public byte[] decode(int[] codewords) {
    int length = 0;
    for (int codeword : codewords) {
      length += dictionary.entry(codeword).length;
    }
    byte[] row = new byte[length];
    int place = 0;
    for (int codeword : codewords) {
      byte[] entry = dictionary.entry(codeword);
      System.arraycopy(entry, 0, row, place, entry.length);
      place += entry.length;
    }
    return row;
  }
}
