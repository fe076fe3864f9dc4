package io.bitwright.spec.document;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * Typed access to the keys of one mapping. Every fault becomes a {@link SpecException} with file,
 * line, key, what is wrong and what is allowed. A key without a value counts as missing.
 */
public final class Section {
  private final String file;
  private final String path;
  private final DocumentNode.Mapping mapping;

  private Section(String file, String path, DocumentNode.Mapping mapping) {
    this.file = file;
    this.path = path;
    this.mapping = mapping;
  }

  /**
   * A mapping that is not in a document.
   *
   * @param path its keys from the root, empty for the root itself
   */
  static Section of(String file, String path, DocumentNode.Mapping mapping) {
    return new Section(file, path, mapping);
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
    String found = "a mapping of keys is needed, found " + document.root().noun();
    throw Document.problem(document.file(), document.root().position(), found);
  }

  DocumentNode.Mapping mapping() {
    return mapping;
  }

  /** The keys that stand here, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(mapping.entries().keySet());
  }

  /** Whether the key stands here with a value. */
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** Whether a list stands under the key. */
  public boolean isList(String key) {
    return find(key).filter(DocumentNode.Sequence.class::isInstance).isPresent();
  }

  /** Whether a single value stands under the key that begins with {@code =}. */
  public boolean isFormula(String key) {
    return find(key).orElse(null) instanceof DocumentNode.Scalar scalar
        && scalar.text().strip().startsWith("=");
  }

  /** Whether a mapping stands under the key. */
  public boolean isSection(String key) {
    return find(key).filter(DocumentNode.Mapping.class::isInstance).isPresent();
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
    List<DocumentNode> items = items(key, required(key, expected), expected);
    if (items.isEmpty() || items.size() > most) {
      throw problem(key, "has " + items.size() + " items; write " + expected);
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Section item = child(pathOf(key) + "[" + i + "]", items.get(i), expected);
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
    return value(key, ScalarText.LINE, ScalarText::line);
  }

  /**
   * The texts of a list, or none if the key is missing.
   *
   * @throws SpecException if it is no list of single values
   */
  public List<String> texts(String key) {
    String expected = "a list of texts";
    return find(key).map(node -> items(key, node, expected)).orElse(List.of()).stream()
        .map(item -> scalar(key, item, expected).text())
        .toList();
  }

  /** Items of the list under a key; 0 if there is no list. */
  public int listSize(String key) {
    return find(key).orElse(null) instanceof DocumentNode.Sequence list ? list.items().size() : 0;
  }

  /**
   * The items of a list, each one text or a list of texts, or none if the key is missing.
   *
   * @throws SpecException if it is anything else
   */
  public List<List<String>> textLists(String key) {
    String expected = "a list of texts or of lists of texts";
    List<List<String>> lists = new ArrayList<>();
    for (DocumentNode item : find(key).map(node -> items(key, node, expected)).orElse(List.of())) {
      lists.add(
          item instanceof DocumentNode.Sequence list
              ? list.items().stream().map(text -> scalar(key, text, expected).text()).toList()
              : List.of(scalar(key, item, expected).text()));
    }
    return lists;
  }

  /**
   * A whole number.
   *
   * @throws SpecException if it is missing, not a whole number, or out of range
   */
  public int integer(String key, IntegerRange range) {
    String expected = range.expectation();
    return plain(key, required(key, expected), expected, text -> ScalarText.integer(text, range));
  }

  /** As {@link #integer}, or empty if the key is missing. */
  public Optional<Integer> optionalInteger(String key, IntegerRange range) {
    return has(key) ? Optional.of(integer(key, range)) : Optional.empty();
  }

  /**
   * A number, or empty if the key is missing.
   *
   * @param expected what is expected, to follow "write" in a message
   * @throws SpecException if it is not a number or not allowed
   */
  public Optional<Double> optionalNumber(String key, String expected, DoublePredicate allowed) {
    Function<String, Double> parser = text -> ScalarText.number(text, expected, allowed);
    return find(key).map(node -> plain(key, node, expected, parser));
  }

  /**
   * A number.
   *
   * @param expected what is expected, to follow "write" in a message
   * @throws SpecException if it is missing, not a number or not allowed
   */
  public double number(String key, String expected, DoublePredicate allowed) {
    required(key, expected);
    return optionalNumber(key, expected, allowed).orElseThrow();
  }

  /**
   * The value of a text of this section, such as an item of {@link #texts}.
   *
   * @param keyPath its path, as for {@link #problem}
   * @throws SpecException if the parser refuses it
   */
  public <T> T parse(String keyPath, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (SpecException e) {
      throw problem(keyPath, String.valueOf(e.getMessage()));
    }
  }

  /**
   * True or false, or the given value if the key is missing.
   *
   * @throws SpecException if it is anything else
   */
  public boolean flag(String key, boolean otherwise) {
    return find(key)
        .map(node -> plain(key, node, ScalarText.FLAG, ScalarText::flag))
        .orElse(otherwise);
  }

  /**
   * A fault of a key of this section, or of one below it given by its path, such as {@code
   * memory.latency} or {@code operands[1].rate}; a key that has dots of its own comes first. The
   * line is that of the deepest part of the path that stands in the file.
   */
  public SpecException problem(String keyPath, String message) {
    return at(position(keyPath), pathOf(keyPath), message);
  }

  /** File, line and path of a key of this section, or of one below it, as problems name them. */
  public String place(String keyPath) {
    return Document.place(file, position(keyPath)) + ": " + pathOf(keyPath);
  }

  private Position position(String keyPath) {
    if (mapping.entries().containsKey(keyPath)) {
      return mapping.entries().get(keyPath).keyPosition();
    }
    Position position = mapping.position();
    DocumentNode node = mapping;
    for (String part : keyPath.split("[.\\[]", -1)) {
      if (node instanceof DocumentNode.Mapping parent && parent.entries().containsKey(part)) {
        DocumentNode.Entry entry = parent.entries().get(part);
        position = entry.keyPosition();
        node = entry.value();
      } else if (node instanceof DocumentNode.Sequence list && part.endsWith("]")) {
        int index = Integer.parseInt(part.substring(0, part.length() - 1));
        if (index >= list.items().size()) {
          // An item of a part that is read by itself stands alone.
          break;
        }
        node = list.items().get(index);
        position = node.position();
      } else {
        break;
      }
    }
    return position;
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

  private List<DocumentNode> items(String key, DocumentNode node, String expected) {
    if (node instanceof DocumentNode.Sequence sequence) {
      return sequence.items();
    }
    throw wrongType(pathOf(key), node, expected);
  }

  private DocumentNode.Scalar scalar(String key, DocumentNode node, String expected) {
    if (node instanceof DocumentNode.Scalar scalar) {
      return scalar;
    }
    throw wrongType(pathOf(key), node, expected);
  }

  /** A value that may stand in quotes. */
  private <T> T parsed(String key, DocumentNode node, String expected, Function<String, T> parser) {
    DocumentNode.Scalar scalar = scalar(key, node, expected);
    try {
      return parser.apply(scalar.text());
    } catch (SpecException e) {
      throw e.at(Document.place(file, scalar.position()) + ": " + pathOf(key));
    }
  }

  /** A value that is text, and so wrong, if it stands in quotes. */
  private <T> T plain(String key, DocumentNode node, String expected, Function<String, T> parser) {
    boolean quoted = scalar(key, node, expected).quoted();
    return parsed(
        key,
        node,
        expected,
        text -> {
          if (quoted) {
            throw ScalarText.refused(text, "is text in quotes", expected + " without quotes");
          }
          return parser.apply(text);
        });
  }

  private Optional<DocumentNode> find(String key) {
    return Optional.ofNullable(mapping.entries().get(key))
        .map(DocumentNode.Entry::value)
        .filter(node -> !(node instanceof DocumentNode.Scalar scalar && scalar.isNull()));
  }

  private DocumentNode required(String key, String expected) {
    return find(key)
        .orElseThrow(() -> {
          boolean named = mapping.entries().containsKey(key);
          return problem(key, (named ? "has no value" : "missing") + "; write " + expected);
        });
  }

  private SpecException wrongType(String where, DocumentNode node, String expected) {
    return at(node.position(), where, "is " + node.noun() + "; write " + expected);
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
