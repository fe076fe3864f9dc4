package io.bitwright.golden.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Files with one to three faults: flipped bits, wrong bytes and numbers, cuts and repetitions. */
public final class Mutations {
  private static final byte[] WORDS =
      "{}[]\",:0123456789-.eE \\u\0\377".getBytes(StandardCharsets.ISO_8859_1);
  private static final long[] NUMBERS = {
    0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31, 1L << 40, Integer.MAX_VALUE, 1L << 60
  };

  private Mutations() {}

  /**
   * A file with faults.
   *
   * @param dense bytes at the start of the file that most faults fall on
   */
  public static byte[] of(byte[] sound, int dense, Random random) {
    byte[] bytes = sound.clone();
    for (int fault = random.nextInt(3); fault >= 0; fault--) {
      int span = random.nextInt(8) == 0 ? bytes.length : Math.min(dense, bytes.length);
      bytes = one(bytes, random.nextInt(Math.max(1, span)), random);
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] one(byte[] bytes, int place, Random random) {
    int length = Math.min(1 + random.nextInt(24), bytes.length - place);
    switch (random.nextInt(8)) {
      case 0, 1 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
      case 2, 3 -> bytes[place] = WORDS[random.nextInt(WORDS.length)];
      case 4 -> putNumber(bytes, place, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 5 -> {
        return Arrays.copyOf(bytes, place);
      }
      case 6 -> {
        return spliced(bytes, place, place + length);
      }
      default -> {
        return spliced(bytes, place + length, place);
      }
    }
    return bytes;
  }

  private static void putNumber(byte[] bytes, int place, long number) {
    byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    System.arraycopy(eight, 0, bytes, place, Math.min(8, bytes.length - place));
  }

  /** The bytes up to one place, and those from another on, without or with a part twice. */
  private static byte[] spliced(byte[] bytes, int end, int again) {
    byte[] spliced = Arrays.copyOf(bytes, end + bytes.length - again);
    System.arraycopy(bytes, again, spliced, end, bytes.length - again);
    return spliced;
  }
}
