package io.bitwright.simulator.timing.stream;

import java.util.List;

/**
 * A BitLinear layer whose weights stream: docs/units/bit_linear.md.
 *
 * @param norm the norm in front
 * @param columns outputs of a pass, at least 1
 * @param outputs results of a token, at least 1
 * @param treeLevels registers of a tree of adders, at least 1
 */
public record BitLinear(RmsNormalizer norm, int columns, int outputs, int treeLevels) {
  /** Cycles from a column's sum to its result. */
  static final int REQUANTIZER_CYCLES = 4;

  public BitLinear {
    if (columns < 1 || outputs < 1 || treeLevels < 1) {
      throw new IllegalArgumentException(
          "%d columns, %d outputs, trees of %d levels".formatted(columns, outputs, treeLevels));
    }
  }

  /**
   * When the partners of the streams are willing.
   *
   * @param values when the source of tokens starts to offer a beat
   * @param gains when the source of gains does
   * @param weights when the source of weights does
   * @param scales when the source of scales does
   * @param results when the sink is ready
   */
  public record Stalls(
      StallPattern values,
      StallPattern gains,
      StallPattern weights,
      StallPattern scales,
      StallPattern results) {
    /** No stream stalls. */
    public static Stalls none() {
      StallPattern never = StallPattern.none();
      return new Stalls(never, never, never, never, never);
    }
  }

  /** Times that the quantiser gives a token. */
  public int passes() {
    return Math.ceilDiv(outputs, columns);
  }

  /** Outputs of a token's last pass. */
  public int lastColumns() {
    return outputs - (passes() - 1) * columns;
  }

  /** Cycles without stalls until the last result of one token has moved. */
  public long cyclesOfOneToken() {
    long between = (passes() - 1L) * Math.max(norm.beats(), columns);
    return 3L * norm.beats()
        + norm.buffer().factCycles()
        + quantizer().factCycles()
        + treeLevels
        + between
        + lastColumns()
        + norm.buffer().resultCycles()
        + quantizer().resultCycles()
        + REQUANTIZER_CYCLES
        + 1;
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param ends of each token, whether it is the last that the present gains serve; at least one
   */
  public long cycles(List<Boolean> ends, Stalls stalls) {
    return new BitLinearClock(this, ends).run(stalls);
  }

  TokenBuffer quantizer() {
    return new AbsmaxQuantizer(norm.lanes()).buffer(passes());
  }
}
