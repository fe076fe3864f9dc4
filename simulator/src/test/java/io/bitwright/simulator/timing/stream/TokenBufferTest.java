package io.bitwright.simulator.timing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.TokenBuffer.Token;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBufferTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 14", "1, 7, 26", "4, 7, 28", "5, 1, 17", "64, 16, 50"})
  void oneTokenOfAbsmaxTakesTwiceItsBeatsAndThePipelines(int lanes, int beats, long cycles) {
    assertThat(new AbsmaxQuantizer(lanes).cycles(List.of(beats * lanes))).isEqualTo(cycles);
  }

  /** 2 x 10 beats, 2 levels, 30 + 29 bits, 7. */
  @Test
  void oneTokenOfTheNormTakesItsSearchToo() {
    RmsNormalizer norm = new RmsNormalizer(4, 40, 30, 29);
    assertThat(norm.cycles(List.of(true))).isEqualTo(20 + 2 + 59 + 7);
    assertThat(norm.cycles(List.of(false, true)) - norm.cycles(List.of(true))).isEqualTo(60);
  }

  @Test
  void secondTokenIsWrittenWhileTheFirstIsRead() {
    // Written in 0-9 and 10-19; facts in 12 and 22; read in 13-22 and 23-32; result after 3.
    TokenBuffer unit = new TokenBuffer(3, 1, 3, 0, 1);
    List<Token> tokens = Collections.nCopies(2, new Token(10, false));
    assertThat(unit.cycles(tokens)).isEqualTo(32 + 3 + 1);
  }

  @Test
  void thirdTokenWaitsForTheBankOfTheFirst() {
    // Written in 0, 1 and 6; facts in 4, 5 and 10; read in 5, 6 and 11.
    TokenBuffer unit = new TokenBuffer(4, 1, 2, 0, 1);
    List<Token> tokens = Collections.nCopies(3, new Token(1, false));
    assertThat(unit.cycles(tokens)).isEqualTo(11 + 2 + 1);
  }

  @Test
  void oneSearchForAFactFollowsTheOther() {
    // Written in 0 and 1; facts in 20 and 39; read in 21 and 40.
    TokenBuffer unit = new TokenBuffer(20, 19, 2, 0, 1);
    List<Token> tokens = Collections.nCopies(2, new Token(1, false));
    assertThat(unit.cycles(tokens)).isEqualTo(40 + 2 + 1);
  }

  @Test
  void nextSetOfCompanionsIsTakenAfterTheLastTokenThatThePresentOneServes() {
    // The set is taken in 0-3, token 0 read in 5, the next set taken in 6-9, token 1 read in 10.
    TokenBuffer unit = new TokenBuffer(4, 1, 2, 4, 1);
    List<Token> tokens = Collections.nCopies(2, new Token(1, true));
    assertThat(unit.cycles(tokens)).isEqualTo(10 + 2 + 1);
  }

  @Test
  void recurrenceIsTheSteppedUnitWithoutStalls() {
    Random random = new Random(5);
    for (int run = 0; run < 3000; run++) {
      int busy = random.nextInt(1, 30);
      TokenBuffer unit =
          new TokenBuffer(
              busy + random.nextInt(8),
              busy,
              random.nextInt(1, 14),
              random.nextInt(0, 9),
              random.nextInt(1, 4));
      List<Token> tokens = tokens(random);
      assertThat(stepped(unit, tokens, StallPattern.none()))
          .as("%s %s", unit, tokens)
          .isEqualTo(unit.cycles(tokens));
    }
  }

  @Test
  void stallsNeverSpeedUp() {
    Random random = new Random(6);
    for (int run = 0; run < 500; run++) {
      TokenBuffer unit = new TokenBuffer(5, random.nextInt(1, 6), 4, random.nextInt(0, 3), 2);
      List<Token> tokens = tokens(random);
      StallPattern stalls = StallPattern.random(random, random.nextInt(1, 20), 0.5);
      assertThat(stepped(unit, tokens, stalls)).isGreaterThanOrEqualTo(unit.cycles(tokens));
    }
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(() -> new TokenBuffer(1, 2, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Token(0, false)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AbsmaxQuantizer(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RmsNormalizer(1, 0, 9, 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Token> tokens(Random random) {
    return IntStream.range(0, random.nextInt(1, 9))
        .mapToObj(_ -> new Token(random.nextInt(1, 12), random.nextBoolean()))
        .toList();
  }

  private static long stepped(TokenBuffer unit, List<Token> tokens, StallPattern stalls) {
    return unit.cycles(tokens, stalls, stalls, stalls);
  }
}
