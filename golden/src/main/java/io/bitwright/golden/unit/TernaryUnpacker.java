package io.bitwright.golden.unit;

/**
 * Five trits in a byte, base-3 digits with the most significant first, as
 * docs/units/ternary_unpacker.md defines it.
 */
public final class TernaryUnpacker {
  /** Trits in a byte. */
  public static final int TRITS_IN_A_BYTE = 5;

  /** Values of a byte that are codes: 0 to 242. */
  public static final int CODES = 243;

  private TernaryUnpacker() {}

  /**
   * The trits of bytes, those that are no codes read as their value less 243.
   *
   * @param packed values of 0 to 255
   * @param trits how many to give; those left over in the last byte are dropped
   * @return values of -1, 0 and +1
   */
  public static byte[] unpack(int[] packed, int trits) {
    byte[] unpacked = new byte[trits];
    for (int i = 0; i < trits; i++) {
      int value = packed[i / TRITS_IN_A_BYTE] % CODES;
      int weight = CODES / 3;
      for (int digit = 0; digit < i % TRITS_IN_A_BYTE; digit++) {
        weight /= 3;
      }
      unpacked[i] = (byte) (value / weight % 3 - 1);
    }
    return unpacked;
  }

  /** Whether any of these bytes is no code. */
  public static boolean hasError(int[] packed) {
    for (int value : packed) {
      if (value >= CODES) {
        return true;
      }
    }
    return false;
  }

  /**
   * The bytes of trits; trits that the last byte lacks are 0.
   *
   * @param trits values of -1, 0 and +1
   * @throws IllegalArgumentException if there is another value
   */
  public static int[] pack(byte[] trits) {
    int[] packed = new int[(trits.length + TRITS_IN_A_BYTE - 1) / TRITS_IN_A_BYTE];
    for (int i = 0; i < packed.length * TRITS_IN_A_BYTE; i++) {
      int trit = i < trits.length ? trits[i] : 0;
      if (trit < -1 || trit > 1) {
        throw new IllegalArgumentException(trit + " is not a trit");
      }
      packed[i / TRITS_IN_A_BYTE] = packed[i / TRITS_IN_A_BYTE] * 3 + trit + 1;
    }
    return packed;
  }
}
