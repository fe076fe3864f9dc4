package io.bitwright.spec.document;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Typed access to the keys of one mapping. Every fault becomes a {@link SpecException} with file,
 * line, key, what is wrong and what is allowed.
 */
public final class Section {
  private static final int LONGEST_TEXT = 1000;
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");

  private final String file;
  private final String path;
  private final DocumentNode.Mapping mapping;

  private Section(String file, String path, DocumentNode.Mapping mapping) {
    this.file = file;
    this.path = path;
    this.mapping = mapping;
  }

  /**
   * The whole of a document in which only the given keys may stand.
   *
   * @throws SpecException if it is no mapping or has another key
   */
  public static Section closed(Document document, List<String> keys) {
    Section section = open(document);
    section.refuseOtherKeys(keys);
    return section;
  }

  /**
   * The whole of a document in which unknown keys are ignored.
   *
   * @throws SpecException if it is no mapping
   */
  public static Section open(Document document) {
    if (document.root() instanceof DocumentNode.Mapping mapping) {
      return new Section(document.file(), "", mapping);
    }
    DocumentNode root = document.root();
    throw Document.problem(
        document.file(), root.position(), "a mapping of keys is needed, found " + root.noun());
  }

  /** The keys that stand here, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(mapping.entries().keySet());
  }

  /** Whether the key stands here with a value that is not null. */
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /**
   * The mapping under a key, in which only the given keys may stand.
   *
   * @throws SpecException if it is missing, no mapping, or has another key
   */
  public Section section(String key, List<String> keys) {
    String expected = "the keys " + String.join(", ", keys);
    Section section = child(pathOf(key), required(key, expected), expected);
    section.refuseOtherKeys(keys);
    return section;
  }

  /** As {@link #section}, or empty if the key is missing. */
  public Optional<Section> optionalSection(String key, List<String> keys) {
    return has(key) ? Optional.of(section(key, keys)) : Optional.empty();
  }

  /**
   * The mapping under a key, in which unknown keys are ignored, or empty if the key is missing.
   *
   * @throws SpecException if it is no mapping
   */
  public Optional<Section> optionalOpenSection(String key) {
    return find(key).map(node -> child(pathOf(key), node, "a mapping of keys"));
  }

  /**
   * The list of mappings under a key, in each of which only the given keys may stand.
   *
   * @throws SpecException if it is missing, no list of mappings, has none or more than most
   */
  public List<Section> sections(String key, List<String> keys, int most) {
    String expected =
        "a list of 1 to " + most + " items, each with the keys " + String.join(", ", keys);
    DocumentNode node = required(key, expected);
    if (!(node instanceof DocumentNode.Sequence sequence)) {
      throw wrongType(pathOf(key), node, expected);
    }
    int size = sequence.items().size();
    if (size < 1 || size > most) {
      throw at(node.position(), pathOf(key), "has " + size + " items; write " + expected);
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Section item = child(pathOf(key) + "[" + i + "]", sequence.items().get(i), expected);
      item.refuseOtherKeys(keys);
      sections.add(item);
    }
    return sections;
  }

  /**
   * The value of a key, by a parser of texts such as {@code Frequency::parse}.
   *
   * @param expected what is expected, to follow "write" in a message
   * @throws SpecException if it is missing or the parser refuses it
   */
  public <T> T value(String key, String expected, Function<String, T> parser) {
    return parsed(key, required(key, expected), expected, parser);
  }

  /** As {@link #value}, or empty if the key is missing. */
  public <T> Optional<T> optionalValue(String key, String expected, Function<String, T> parser) {
    return find(key).map(node -> parsed(key, node, expected, parser));
  }

  /**
   * One line of text.
   *
   * @throws SpecException if it is missing, empty, of several lines, or longer than 1000 characters
   */
  public String text(String key) {
    String expected = "one line of text, at most " + LONGEST_TEXT + " characters";
    DocumentNode.Scalar scalar = scalar(key, required(key, expected), expected);
    String text = scalar.text().strip();
    boolean oneLine = text.chars().noneMatch(Character::isISOControl);
    if (text.isEmpty() || text.length() > LONGEST_TEXT || !oneLine) {
      throw at(scalar.position(), pathOf(key), "write " + expected);
    }
    return text;
  }

  /**
   * The texts of a list, or none if the key is missing.
   *
   * @throws SpecException if it is no list of single values
   */
  public List<String> texts(String key) {
    String expected = "a list of texts";
    List<String> texts = new ArrayList<>();
    find(key)
        .ifPresent(node -> {
          if (!(node instanceof DocumentNode.Sequence list)) {
            throw wrongType(pathOf(key), node, expected);
          }
          list.items().forEach(item -> texts.add(scalar(key, item, expected).text()));
        });
    return texts;
  }

  /**
   * A whole number.
   *
   * @throws SpecException if it is missing, not a whole number, or out of range
   */
  public int integer(String key, IntegerRange range) {
    return parsedInteger(key, required(key, range.expectation()), range);
  }

  /** As {@link #integer}, or empty if the key is missing. */
  public Optional<Integer> optionalInteger(String key, IntegerRange range) {
    return find(key).map(node -> parsedInteger(key, node, range));
  }

  /**
   * A number, or empty if the key is missing.
   *
   * @param expected what is expected, to follow "write" in a message
   * @throws SpecException if it is not a number or not allowed
   */
  public Optional<Double> optionalNumber(String key, String expected, DoublePredicate allowed) {
    return find(key)
        .map(node -> {
          DocumentNode.Scalar scalar = unquoted(key, node, expected);
          if (!DECIMAL.matcher(scalar.text()).matches()) {
            throw refused(key, scalar, "is not a number", expected);
          }
          double number = Double.parseDouble(scalar.text());
          if (!Double.isFinite(number) || !allowed.test(number)) {
            throw refused(key, scalar, "is out of range", expected);
          }
          return number;
        });
  }

  /**
   * True or false, or the given value if the key is missing.
   *
   * @throws SpecException if it is anything else
   */
  public boolean flag(String key, boolean otherwise) {
    Optional<DocumentNode> node = find(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    String expected = "true or false";
    DocumentNode.Scalar scalar = unquoted(key, node.get(), expected);
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(key, scalar, "is not a truth value", expected);
    };
  }

  /** A fault of a key that stands here, or of the section itself if it does not. */
  public SpecException problem(String key, String message) {
    DocumentNode.Entry entry = mapping.entries().get(key);
    return at(entry == null ? mapping.position() : entry.keyPosition(), pathOf(key), message);
  }

  /**
   * A fault of a key given by its path below this section, such as {@code memory.latency} or {@code
   * operands[1].rate}; the line is that of the deepest part of the path that stands in the file.
   */
  public SpecException problemAt(String keyPath, String message) {
    Position position = mapping.position();
    DocumentNode node = mapping;
    for (String part : keyPath.split("[.\\[]", -1)) {
      if (node instanceof DocumentNode.Mapping parent && parent.entries().containsKey(part)) {
        position = parent.entries().get(part).keyPosition();
        node = parent.entries().get(part).value();
      } else if (node instanceof DocumentNode.Sequence list && part.endsWith("]")) {
        node = list.items().get(Integer.parseInt(part.substring(0, part.length() - 1)));
        position = node.position();
      } else {
        break;
      }
    }
    return at(position, pathOf(keyPath), message);
  }

  private void refuseOtherKeys(List<String> keys) {
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!keys.contains(key)) {
            String allowed = "unknown key; allowed: " + String.join(", ", keys);
            String hint = NearestWord.hint(key, keys);
            throw at(entry.keyPosition(), pathOf(shown(key)), allowed + hint);
          }
        });
  }

  private Section child(String childPath, DocumentNode node, String expected) {
    if (node instanceof DocumentNode.Mapping child) {
      return new Section(file, childPath, child);
    }
    throw wrongType(childPath, node, expected);
  }

  private <T> T parsed(String key, DocumentNode node, String expected, Function<String, T> parser) {
    DocumentNode.Scalar scalar = scalar(key, node, expected);
    try {
      return parser.apply(scalar.text());
    } catch (SpecException e) {
      throw e.at(Document.place(file, scalar.position()) + ": " + pathOf(key));
    }
  }

  private int parsedInteger(String key, DocumentNode node, IntegerRange range) {
    DocumentNode.Scalar scalar = unquoted(key, node, range.expectation());
    if (!INTEGER.matcher(scalar.text()).matches()) {
      throw refused(key, scalar, "is not a whole number in range", range.expectation());
    }
    long number = Long.parseLong(scalar.text());
    if (!range.contains(number)) {
      throw refused(key, scalar, "is out of range", range.expectation());
    }
    return (int) number;
  }

  private Optional<DocumentNode> find(String key) {
    DocumentNode.Entry entry = mapping.entries().get(key);
    boolean missing =
        entry == null || (entry.value() instanceof DocumentNode.Scalar s && s.isNull());
    return entry == null || missing ? Optional.empty() : Optional.of(entry.value());
  }

  private DocumentNode required(String key, String expected) {
    return find(key)
        .orElseThrow(() -> {
          boolean named = mapping.entries().containsKey(key);
          return problem(key, (named ? "has no value" : "missing") + "; write " + expected);
        });
  }

  private DocumentNode.Scalar scalar(String key, DocumentNode node, String expected) {
    if (node instanceof DocumentNode.Scalar scalar) {
      return scalar;
    }
    throw wrongType(pathOf(key), node, expected);
  }

  private DocumentNode.Scalar unquoted(String key, DocumentNode node, String expected) {
    DocumentNode.Scalar scalar = scalar(key, node, expected);
    if (scalar.quoted()) {
      throw refused(key, scalar, "is text in quotes", expected + " without quotes");
    }
    return scalar;
  }

  private SpecException wrongType(String where, DocumentNode node, String expected) {
    return at(node.position(), where, "is " + node.noun() + "; write " + expected);
  }

  private SpecException refused(
      String key, DocumentNode.Scalar scalar, String fault, String expected) {
    String message = QuotedText.of(scalar.text()) + " " + fault + "; write " + expected;
    return at(scalar.position(), pathOf(key), message);
  }

  private SpecException at(Position position, String where, String message) {
    return Document.problem(file, position, where + ": " + message);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(String key) {
    String quoted = QuotedText.of(key);
    return quoted.substring(1, quoted.length() - 1);
  }
}
