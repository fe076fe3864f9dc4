package io.bitwright.golden.checkpoint;

import io.bitwright.spec.SpecException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Turns the bytes of one tensor into Java values, refusing what is not a finite number. */
final class TensorReader {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Longest Java array that every virtual machine can make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final String file;
  private final TensorInfo info;
  private final MemorySegment bytes;

  TensorReader(String file, TensorInfo info, MemorySegment bytes) {
    this.file = file;
    this.info = info;
    this.bytes = bytes;
  }

  float[] floats() {
    return row(0, arrayLength(info.elements()));
  }

  float[][] matrix() {
    if (info.shape().size() != 2 || info.elements() == 0) {
      throw wrong("has the shape " + info.shape() + ", not that of a matrix");
    }
    int rows = arrayLength(info.shape().get(0));
    int columns = arrayLength(info.shape().get(1));
    float[][] matrix = new float[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = row((long) row * columns, columns);
    }
    return matrix;
  }

  int[] integers() {
    int[] values = new int[arrayLength(info.elements())];
    for (int i = 0; i < values.length; i++) {
      long value = integer(i);
      if (value != (int) value) {
        throw wrong("holds " + value + " at " + info.indicesOf(i) + ", which does not fit 32 bits");
      }
      values[i] = (int) value;
    }
    return values;
  }

  private float[] row(long first, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = number(first + i);
      if (!Float.isFinite(values[i])) {
        throw wrong("holds " + values[i] + " at " + info.indicesOf(first + i));
      }
    }
    return values;
  }

  private float number(long place) {
    return switch (info.type()) {
      // BF16 is the upper half of fp32.
      case BF16 -> Float.intBitsToFloat(bytes.get(SHORT, 2 * place) << 16);
      case F16 -> Float.float16ToFloat(bytes.get(SHORT, 2 * place));
      case F32 -> bytes.get(FLOAT, 4 * place);
      case F64 -> (float) bytes.get(DOUBLE, 8 * place);
      default ->
          throw wrong("is of " + info.type() + "; values are read from BF16, F16, F32 or F64");
    };
  }

  private long integer(long place) {
    return switch (info.type()) {
      case I8 -> bytes.get(ValueLayout.JAVA_BYTE, place);
      case BOOL, U8 -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, place));
      case I16 -> bytes.get(SHORT, 2 * place);
      case U16 -> Short.toUnsignedInt(bytes.get(SHORT, 2 * place));
      case I32 -> bytes.get(INT, 4 * place);
      case U32 -> Integer.toUnsignedLong(bytes.get(INT, 4 * place));
      case I64 -> bytes.get(LONG, 8 * place);
      default ->
          throw wrong(
              "is of " + info.type() + "; integers are read from BOOL, I8 to I64, U8 to U32");
    };
  }

  private int arrayLength(long size) {
    if (size > LONGEST_ARRAY) {
      throw wrong("of shape " + info.shape() + " is too large to load");
    }
    return (int) size;
  }

  private SpecException wrong(String what) {
    return new SpecException(file + ": tensor '" + info.name() + "' " + what);
  }
}
