package io.bitwright.golden.format.storage;

import io.bitwright.golden.unit.TernaryUnpacker;
import io.bitwright.spec.format.NumberFormat;

/**
 * -1, 0 and +1 times the scale, as codes 0, 1 and 2.
 *
 * <p>Source of the packing of five values in a byte, 8 / 5 = 1.6 bits each since 3^5 = 243 is at
 * most 2^8: docs/units/ternary_unpacker.md.
 */
public record TernaryFormat(Packing packing, Granularity granularity, ScaleStorage scales)
    implements CodedFormat {

  /** How values share bytes. */
  public enum Packing {
    /** Four in a byte. */
    TWO_BITS,
    /** Five in a byte, as base-3 digits with the first most significant. */
    FIVE_IN_A_BYTE
  }

  @Override
  public int codeBits() {
    return 2;
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    return (code - 1) * scales[first];
  }

  @Override
  public long rowBits(int columns) {
    return packing == Packing.TWO_BITS
        ? CodedFormat.super.rowBits(columns)
        : (long) Math.ceilDiv(columns, TernaryUnpacker.TRITS_IN_A_BYTE) * Byte.SIZE;
  }

  @Override
  public byte[] pack(int[] codes) {
    if (packing == Packing.TWO_BITS) {
      return CodedFormat.super.pack(codes);
    }
    byte[] trits = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      trits[i] = (byte) (codes[i] - 1);
    }
    int[] values = TernaryUnpacker.pack(trits);
    byte[] packed = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      packed[i] = (byte) values[i];
    }
    return packed;
  }

  @Override
  public int[] unpack(byte[] packed, int columns) {
    if (packing == Packing.TWO_BITS) {
      return CodedFormat.super.unpack(packed, columns);
    }
    int[] values = new int[packed.length];
    for (int i = 0; i < packed.length; i++) {
      values[i] = packed[i] & 0xFF;
    }
    byte[] trits = TernaryUnpacker.unpack(values, columns);
    int[] codes = new int[columns];
    for (int i = 0; i < columns; i++) {
      codes[i] = trits[i] + 1;
    }
    return codes;
  }

  @Override
  public NumberFormat arithmetic() {
    return NumberFormat.TERNARY;
  }

  @Override
  public String label() {
    return (packing == Packing.TWO_BITS ? "ternary" : "ternary-packed") + scaleLabel();
  }
}
