package io.bitwright.testbench.liberty;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A group of a Liberty file, {@code kind (arguments) { ... }}, as it is written.
 *
 * @param file the file in which it stands, as messages name it
 * @param line the line on which it begins, from 1
 * @param kind the word before the bracket, as in {@code cell}
 * @param arguments what stands in brackets, without quotes
 * @param attributes its attributes in the order of the file
 * @param groups the groups in it in the order of the file
 */
public record LibertyGroup(
    String file,
    int line,
    String kind,
    List<String> arguments,
    List<LibertyAttribute> attributes,
    List<LibertyGroup> groups) {
  private static final Vocabulary<Boolean> TRUTH =
      Vocabulary.of("truth value", List.of(true, false), String::valueOf);

  public LibertyGroup {
    arguments = List.copyOf(arguments);
    attributes = List.copyOf(attributes);
    groups = List.copyOf(groups);
  }

  /** The groups of one kind, in order. */
  public List<LibertyGroup> groups(String wanted) {
    List<LibertyGroup> found = new ArrayList<>();
    for (LibertyGroup group : groups) {
      if (group.kind.equals(wanted)) {
        found.add(group);
      }
    }
    return found;
  }

  /**
   * The one group of a kind, if there is any.
   *
   * @throws SpecException if there are several
   */
  public Optional<LibertyGroup> group(String wanted) {
    List<LibertyGroup> found = groups(wanted);
    if (found.size() > 1) {
      throw found
          .get(1)
          .fault(kind + " holds a second " + wanted + " group; allowed: one; delete one of them");
    }
    return found.stream().findFirst();
  }

  /** The attribute of a name; of several with one name the last, as Liberty tools take it. */
  public Optional<LibertyAttribute> attribute(String name) {
    for (int i = attributes.size() - 1; i >= 0; i--) {
      if (attributes.get(i).name().equals(name)) {
        return Optional.of(attributes.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The value of a simple attribute.
   *
   * @throws SpecException if the attribute has not exactly one value
   */
  public Optional<String> text(String name) {
    return attribute(name).map(this::onlyValue);
  }

  /**
   * The value of a simple attribute that is a number.
   *
   * @throws SpecException if it is no finite number
   */
  public OptionalDouble number(String name) {
    Optional<LibertyAttribute> attribute = attribute(name);
    return attribute.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(attribute.get(), onlyValue(attribute.get())));
  }

  /**
   * The value of a simple attribute that is {@code true} or {@code false}; false if it is absent.
   *
   * @throws SpecException for another word
   */
  public boolean flag(String name) {
    return text(name).isPresent() && word(name, TRUTH).orElse(false);
  }

  /**
   * What the word of a simple attribute stands for.
   *
   * @throws SpecException naming the allowed words and the nearest, if the word is not known
   */
  public <T> Optional<T> word(String name, Vocabulary<T> words) {
    Optional<LibertyAttribute> attribute = attribute(name);
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(words.parse(onlyValue(attribute.get()).toLowerCase(Locale.ROOT)));
    } catch (SpecException e) {
      throw e.at(place(attribute.get().line()) + name);
    }
  }

  /**
   * The first argument.
   *
   * @throws SpecException if there is none
   */
  public String name() {
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw fault(kind + " has no name; write " + kind + " (NAME) { ... }");
    }
    return arguments.getFirst();
  }

  /** A fault of this group. */
  public SpecException fault(String message) {
    return fault(line, message);
  }

  /** A fault of an attribute of this group. */
  public SpecException fault(LibertyAttribute attribute, String message) {
    return fault(attribute.line(), attribute.name() + ": " + message);
  }

  /** A fault that ends with the nearest of the known words, if one is near. */
  public SpecException unknown(
      LibertyAttribute attribute, String noun, String word, Collection<String> known) {
    return fault(
        attribute, "unknown " + noun + " " + QuotedText.of(word) + NearestWord.hint(word, known));
  }

  /**
   * A finite number.
   *
   * @throws SpecException naming the attribute's line, if the text is none
   */
  double number(LibertyAttribute attribute, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw fault(attribute, QuotedText.of(text) + " is no number; write it as in 0.25 or 2.5e-1");
    }
    throw fault(attribute, QuotedText.of(text) + " is not finite; allowed: a finite number");
  }

  private SpecException fault(int at, String message) {
    return new SpecException(place(at) + message);
  }

  private String place(int at) {
    return file + ":" + at + ": ";
  }

  private String onlyValue(LibertyAttribute attribute) {
    if (attribute.values().size() != 1) {
      throw fault(
          attribute, "has " + attribute.values().size() + " values; allowed: one, as in name : 1;");
    }
    return attribute.values().getFirst();
  }
}
