package io.bitwright.golden.checkpoint;

import java.util.Optional;

/** The element types of safetensors files, by the format's own words. */
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

  /** The type of that word, if the format has one: {@code BF16}. */
  public static Optional<ElementType> find(String word) {
    for (ElementType type : values()) {
      if (type.name().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
