package io.bitwright.simulator.timing.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.unit.DictionaryDecoder.Codeword;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DictionaryDecoderTest {
  private static final StallPattern NONE = StallPattern.none();

  @Test
  void aRowOfThreeCodewordsByHand() {
    // 5, 2 and 4 trits in beats of 4: they complete 1, 0 and 2 beats.
    List<Codeword> row =
        List.of(
            new Codeword(5, false, false),
            new Codeword(2, false, false),
            new Codeword(4, true, true));
    assertThat(new DictionaryDecoder(16, 4).cycles(row)).isEqualTo(16 + 2 + 1 + 1 + 2);
    assertThat(new DictionaryDecoder(16, 4).cycles(row, NONE, NONE, NONE)).isEqualTo(22);
  }

  @Test
  void steppedModelIsTheClosedFormWithoutStalls() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      List<Codeword> codewords = new ArrayList<>();
      int longest = 1 + random.nextInt(12);
      for (int left = random.nextInt(30); left >= 0; left--) {
        codewords.add(
            new Codeword(
                1 + random.nextInt(longest), left == 0 || random.nextBoolean(), left == 0));
      }
      DictionaryDecoder decoder = new DictionaryDecoder(16, 1 + random.nextInt(9));
      assertThat(decoder.cycles(codewords, NONE, NONE, NONE)).isEqualTo(decoder.cycles(codewords));
    }
  }

  @Test
  void codewordsThatLeaveTritsBehindAreRefused() {
    assertThatThrownBy(() ->
            new DictionaryDecoder(16, 4)
                .cycles(List.of(new Codeword(1, false, true)), NONE, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends neither row nor dictionary");
  }
}
