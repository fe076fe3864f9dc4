package io.bitwright.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> KEYS = List.of("kind", "count", "rows", "columns", "operands");

  @ParameterizedTest
  @CsvSource({
    "rowz, rows", // replaced
    "row, rows", // missing
    "rowss, rows", // doubled
    "ronws, rows", // inserted
    "orws, rows", // swapped
    "ROWS, rows", // letter case
    "colums, columns",
    "oper, operands" // beginning
  })
  void aSlipOfThePenIsUnderstood(String written, String meant) {
    assertThat(NearestWord.of(written, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"clock", "''", "x", "banana", "ro"})
  void aWordUnlikeAllOthersHasNoNearest(String written) {
    assertThat(NearestWord.of(written, KEYS)).isEmpty();
  }

  @Test
  void ofEquallyNearWordsTheFirstIsTaken() {
    assertThat(NearestWord.of("int9", List.of("int4", "int8"))).contains("int4");
  }

  @Test
  void aShorterDistanceBeatsAnEarlierPlace() {
    assertThat(NearestWord.of("int88", List.of("int4", "int8"))).contains("int8");
  }

  @Test
  void aVeryLongWordIsNotCompared() {
    assertThat(NearestWord.of("r".repeat(1_000_000), KEYS)).isEmpty();
  }

  @Test
  void theHintEndsAMessage() {
    assertThat(NearestWord.hint("rowz", KEYS)).isEqualTo("; did you mean \"rows\"?");
    assertThat(NearestWord.hint("banana", KEYS)).isEmpty();
  }

  @Property(tries = 200, seed = "1")
  void aWordWithOneLetterLeftOutIsUnderstood(
      @ForAll @AlphaChars @StringLength(min = 4, max = 12) String word,
      @ForAll @IntRange(max = 3) int place) {
    String written = word.substring(0, place) + word.substring(place + 1);

    assertThat(NearestWord.of(written, List.of("12345678901234567890", word))).contains(word);
  }

  @Test
  void everyKnownWordIsItsOwnNearest() {
    List<String> words = NumberFormat.VOCABULARY.words();

    assertThat(words).hasSize(NumberFormat.values().length);
    assertThat(words).allSatisfy(word -> assertThat(NearestWord.of(word, words)).contains(word));
  }
}
