package io.bitwright.spec.format;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * A number format by name, with the bits one value takes in memory and in a register.
 *
 * <p>Scales and zero points are not counted here; they belong to the tensor that uses the format.
 */
public enum NumberFormat {
  /** +1 or -1. */
  BINARY(1, 1, Kind.INTEGER),
  /** -1, 0 or +1, two bits each. */
  TERNARY(2, 2, Kind.INTEGER),
  INT4(4, 4, Kind.INTEGER),
  INT8(8, 8, Kind.INTEGER),
  INT16(16, 16, Kind.INTEGER),
  INT32(32, 32, Kind.INTEGER),
  FP8(8, 8, Kind.FLOATING_POINT),
  BF16(16, 16, Kind.FLOATING_POINT),
  FP16(16, 16, Kind.FLOATING_POINT),
  FP32(32, 32, Kind.FLOATING_POINT);

  /** Whether a format is exact integer arithmetic or rounds. */
  public enum Kind {
    INTEGER,
    FLOATING_POINT
  }

  /** The words users may write. */
  public static final Vocabulary<NumberFormat> VOCABULARY =
      Vocabulary.of("number format", List.of(values()), NumberFormat::label);

  private final double storageBits;
  private final int registerBits;
  private final Kind kind;

  NumberFormat(double storageBits, int registerBits, Kind kind) {
    this.storageBits = storageBits;
    this.registerBits = registerBits;
    this.kind = kind;
  }

  /** Bits one value takes in memory, averaged where values are packed. */
  public double storageBits() {
    return storageBits;
  }

  /** Bits one value takes in a register or on a wire. */
  public int registerBits() {
    return registerBits;
  }

  public Kind kind() {
    return kind;
  }

  /** The name users write: {@code ternary}, {@code int8}, {@code bf16}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a word that a user wrote: {@code ternary}.
   *
   * @throws io.bitwright.spec.SpecException naming the known formats and the nearest
   */
  public static NumberFormat parse(String word) {
    return VOCABULARY.parse(word);
  }

  @Override
  public String toString() {
    return label();
  }
}
