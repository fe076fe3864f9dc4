package io.bitwright.codegen.unit;

/**
 * The memory of whole tokens that several units have: docs/units/token_buffer.md.
 *
 * @param beats beats of the longest token, at least 1
 * @param beatWidth bits of a beat
 * @param noteWidth bits that are noted at a token's last beat
 * @param factWidth bits of what the unit finds out about a token
 */
public record TokenBufferModel(int beats, int beatWidth, int noteWidth, int factWidth) {
  /** The module and its file. */
  static final String MODULE = "token_buffer";

  private static final int BANKS = 2;

  /** The module in a unit. */
  RtlModule module() {
    return new RtlModule(
        MODULE, "token_buffer/token_buffer.sv.ftl", this, "its tokens, in two banks");
  }

  /** Bits of a place in a token. */
  static int indexWidth(int beats) {
    return Math.max(1, ceilLog2(beats));
  }

  /** Bits of the memory: both banks, each a power of two of beats. */
  long memoryBits() {
    return ((long) BANKS * beatWidth) << indexWidth(beats);
  }

  /** The smallest power of two, as its exponent, that is not below a number of at least 1. */
  static int ceilLog2(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
  }
}
