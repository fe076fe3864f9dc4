package io.bitwright.spec.space;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.formula.Formula;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is sought: a formula whose value should be as great, or as small, as can be. */
public record Objective(Direction direction, Formula formula) {

  /** Which way is better. */
  public enum Direction {
    MAXIMISE,
    MINIMISE;

    /** The words, in either spelling. */
    static final Vocabulary<Direction> VOCABULARY = Vocabulary.of("direction", words());

    private static Map<String, Direction> words() {
      Map<String, Direction> words = new LinkedHashMap<>();
      words.put("maximise", MAXIMISE);
      words.put("minimise", MINIMISE);
      words.put("maximize", MAXIMISE);
      words.put("minimize", MINIMISE);
      return words;
    }

    /** The word: {@code maximise}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code maximise tokens_per_second}. */
  public String text() {
    return direction.label() + " " + formula.text();
  }

  /** The value with its sign such that less is better. */
  public double cost(double[] slots) {
    double value = formula.value(slots);
    return direction == Direction.MAXIMISE ? -value : value;
  }
}
