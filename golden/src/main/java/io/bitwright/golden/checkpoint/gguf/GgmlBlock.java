package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Blocks of numbers that share an fp16 scale. Layouts: github ggml-org/ggml, src/ggml-common.h,
 * structs {@code block_q4_0}, {@code block_q8_0}, {@code block_tq1_0}, {@code block_tq2_0}; what
 * their codes stand for and how they are chosen: src/ggml-quants.c, the functions {@code
 * dequantize_row_x} and {@code quantize_row_x_ref}. Scales and products are of fp32, as there.
 */
enum GgmlBlock {
  /** Scale; 16 bytes of a low and a high half: numbers 0 to 15 and 16 to 31, each plus 8. */
  Q4_0(32, 18) {
    @Override
    int code(MemorySegment data, long begin, int index) {
      int pair = unsigned(data, begin + SCALE_BYTES + index % 16);
      return (index < 16 ? pair & 0xF : pair >> 4) - 8;
    }

    @Override
    float scale(float[] numbers) {
      return largest(numbers) / -8;
    }

    @Override
    void putCodes(MemorySegment data, long begin, float[] numbers, float inverse) {
      for (int index = 0; index < 16; index++) {
        int low = halfByte(numbers[index] * inverse);
        int high = halfByte(numbers[index + 16] * inverse);
        data.set(ValueLayout.JAVA_BYTE, begin + SCALE_BYTES + index, (byte) (low | (high << 4)));
      }
    }
  },

  /** Scale; 32 signed bytes. */
  Q8_0(32, 34) {
    @Override
    int code(MemorySegment data, long begin, int index) {
      return data.get(ValueLayout.JAVA_BYTE, begin + SCALE_BYTES + index);
    }

    @Override
    float scale(float[] numbers) {
      return Math.abs(largest(numbers)) / 127;
    }

    @Override
    void putCodes(MemorySegment data, long begin, float[] numbers, float inverse) {
      for (int index = 0; index < numbers.length; index++) {
        byte code = (byte) rounded(numbers[index] * inverse);
        data.set(ValueLayout.JAVA_BYTE, begin + SCALE_BYTES + index, code);
      }
    }
  },

  /**
   * 32 bytes of five ternary digits, 16 of five, 4 of four; scale. A byte is the digits' number to
   * base 3, as a fraction of 3^5 of 256, so that products with 3 bring up a digit each.
   */
  TQ1_0(256, 54) {
    @Override
    int code(MemorySegment data, long begin, int index) {
      int place = TernaryPlace.byteOf(index);
      int fraction = (unsigned(data, begin + place) * TernaryPlace.powerOf(index)) & 0xFF;
      return ((fraction * 3) >> 8) - 1;
    }

    @Override
    float scale(float[] numbers) {
      return Math.abs(largest(numbers));
    }

    @Override
    void putCodes(MemorySegment data, long begin, float[] numbers, float inverse) {
      int[] digits = new int[TernaryPlace.BYTES];
      for (int index = 0; index < numbers.length; index++) {
        int weight = 81 / TernaryPlace.powerOf(index);
        digits[TernaryPlace.byteOf(index)] += (rounded(numbers[index] * inverse) + 1) * weight;
      }
      for (int place = 0; place < digits.length; place++) {
        byte fraction = (byte) ((digits[place] * 256 + 242) / 243);
        data.set(ValueLayout.JAVA_BYTE, begin + place, fraction);
      }
    }

    @Override
    int scalePlace() {
      return TernaryPlace.BYTES;
    }
  },

  /** Two times 32 bytes of four numbers of two bits, 32 apart, each plus 1; scale. */
  TQ2_0(256, 66) {
    @Override
    int code(MemorySegment data, long begin, int index) {
      int four = unsigned(data, begin + index / 128 * 32L + index % 32);
      return ((four >> (2 * (index % 128 / 32))) & 3) - 1;
    }

    @Override
    float scale(float[] numbers) {
      return Math.abs(largest(numbers));
    }

    @Override
    void putCodes(MemorySegment data, long begin, float[] numbers, float inverse) {
      for (int place = 0; place < scalePlace(); place++) {
        int four = 0;
        for (int pair = 0; pair < 4; pair++) {
          float number = numbers[place / 32 * 128 + pair * 32 + place % 32];
          four |= (rounded(number * inverse) + 1) << (2 * pair);
        }
        data.set(ValueLayout.JAVA_BYTE, begin + place, (byte) four);
      }
    }

    @Override
    int scalePlace() {
      return 64;
    }
  };

  private static final int SCALE_BYTES = 2;

  private final int elements;
  private final int bytes;

  GgmlBlock(int elements, int bytes) {
    this.elements = elements;
    this.bytes = bytes;
  }

  int elements() {
    return elements;
  }

  int bytes() {
    return bytes;
  }

  /** The number at a place of a tensor's data. */
  float number(MemorySegment data, long place) {
    long begin = place / elements * bytes;
    float scale = Float.float16ToFloat(data.get(LittleEndian.SHORT, begin + scalePlace()));
    return code(data, begin, (int) (place % elements)) * scale;
  }

  /** Writes a block; false if a number is not finite or their scale is beyond fp16. */
  boolean put(MemorySegment data, long block, double[] numbers) {
    float[] singles = new float[elements];
    for (int index = 0; index < elements; index++) {
      singles[index] = (float) numbers[index];
      if (!Float.isFinite(singles[index])) {
        return false;
      }
    }
    float scale = scale(singles);
    short stored = Float.floatToFloat16(scale);
    long begin = block * bytes;
    // The inverse of a number so small that its scale is 0 in fp16 may overflow.
    float inverse = 1 / scale;
    putCodes(data, begin, singles, Float.isFinite(inverse) ? inverse : 0);
    data.set(LittleEndian.SHORT, begin + scalePlace(), stored);
    return Float.isFinite(Float.float16ToFloat(stored));
  }

  /** The number's code, to be multiplied by the scale. */
  abstract int code(MemorySegment data, long begin, int index);

  abstract float scale(float[] numbers);

  abstract void putCodes(MemorySegment data, long begin, float[] numbers, float inverse);

  /** Byte of a block at which its scale stands. */
  int scalePlace() {
    return 0;
  }

  /** The first of the numbers that are farthest from 0. */
  private static float largest(float[] numbers) {
    float largest = 0;
    for (float number : numbers) {
      if (Math.abs(number) > Math.abs(largest)) {
        largest = number;
      }
    }
    return largest;
  }

  /** To the nearest whole number, halves away from 0. */
  private static int rounded(float number) {
    int magnitude = (int) Math.floor(Math.abs((double) number) + 0.5);
    return number < 0 ? -magnitude : magnitude;
  }

  private static int halfByte(float number) {
    return Math.min(15, (byte) (number + 8.5f));
  }

  private static int unsigned(MemorySegment data, long place) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, place));
  }

  /** Where the 256 ternary digits of a TQ1_0 block stand. */
  private static final class TernaryPlace {
    static final int BYTES = 52;
    private static final int[] POWERS = {1, 3, 9, 27, 81};

    static int byteOf(int index) {
      if (index < 160) {
        return index % 32;
      }
      return index < 240 ? 32 + (index - 160) % 16 : 48 + (index - 240) % 4;
    }

    static int powerOf(int index) {
      if (index < 160) {
        return POWERS[index / 32];
      }
      return index < 240 ? POWERS[(index - 160) / 16] : POWERS[(index - 240) / 4];
    }
  }
}
