package io.bitwright.golden.checkpoint.gguf;

import java.util.List;

/** A value of a GGUF file's metadata. */
public sealed interface GgufValue {
  GgufType type();

  /**
   * A whole number.
   *
   * @param type one of the eight types of whole numbers
   * @param value of UINT64 its bits
   */
  record Whole(GgufType type, long value) implements GgufValue {}

  /**
   * A number with a point.
   *
   * @param type FLOAT32 or FLOAT64
   */
  record Real(GgufType type, double value) implements GgufValue {}

  /** True or false. */
  record Flag(boolean value) implements GgufValue {
    @Override
    public GgufType type() {
      return GgufType.BOOL;
    }
  }

  /** Text. */
  record Text(String value) implements GgufValue {
    @Override
    public GgufType type() {
      return GgufType.STRING;
    }
  }

  /**
   * Values of one type. Those of a file are made as the list is walked, so that a vocabulary takes
   * no memory; its text is checked then.
   *
   * @param elementType of each value
   * @param values kept, not copied
   */
  record Sequence(GgufType elementType, List<GgufValue> values) implements GgufValue {
    @Override
    public GgufType type() {
      return GgufType.ARRAY;
    }
  }

  /** A whole number of 32 bits without sign, the type of most counts. */
  static GgufValue count(long value) {
    return new Whole(GgufType.UINT32, value);
  }

  /** A number of fp32. */
  static GgufValue real(double value) {
    return new Real(GgufType.FLOAT32, (float) value);
  }

  /** Text. */
  static GgufValue text(String value) {
    return new Text(value);
  }
}
