package io.bitwright.golden.checkpoint.gguf;

import java.util.Optional;

/**
 * Types of metadata values, in the order of their codes (github ggml-org/ggml, docs/gguf.md, {@code
 * gguf_metadata_value_type}).
 */
public enum GgufType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  /** A length of 8 bytes, then UTF-8. */
  STRING(8),
  /** A type of 4 bytes and a number of elements of 8, then the elements. */
  ARRAY(12),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private final int leastBytes;

  GgufType(int leastBytes) {
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
    return ordinal();
  }

  static Optional<GgufType> find(int code) {
    return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
  }
}
