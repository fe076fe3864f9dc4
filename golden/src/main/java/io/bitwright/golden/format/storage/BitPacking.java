package io.bitwright.golden.format.storage;

/** Codes of 1 to 32 bits one after another, the first in the lowest bits of the first byte. */
final class BitPacking {
  private BitPacking() {}

  /** Bytes that so many codes fill, the last one perhaps in part. */
  static long bytes(long codes, int bits) {
    return Math.ceilDiv(codes * bits, Byte.SIZE);
  }

  /** Bits of the last byte that hold nothing. */
  static long padding(long codes, int bits) {
    return bytes(codes, bits) * Byte.SIZE - codes * bits;
  }

  static byte[] pack(int[] codes, int bits) {
    byte[] packed = new byte[Math.toIntExact(bytes(codes.length, bits))];
    long place = 0;
    for (int code : codes) {
      for (int bit = 0; bit < bits; bit++, place++) {
        packed[(int) (place / Byte.SIZE)] |= (byte) ((code >>> bit & 1) << (place % Byte.SIZE));
      }
    }
    return packed;
  }

  static int[] unpack(byte[] packed, int codes, int bits) {
    int[] unpacked = new int[codes];
    long place = 0;
    for (int i = 0; i < codes; i++) {
      for (int bit = 0; bit < bits; bit++, place++) {
        unpacked[i] |= (packed[(int) (place / Byte.SIZE)] >>> (place % Byte.SIZE) & 1) << bit;
      }
    }
    return unpacked;
  }
}
