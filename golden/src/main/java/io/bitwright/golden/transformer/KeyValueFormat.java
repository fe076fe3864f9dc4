package io.bitwright.golden.transformer;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** How a cache keeps keys and values. */
public enum KeyValueFormat {
  /** As they were computed. */
  FP32(Float.SIZE, 0),
  /**
   * Codes from -127 to 127 and one fp32 scale for each token and head, its largest magnitude over
   * 127; attention computes with {@code code * scale} in fp32. A value is off by half a scale and
   * one rounding of fp32 at most.
   */
  INT8(Byte.SIZE, Float.SIZE);

  private static final Vocabulary<KeyValueFormat> WORDS =
      Vocabulary.of("format of keys and values", List.of(values()), KeyValueFormat::label);

  private final int codeBits;
  private final int scaleBits;

  KeyValueFormat(int codeBits, int scaleBits) {
    this.codeBits = codeBits;
    this.scaleBits = scaleBits;
  }

  /**
   * The format of a word: fp32 or int8.
   *
   * @throws io.bitwright.spec.SpecException naming what is allowed
   */
  public static KeyValueFormat parse(String word) {
    return WORDS.parse(word);
  }

  /** {@code int8}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Bits that a value takes with its share of the scale.
   *
   * @param headDimension values of one token and head
   */
  public double bitsPerValue(int headDimension) {
    return codeBits + (double) scaleBits / headDimension;
  }

  HeadCache newHead(int headDimension, int capacity) {
    return switch (this) {
      case FP32 -> new FloatHeadCache(headDimension, capacity);
      case INT8 -> new Int8HeadCache(headDimension, capacity);
    };
  }
}
