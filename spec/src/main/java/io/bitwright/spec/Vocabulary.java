package io.bitwright.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A closed set of words that users may write, each standing for one value.
 *
 * @param <T> what the words stand for
 */
public final class Vocabulary<T> {
  private final String noun;
  private final Map<String, T> values;

  private Vocabulary(String noun, Map<String, T> values) {
    this.noun = noun;
    this.values = values;
  }

  /**
   * A vocabulary in the order of its values.
   *
   * @param noun what one word is, as in {@code number format}
   * @param label the word of a value, different for every value
   */
  public static <T> Vocabulary<T> of(String noun, Collection<T> values, Function<T, String> label) {
    Map<String, T> words = new LinkedHashMap<>();
    for (T value : values) {
      words.put(label.apply(value), value);
    }
    if (words.size() != values.size()) {
      throw new IllegalArgumentException("two values of " + noun + " share a word");
    }
    return new Vocabulary<>(noun, words);
  }

  /**
   * A vocabulary in which several words may stand for one value.
   *
   * @param noun what one word is, as in {@code activation function}
   * @param values the values by their words, in the order in which they are listed
   */
  public static <T> Vocabulary<T> of(String noun, Map<String, T> values) {
    return new Vocabulary<>(noun, new LinkedHashMap<>(values));
  }

  /**
   * The value a word stands for.
   *
   * @throws SpecException naming the allowed words and the nearest, if the word is not known
   */
  public T parse(String word) {
    T value = values.get(word);
    if (value == null) {
      throw new SpecException(
          "unknown "
              + noun
              + " "
              + QuotedText.of(word)
              + "; allowed: "
              + String.join(", ", values.keySet())
              + NearestWord.hint(word, values.keySet()));
    }
    return value;
  }

  /** All words, in order. */
  public List<String> words() {
    return List.copyOf(values.keySet());
  }

  /** What is expected, to follow "write" in a message: {@code one of binary, ternary, ...}. */
  public String expectation() {
    return "one of " + String.join(", ", values.keySet());
  }
}
