package io.bitwright.simulator.timing.stream;

import io.bitwright.simulator.timing.stream.TokenBuffer.Token;
import java.util.List;

/**
 * The root-mean-square norm of tokens: docs/units/rms_normalizer.md.
 *
 * @param lanes values in a beat, at least 1
 * @param length values of a token, at least 1
 * @param rootBits bits of a root, found one a cycle
 * @param inverseBits bits of its inverse, found one a cycle
 */
public record RmsNormalizer(int lanes, int length, int rootBits, int inverseBits) {
  private static final int RESULT_CYCLES = 5; // memory, two multiplications, shift, round

  public RmsNormalizer {
    if (lanes < 1 || length < 1 || rootBits < 1 || inverseBits < 1) {
      throw new IllegalArgumentException(
          "%d lanes, %d values, roots of %d bits, inverses of %d"
              .formatted(lanes, length, rootBits, inverseBits));
    }
  }

  /** Beats of a token, and of a set of gains. */
  public int beats() {
    return Math.ceilDiv(length, lanes);
  }

  /**
   * Cycles without stalls until the last result has moved.
   *
   * @param ends of each token, whether it is the last that the present gains serve; at least one
   */
  public long cycles(List<Boolean> ends) {
    return buffer().cycles(tokens(ends));
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param ends of each token, whether it is the last that the present gains serve; at least one
   * @param values when the source of tokens starts to offer a beat
   * @param gains when the source of gains does
   * @param results when the sink is ready
   */
  public long cycles(
      List<Boolean> ends, StallPattern values, StallPattern gains, StallPattern results) {
    return buffer().cycles(tokens(ends), values, gains, results);
  }

  /** Its tokens. */
  List<Token> tokens(List<Boolean> ends) {
    return ends.stream().map(end -> new Token(beats(), end)).toList();
  }

  /** Its tokens' rhythm. */
  TokenBuffer buffer() {
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(lanes - 1);
    int search = rootBits + inverseBits;
    return new TokenBuffer(levels + 2 + search, search + 1, RESULT_CYCLES, beats(), 1);
  }
}
