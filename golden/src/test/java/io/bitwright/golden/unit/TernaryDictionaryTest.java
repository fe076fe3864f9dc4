package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TernaryDictionaryTest {
  /** QMoE's probability of a 0, section 4. */
  private static final double ZEROS = 0.885;

  @Test
  void decodingGivesTheEntriesOneAfterAnother() {
    TernaryDictionary dictionary = new TernaryDictionary(new byte[][] {{1}, {0, 0, -1}, {-1, 1}});
    assertThat(new DictionaryDecoder(dictionary).decode(new int[] {1, 0, 2, 1}))
        .containsExactly(0, 0, -1, 1, -1, 1, 0, 0, -1);
    assertThat(dictionary.encode(new byte[] {0, 0, -1, 1, -1, 1})).containsExactly(1, 0, 2);
  }

  @ParameterizedTest
  @CsvSource({"16, 14, 1", "64, 5, 1", "512, 32, 1", "4096, 14, 1", "256, 28, 2"})
  void rowsComeBackAndPrefixesAreEntries(int size, int longest, int step) {
    TernaryDictionary dictionary = TernaryDictionary.mostProbable(size, longest, step, ZEROS);
    assertThat(dictionary.size()).isEqualTo(size);
    for (int index = 0; index < size; index++) {
      byte[] entry = dictionary.entry(index);
      assertThat(entry.length).isBetween(step, longest);
      byte[] prefix = Arrays.copyOf(entry, Math.max(step, entry.length - step));
      assertThat(dictionary.entry(dictionary.encode(prefix)[0])).isEqualTo(prefix);
    }
    byte[] row = row(1000, new Random(size));
    assertThat(new DictionaryDecoder(dictionary).decode(dictionary.encode(row))).isEqualTo(row);
  }

  @Test
  void rateLiesBetweenThePublishedOneAndTheEntropy() {
    // QMoE, section 4: with 2^16 words 21.11 times less than 16 bits a weight; no code can reach
    // more than 25.40 times. Here one row without end, there rows of real matrices.
    TernaryDictionary dictionary = TernaryDictionary.mostProbable(1 << 16, 28, 2, ZEROS);
    byte[] row = row(400_000, new Random(1));
    int codewords = dictionary.encode(row).length;
    double rate = 16.0 * row.length / (16.0 * codewords);
    assertThat(rate).isBetween(21.11, 25.40);
  }

  @Test
  void whatIsNoDictionaryIsRefused() {
    assertThatThrownBy(() -> new TernaryDictionary(new byte[][] {{0}, {}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without trits");
    assertThatThrownBy(() -> new TernaryDictionary(new byte[][] {{2}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TernaryDictionary.mostProbable(16, 2, 1, ZEROS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer than 16 sequences");
    TernaryDictionary zeros = new TernaryDictionary(new byte[][] {{0}});
    assertThatThrownBy(() -> zeros.encode(new byte[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at trit 1");
  }

  private static byte[] row(int length, Random random) {
    byte[] row = new byte[length];
    for (int i = 0; i < length; i++) {
      row[i] = (byte) (random.nextDouble() < ZEROS ? 0 : random.nextBoolean() ? 1 : -1);
    }
    return row;
  }
}
