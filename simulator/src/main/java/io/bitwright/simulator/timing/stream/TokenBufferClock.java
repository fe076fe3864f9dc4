package io.bitwright.simulator.timing.stream;

import io.bitwright.simulator.timing.stream.TokenBuffer.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One run of a {@link TokenBuffer}, stepped clock cycle by clock cycle, timing only: the plain form
 * of the rules in docs/units/token_buffer.md, stalls included.
 *
 * <p>In a cycle its neighbours ask what it offers and takes; then {@link #step} is the clock edge.
 * So units that have several such buffers step them together.
 */
final class TokenBufferClock {
  private static final int BANKS = 2;

  private final TokenBuffer unit;
  private final List<Token> tokens;
  private final long resultBeats;
  private final long companionBeats;

  private final boolean[] occupied = new boolean[BANKS];
  private final boolean[] known = new boolean[BANKS];

  /** Element d is true if a beat was read d + 1 cycles with {@code advance} ago. */
  private final boolean[] pipeline;

  /** Cycles in which the tokens without a fact were written to their end, the oldest first. */
  private final Deque<Long> factless = new ArrayDeque<>();

  private long earliestFact;
  private int writtenTokens;
  private int writtenBeats;
  private int knownTokens;
  private int readTokens;
  private long readBeats; // in all passes
  private long companionsTaken;
  private int companionsHeld; // of the present set
  private long given;
  private long cycle;

  TokenBufferClock(TokenBuffer unit, List<Token> tokens) {
    this.unit = unit;
    this.tokens = List.copyOf(tokens);
    this.resultBeats = tokens.stream().mapToLong(unit::readBeats).sum();
    this.pipeline = new boolean[unit.resultCycles()];
    // A set at the start, and one after each end but that of the run.
    long ends = tokens.subList(0, tokens.size() - 1).stream().filter(Token::endsCompanion).count();
    this.companionBeats = (ends + 1) * unit.companionBeats();
  }

  /** Whether all results have moved. */
  boolean isDone() {
    return given == resultBeats;
  }

  /** Whether a beat of a token is taken in this cycle if it is offered. */
  boolean takesValue() {
    return !occupied[writtenTokens % BANKS];
  }

  /** Whether a result is offered in this cycle. */
  boolean offersResult() {
    return pipeline[pipeline.length - 1];
  }

  /** Whether a source of tokens moves a beat in a cycle; called once a cycle. */
  boolean moves(StallingSource values, long atCycle) {
    boolean moves = writtenTokens < tokens.size() && values.offers(atCycle) && takesValue();
    if (moves) {
      values.moved();
    }
    return moves;
  }

  /** Whether a source of the second stream moves a beat in a cycle; called once a cycle. */
  boolean companionMoves(StallingSource companions, long atCycle) {
    boolean moves =
        companionsTaken < companionBeats
            && companions.offers(atCycle)
            && companionsHeld < unit.companionBeats();
    if (moves) {
      companions.moved();
    }
    return moves;
  }

  /**
   * The edge at the end of a cycle.
   *
   * @param value whether a beat of a token moves in
   * @param companion whether a beat of the second stream does
   * @param resultIsTaken whether the sink is ready for a result
   */
  void step(boolean value, boolean companion, boolean resultIsTaken) {
    boolean fact = factIsGiven();
    boolean advance = !offersResult() || resultIsTaken;
    boolean read = advance && canBeRead();
    if (advance) {
      shift(read);
    }
    if (value) {
      write();
    }
    if (companion) {
      companionsTaken++;
      companionsHeld++;
    }
    if (fact) {
      giveFact();
    }
    if (read) {
      read();
    }
    cycle++;
  }

  private boolean factIsGiven() {
    return !factless.isEmpty()
        && cycle >= Math.max(factless.getFirst() + unit.factCycles(), earliestFact);
  }

  private boolean canBeRead() {
    int bank = readTokens % BANKS;
    return occupied[bank] && known[bank] && companionsHeld == unit.companionBeats();
  }

  private void shift(boolean read) {
    given += pipeline[pipeline.length - 1] ? 1 : 0;
    System.arraycopy(pipeline, 0, pipeline, 1, pipeline.length - 1);
    pipeline[0] = read;
  }

  private void write() {
    writtenBeats++;
    if (writtenBeats == tokens.get(writtenTokens).beats()) {
      writtenBeats = 0;
      occupied[writtenTokens % BANKS] = true;
      known[writtenTokens % BANKS] = false;
      factless.addLast(cycle);
      writtenTokens++;
    }
  }

  private void giveFact() {
    factless.removeFirst();
    earliestFact = cycle + unit.busyCycles();
    known[knownTokens % BANKS] = true;
    knownTokens++;
  }

  private void read() {
    readBeats++;
    Token token = tokens.get(readTokens);
    if (readBeats == unit.readBeats(token)) {
      readBeats = 0;
      occupied[readTokens % BANKS] = false;
      companionsHeld = token.endsCompanion() ? 0 : companionsHeld;
      readTokens++;
    }
  }
}
