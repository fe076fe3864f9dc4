package io.bitwright.golden.checkpoint.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Element types of one number each, by the words of safetensors. */
public enum ElementType {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E4M3(1),
  F8_E5M2(1),
  U16(2),
  I16(2),
  F16(2),
  BF16(2),
  U32(4),
  I32(4),
  F32(4),
  U64(8),
  I64(8),
  F64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes one element takes in the file. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are numbers with a point, not whole ones. */
  public boolean isFloatingPoint() {
    return switch (this) {
      case F8_E4M3, F8_E5M2, F16, BF16, F32, F64 -> true;
      case BOOL, U8, I8, U16, I16, U32, I32, U64, I64 -> false;
    };
  }

  /** The type of that word, if the format has one: {@code BF16}. */
  public static Optional<ElementType> find(String word) {
    for (ElementType type : values()) {
      if (type.name().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The element at a place of a floating-point tensor. */
  public double number(MemorySegment data, long place) {
    return switch (this) {
      case F8_E4M3 -> NumberCodes.e4m3(data.get(ValueLayout.JAVA_BYTE, place));
      case F8_E5M2 -> NumberCodes.e5m2(data.get(ValueLayout.JAVA_BYTE, place));
      case F16 -> Float.float16ToFloat(data.get(LittleEndian.SHORT, 2 * place));
      case BF16 -> NumberCodes.bfloat16(data.get(LittleEndian.SHORT, 2 * place));
      case F32 -> data.get(LittleEndian.FLOAT, 4 * place);
      case F64 -> data.get(LittleEndian.DOUBLE, 8 * place);
      case BOOL, U8, I8, U16, I16, U32, I32, U64, I64 -> integer(data, place);
    };
  }

  /** The element at a place of a tensor of whole numbers; of U64 its bits. */
  public long integer(MemorySegment data, long place) {
    return switch (this) {
      case I8 -> data.get(ValueLayout.JAVA_BYTE, place);
      case BOOL, U8 -> Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, place));
      case I16 -> data.get(LittleEndian.SHORT, 2 * place);
      case U16 -> Short.toUnsignedInt(data.get(LittleEndian.SHORT, 2 * place));
      case I32 -> data.get(LittleEndian.INT, 4 * place);
      case U32 -> Integer.toUnsignedLong(data.get(LittleEndian.INT, 4 * place));
      case I64, U64 -> data.get(LittleEndian.LONG, 8 * place);
      case F8_E4M3, F8_E5M2, F16, BF16, F32, F64 ->
          throw new IllegalStateException(this + " is no integer");
    };
  }

  /**
   * Writes a number as an element: rounded to the nearest, ties to even. 16 and 8 bits are rounded
   * from fp32.
   *
   * @return whether the element stands for the number: it does not if the number is too large, or
   *     is not whole in a type of whole numbers
   */
  public boolean put(MemorySegment data, long place, double value) {
    switch (this) {
      case F8_E4M3 -> data.set(ValueLayout.JAVA_BYTE, place, NumberCodes.toE4m3((float) value));
      case F8_E5M2 -> data.set(ValueLayout.JAVA_BYTE, place, NumberCodes.toE5m2((float) value));
      case F16 -> data.set(LittleEndian.SHORT, 2 * place, Float.floatToFloat16((float) value));
      case BF16 -> data.set(LittleEndian.SHORT, 2 * place, NumberCodes.toBfloat16((float) value));
      case F32 -> data.set(LittleEndian.FLOAT, 4 * place, (float) value);
      case F64 -> data.set(LittleEndian.DOUBLE, 8 * place, value);
      case BOOL, U8, I8 -> data.set(ValueLayout.JAVA_BYTE, place, (byte) (int) value);
      case U16, I16 -> data.set(LittleEndian.SHORT, 2 * place, (short) (int) value);
      case U32, I32 -> data.set(LittleEndian.INT, 4 * place, (int) (long) value);
      case U64, I64 -> data.set(LittleEndian.LONG, 8 * place, (long) value);
    }
    return isFloatingPoint()
        ? Double.isFinite(value) && Double.isFinite(number(data, place))
        : holds(value) && integer(data, place) == (long) value;
  }

  /** Whole numbers of up to 53 bits are those that a double holds. */
  private boolean holds(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= 0x1p53;
    return whole && (this != BOOL || value == 0 || value == 1) && (this != U64 || value >= 0);
  }
}
