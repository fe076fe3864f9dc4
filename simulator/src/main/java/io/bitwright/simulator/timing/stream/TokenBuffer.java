package io.bitwright.simulator.timing.stream;

import java.util.List;

/**
 * A unit that keeps each token in one of two banks, finds out a fact about it and then reads it
 * back: cycle for cycle what docs/units/token_buffer.md says.
 *
 * @param factCycles from the cycle in which a token's last beat is written to that of its fact, if
 *     no other token's fact is in the way; at least 1
 * @param busyCycles from one fact to the next at the earliest, at least 1: the search for a fact
 *     begins so many cycles before it, and one search follows the other
 * @param resultCycles from the cycle in which a beat is read to that in which its result shows
 *     first, without stalls; at least 1
 * @param companionBeats beats of a second input stream that must be there before a token is read,
 *     once and again after each token that is the last they serve; 0 if there is no such stream
 * @param passes times that a token is read, at least 1
 */
public record TokenBuffer(
    int factCycles, int busyCycles, int resultCycles, int companionBeats, int passes) {
  public TokenBuffer {
    if (factCycles < busyCycles
        || busyCycles < 1
        || resultCycles < 1
        || companionBeats < 0
        || passes < 1) {
      throw new IllegalArgumentException(
          "fact after %d cycles, one in %d, result after %d, companion of %d beats, %d passes"
              .formatted(factCycles, busyCycles, resultCycles, companionBeats, passes));
    }
  }

  /**
   * One token.
   *
   * @param beats at least 1
   * @param endsCompanion the last token that the present beats of the second stream serve
   */
  public record Token(int beats, boolean endsCompanion) {
    public Token {
      if (beats < 1) {
        throw new IllegalArgumentException("a token of " + beats + " beats");
      }
    }
  }

  /**
   * Cycles without stalls until the last result has moved: the recurrence of the page, one step a
   * token. The second stream offers as many sets of beats as tokens need.
   *
   * @param tokens at least one
   */
  public long cycles(Iterable<Token> tokens) {
    long written = -1; // A(k-1)
    long fact = -1 - (long) busyCycles; // F(k-1)
    long read = -1; // E(k-1)
    long readBefore = -1; // E(k-2)
    long companion = companionBeats - 1L; // the last beat of the present set is taken
    for (Token token : tokens) {
      written = Math.max(written, readBefore) + token.beats();
      fact = Math.max(written + factCycles, fact + busyCycles);
      readBefore = read;
      read = Math.max(Math.max(read, fact), companion) + readBeats(token);
      companion = token.endsCompanion() ? read + companionBeats : companion;
    }
    return read + resultCycles + 1;
  }

  /** Beats that are read of a token. */
  long readBeats(Token token) {
    return (long) token.beats() * passes;
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param tokens at least one
   * @param values when the source of the tokens starts to offer a beat
   * @param companions when the source of the second stream does, if there is one
   * @param results when the sink is ready
   */
  public long cycles(
      List<Token> tokens, StallPattern values, StallPattern companions, StallPattern results) {
    TokenBufferClock clock = new TokenBufferClock(this, tokens);
    StallingSource value = new StallingSource(values);
    StallingSource companion = new StallingSource(companions);
    long cycle = 0;
    for (; !clock.isDone(); cycle++) {
      boolean valueMoves = clock.moves(value, cycle);
      boolean companionMoves = clock.companionMoves(companion, cycle);
      clock.step(valueMoves, companionMoves, results.isWilling(cycle));
    }
    return cycle;
  }
}
