package io.bitwright.spec.formula;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that formulas may use, each at a place of an array of numbers. A name of words holds
 * the index of one of them.
 */
public final class Scope {
  /** A name's place and what stands there; the words are empty for a number. */
  record Name(int slot, Measure measure, List<String> words) {}

  private final Map<String, Name> names = new LinkedHashMap<>();

  /** An empty scope. */
  public Scope() {}

  /** The same names, for more of them that this one does not see. */
  public Scope(Scope other) {
    names.putAll(other.names);
  }

  /** Adds the name of a number and gives its place. */
  public int add(String name, Measure measure) {
    return add(name, measure, List.of());
  }

  /** Adds a name that stands for one of some words and gives its place. */
  public int addWords(String name, List<String> words) {
    return add(name, Measure.NUMBER, words);
  }

  private int add(String name, Measure measure, List<String> words) {
    if (names.containsKey(name)) {
      throw new SpecException(QuotedText.of(name) + " is a name already; choose another");
    }
    names.put(name, new Name(names.size(), measure, List.copyOf(words)));
    return names.size() - 1;
  }

  public boolean has(String name) {
    return names.containsKey(name);
  }

  /** How many places there are. */
  public int size() {
    return names.size();
  }

  /**
   * The place of a name.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public int slot(String name) {
    return get(name).slot();
  }

  /** What a name's number counts. */
  public Measure measure(String name) {
    return get(name).measure();
  }

  Name get(String name) {
    Name known = names.get(name);
    if (known == null) {
      throw new SpecException(
          "unknown name "
              + QuotedText.of(name)
              + "; allowed: "
              + String.join(", ", names.keySet())
              + NearestWord.hint(name, names.keySet()));
    }
    return known;
  }
}
