package io.bitwright.simulator.timing.stream;

import io.bitwright.simulator.timing.stream.TokenBuffer.Token;
import java.util.List;

/**
 * The quantiser of tokens to int8: docs/units/absmax_quantizer.md.
 *
 * @param lanes values in a beat, at least 1
 */
public record AbsmaxQuantizer(int lanes) {
  private static final int RESULT_CYCLES =
      11; // memory, 127 |x|, 7 steps, which way to round, round

  public AbsmaxQuantizer {
    if (lanes < 1) {
      throw new IllegalArgumentException(lanes + " lanes");
    }
  }

  /** Beats of a token of so many values. */
  public int beats(int values) {
    return Math.ceilDiv(values, lanes);
  }

  /** Cycles without stalls until the last result of tokens of so many values each has moved. */
  public long cycles(List<Integer> lengths) {
    return buffer(1).cycles(tokens(lengths));
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param lengths values of each token, at least one token of at least one value
   * @param values when the source starts to offer a beat
   * @param results when the sink is ready
   */
  public long cycles(List<Integer> lengths, StallPattern values, StallPattern results) {
    return buffer(1).cycles(tokens(lengths), values, StallPattern.none(), results);
  }

  private List<Token> tokens(List<Integer> lengths) {
    return lengths.stream().map(length -> new Token(beats(length), false)).toList();
  }

  /**
   * Its tokens' rhythm.
   *
   * @param passes times that each token is given
   */
  TokenBuffer buffer(int passes) {
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(lanes - 1);
    return new TokenBuffer(levels + 1, 1, RESULT_CYCLES, 0, passes);
  }
}
