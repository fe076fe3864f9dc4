package io.bitwright.golden.format.storage;

/**
 * A format in which every value is a code of fixed length, with scales and zero points for groups
 * of them. Rows begin on whole bytes.
 */
public sealed interface CodedFormat extends FixedRateFormat
    permits BinaryFormat,
        TernaryFormat,
        BinaryCodingFormat,
        IntegerFormat,
        CodebookFormat,
        FloatingPointFormat {

  /** Bits of a code before packing; codes are unsigned numbers of so many bits. */
  int codeBits();

  /** Which values share scales. */
  Granularity granularity();

  /** How scales are stored. */
  ScaleStorage scales();

  /** Scales of each group. */
  default int scalesInGroup() {
    return 1;
  }

  /** Bits of a group's zero point; 0 if there is none. */
  default int zeroPointBits() {
    return 0;
  }

  /**
   * What a code stands for.
   *
   * @param code 0 to {@code 2^codeBits - 1}
   * @param scales those of all groups
   * @param first the first scale of this value's group
   * @param zeroPoint that of its group; 0 if the format has none
   */
  float value(int code, float[] scales, int first, int zeroPoint);

  /** The bytes of a row. */
  default byte[] pack(int[] codes) {
    return BitPacking.pack(codes, codeBits());
  }

  /** The codes of a row from its bytes. */
  default int[] unpack(byte[] packed, int columns) {
    return BitPacking.unpack(packed, columns, codeBits());
  }

  /** Bits of a row's codes, without what fills its last byte. */
  default long rowBits(int columns) {
    return (long) columns * codeBits();
  }

  @Override
  default Storage storage(MatrixShape shape) {
    long groups = granularity().groups(shape);
    long row = rowBits(shape.columns());
    long zeroPoints = groups * zeroPointBits();
    long scaleBits = groups == 0 ? 0 : scales().bits(groups * scalesInGroup());
    long padding = shape.rows() * toWholeBytes(row) + toWholeBytes(zeroPoints);
    return new Storage(shape.rows() * row, scaleBits, zeroPoints, 0, 0, padding);
  }

  private static long toWholeBytes(long bits) {
    return Math.floorMod(-bits, (long) Byte.SIZE);
  }

  /** The end of a label: {@code /g64/fp16}. */
  default String scaleLabel() {
    return granularity().equals(Granularity.NONE)
        ? ""
        : "/" + granularity().label() + "/" + scales().label();
  }
}
