package io.bitwright.simulator.timing.stream;

import io.bitwright.simulator.timing.stream.TokenBuffer.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One run of a {@link TokenBuffer}, stepped clock cycle by clock cycle, timing only: the plain form
 * of the rules in docs/units/token_buffer.md, stalls included.
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
  private int readBeats;
  private long companionsTaken;
  private int companionsHeld; // of the present set
  private long given;

  TokenBufferClock(TokenBuffer unit, List<Token> tokens) {
    this.unit = unit;
    this.tokens = List.copyOf(tokens);
    this.resultBeats = tokens.stream().mapToLong(Token::beats).sum();
    this.pipeline = new boolean[unit.resultCycles()];
    // A set at the start, and one after each end but that of the run.
    long ends = tokens.subList(0, tokens.size() - 1).stream().filter(Token::endsCompanion).count();
    this.companionBeats = (ends + 1) * unit.companionBeats();
  }

  long run(StallingSource values, StallingSource companions, StallPattern results) {
    long cycle = 0;
    for (; given < resultBeats; cycle++) {
      boolean write = writtenTokens < tokens.size() && values.offers(cycle);
      boolean companion = companionsTaken < companionBeats && companions.offers(cycle);
      write &= !occupied[writtenTokens % BANKS];
      companion &= companionsHeld < unit.companionBeats();
      boolean fact = factIsGiven(cycle);
      boolean advance = !pipeline[pipeline.length - 1] || results.isWilling(cycle);
      boolean read = advance && canBeRead();
      if (advance) {
        shift(read);
      }
      if (write) {
        values.moved();
        write(cycle);
      }
      if (companion) {
        companions.moved();
        companionsTaken++;
        companionsHeld++;
      }
      if (fact) {
        giveFact(cycle);
      }
      if (read) {
        read();
      }
    }
    return cycle;
  }

  private boolean factIsGiven(long cycle) {
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

  private void write(long cycle) {
    writtenBeats++;
    if (writtenBeats == tokens.get(writtenTokens).beats()) {
      writtenBeats = 0;
      occupied[writtenTokens % BANKS] = true;
      known[writtenTokens % BANKS] = false;
      factless.addLast(cycle);
      writtenTokens++;
    }
  }

  private void giveFact(long cycle) {
    factless.removeFirst();
    earliestFact = cycle + unit.busyCycles();
    known[knownTokens % BANKS] = true;
    knownTokens++;
  }

  private void read() {
    readBeats++;
    Token token = tokens.get(readTokens);
    if (readBeats == token.beats()) {
      readBeats = 0;
      occupied[readTokens % BANKS] = false;
      companionsHeld = token.endsCompanion() ? 0 : companionsHeld;
      readTokens++;
    }
  }
}
