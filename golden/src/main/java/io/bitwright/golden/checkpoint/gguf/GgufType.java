package io.bitwright.golden.checkpoint.gguf;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types of metadata values (github ggml-org/ggml, docs/gguf.md, {@code gguf_metadata_value_type}).
 */
public enum GgufType {
  UINT8(0, 1),
  INT8(1, 1),
  UINT16(2, 2),
  INT16(3, 2),
  UINT32(4, 4),
  INT32(5, 4),
  FLOAT32(6, 4),
  BOOL(7, 1),
  /** A length of 8 bytes, then UTF-8. */
  STRING(8, 8),
  /** A type of 4 bytes and a number of elements of 8, then the elements. */
  ARRAY(9, 12),
  UINT64(10, 8),
  INT64(11, 8),
  FLOAT64(12, 8);

  private final int code;
  private final int leastBytes;

  GgufType(int code, int leastBytes) {
    this.code = code;
    this.leastBytes = leastBytes;
  }

  /** The fewest bytes that a value takes; all of it but for strings and arrays. */
  int leastBytes() {
    return leastBytes;
  }

  /** Whether all values take the same number of bytes. */
  boolean isFixed() {
    return this != STRING && this != ARRAY;
  }

  int code() {
    return code;
  }

  static Optional<GgufType> find(int code) {
    return Stream.of(values()).filter(type -> type.code == code).findFirst();
  }
}
