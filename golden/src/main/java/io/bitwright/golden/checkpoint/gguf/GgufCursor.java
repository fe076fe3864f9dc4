package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.LittleEndian;
import io.bitwright.spec.SpecException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A place in a GGUF file from which values are read; every length is checked before it is used. */
final class GgufCursor {
  /** Arrays inside arrays; deeper ones could exhaust the stack. */
  private static final int DEEPEST_ARRAY = 8;

  private final String file;
  private final MemorySegment bytes;
  private long position;

  GgufCursor(String file, MemorySegment bytes, long position) {
    this.file = file;
    this.bytes = bytes;
    this.position = position;
  }

  long position() {
    return position;
  }

  long remaining() {
    return bytes.byteSize() - position;
  }

  int readInt(String what) {
    return bytes.get(LittleEndian.INT, take(Integer.BYTES, what));
  }

  long readLong(String what) {
    return bytes.get(LittleEndian.LONG, take(Long.BYTES, what));
  }

  /** A number of things of which each takes at least so many of the bytes that follow. */
  long readCount(String what, int leastBytes) {
    long count = readLong(what);
    if (count < 0 || count > remaining() / leastBytes) {
      throw problem(
          "%s is %s, but only %d bytes follow"
              .formatted(what, Long.toUnsignedString(count), remaining()));
    }
    return count;
  }

  String readText(String what, int mostBytes) {
    long length = readCount("the length of " + what, 1);
    if (length > mostBytes) {
      throw problem("%s has %d bytes; allowed are %d".formatted(what, length, mostBytes));
    }
    MemorySegment text = bytes.asSlice(take(length, what), length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text.asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new SpecException(
          "%s: %s before byte %d is not UTF-8".formatted(file, what, position), e);
    }
  }

  GgufType readType(String what) {
    int code = readInt("the type of " + what);
    return GgufType.find(code)
        .orElseThrow(() ->
            problem(
                "%s is of the unknown type %s; allowed are 0 to %d"
                    .formatted(
                        what, Integer.toUnsignedString(code), GgufType.values().length - 1)));
  }

  GgufValue readValue(GgufType type, String what) {
    return switch (type) {
      case UINT8 -> whole(type, Byte.toUnsignedLong(readByte(what)));
      case INT8 -> whole(type, readByte(what));
      case UINT16 -> whole(type, Short.toUnsignedLong(readShort(what)));
      case INT16 -> whole(type, readShort(what));
      case UINT32 -> whole(type, Integer.toUnsignedLong(readInt(what)));
      case INT32 -> whole(type, readInt(what));
      case UINT64, INT64 -> whole(type, readLong(what));
      case FLOAT32 -> new GgufValue.Real(type, Float.intBitsToFloat(readInt(what)));
      case FLOAT64 -> new GgufValue.Real(type, Double.longBitsToDouble(readLong(what)));
      case BOOL -> new GgufValue.Flag(readFlag(what));
      case STRING -> new GgufValue.Text(readText(what, Integer.MAX_VALUE - 8));
      case ARRAY -> readSequence(what);
    };
  }

  private static GgufValue whole(GgufType type, long value) {
    return new GgufValue.Whole(type, value);
  }

  private boolean readFlag(String what) {
    byte flag = readByte(what);
    if (flag != 0 && flag != 1) {
      throw problem(what + " is " + flag + ", which is neither false (0) nor true (1)");
    }
    return flag == 1;
  }

  private GgufValue readSequence(String what) {
    GgufType elementType = readType(what);
    long size = readCount("the number of elements of " + what, elementType.leastBytes());
    if (size > Integer.MAX_VALUE) {
      throw problem(what + " has " + size + " elements; allowed are " + Integer.MAX_VALUE);
    }
    long first = position;
    skip(elementType, size, what, 1);
    return new GgufValue.Sequence(
        elementType, new GgufElements(file, bytes, first, elementType, (int) size, what));
  }

  /** Moves past values without making them. */
  private void skip(GgufType type, long count, String what, int depth) {
    if (depth > DEEPEST_ARRAY) {
      throw problem(what + " has arrays nested deeper than " + DEEPEST_ARRAY + " levels");
    }
    if (type.isFixed()) {
      take(count * type.leastBytes(), what);
      return;
    }
    for (long i = 0; i < count; i++) {
      if (type == GgufType.STRING) {
        take(readCount("the length of a text in " + what, 1), what);
      } else {
        GgufType inner = readType(what);
        skip(inner, readCount("the size of " + what, inner.leastBytes()), what, depth + 1);
      }
    }
  }

  private byte readByte(String what) {
    return bytes.get(ValueLayout.JAVA_BYTE, take(Byte.BYTES, what));
  }

  private short readShort(String what) {
    return bytes.get(LittleEndian.SHORT, take(Short.BYTES, what));
  }

  /** The place of so many bytes, which are then behind the cursor. */
  private long take(long count, String what) {
    if (count > remaining()) {
      throw problem(
          "%s takes %d bytes, but only %d follow: truncated?".formatted(what, count, remaining()));
    }
    long begin = position;
    position += count;
    return begin;
  }

  private SpecException problem(String message) {
    return new SpecException(file + ": at byte " + position + ": " + message);
  }
}
