package io.bitwright.app.studio;

import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.ShippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be typed into a description, as its schema says it. */
final class SchemaCompletion {
  private static final String ACCELERATORS = "/io/bitwright/spec/accelerator.schema.json";

  /** Patterns of quantities end in their units. */
  private static final Pattern UNITS = Pattern.compile("\\(([A-Za-z/]+(?:\\|[A-Za-z/]+)*)\\)\\$$");

  private static final Pattern NUMBER = Pattern.compile("(\\d[\\d.]*) *([A-Za-z/]*)");

  private final DocumentNode root;

  private SchemaCompletion(DocumentNode root) {
    this.root = root;
  }

  /** The schema of accelerators. */
  static SchemaCompletion ofAccelerators() {
    return new SchemaCompletion(
        JsonReader.read("accelerator.schema.json", ShippedFile.bytes(ACCELERATORS)).root());
  }

  /**
   * Something that may stand at a place.
   *
   * @param label what is shown
   * @param text what takes the place of what is typed
   * @param detail what it is
   */
  record Proposal(String label, String text, String detail) {}

  /**
   * A place in a text.
   *
   * @param from offset of the first character that a proposal replaces
   * @param proposals what may stand there
   */
  record Place(int from, List<Proposal> proposals) {
    Place {
      proposals = List.copyOf(proposals);
    }
  }

  /** What may be typed behind so many characters of a text. */
  Place at(String text, int offset) {
    Optional<YamlCursor> cursor = YamlCursor.at(text, offset);
    if (cursor.isEmpty()) {
      return new Place(offset, List.of());
    }
    YamlCursor place = cursor.get();
    Optional<DocumentNode> mapping = Optional.of(root);
    for (String key : place.path()) {
      mapping = mapping.flatMap(node -> property(node, key));
    }
    List<Proposal> all =
        place.key().isPresent()
            ? mapping
                .flatMap(node -> property(node, place.key().get()))
                .map(value -> values(value, place.typed()))
                .orElse(List.of())
            : mapping.map(node -> keys(node, place)).orElse(List.of());
    return new Place(offset - place.typed().length(), nearest(all, place.typed()));
  }

  /** Those that begin as what is typed does; if none does, those that hold it. */
  private static List<Proposal> nearest(List<Proposal> all, String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    List<Proposal> begin =
        all.stream().filter(one -> one.label().toLowerCase(Locale.ROOT).startsWith(word)).toList();
    return begin.isEmpty()
        ? all.stream().filter(one -> one.label().toLowerCase(Locale.ROOT).contains(word)).toList()
        : begin;
  }

  private List<Proposal> keys(DocumentNode node, YamlCursor place) {
    List<Proposal> keys = new ArrayList<>();
    List<String> required = texts(field(resolved(node), "required"));
    properties(node)
        .forEach((name, value) -> {
          if (!place.siblings().contains(name)) {
            boolean nested = field(resolved(value.value()), "properties").isPresent();
            keys.add(
                new Proposal(
                    name,
                    name + (nested ? ":" : ": "),
                    (required.contains(name) ? "required. " : "") + detail(value.value())));
          }
        });
    return keys;
  }

  private List<Proposal> values(DocumentNode node, String typed) {
    DocumentNode value = resolved(node);
    List<Proposal> values = new ArrayList<>();
    for (String word : words(value)) {
      values.add(new Proposal(word, word, detail(node)));
    }
    if (text(value, "type").equals(Optional.of("boolean"))) {
      values.add(new Proposal("true", "true", detail(node)));
      values.add(new Proposal("false", "false", detail(node)));
    }
    Matcher number = NUMBER.matcher(typed);
    if (number.matches()) {
      for (String unit : units(value)) {
        String quantity = number.group(1) + " " + unit;
        values.add(new Proposal(quantity, quantity, detail(node)));
      }
      return values.stream()
          .filter(one -> one.label().startsWith(number.group(1) + " " + number.group(2)))
          .toList();
    }
    return values;
  }

  private List<String> words(DocumentNode value) {
    List<String> words = new ArrayList<>(texts(field(value, "enum")));
    if (field(value, "oneOf").orElse(null) instanceof DocumentNode.Sequence choices) {
      choices.items().forEach(choice -> words.addAll(texts(field(resolved(choice), "enum"))));
    }
    if (field(value, "items").isPresent()) {
      words.addAll(words(resolved(field(value, "items").get())));
    }
    return words;
  }

  /** What a key means, and what its value is. */
  private String detail(DocumentNode node) {
    DocumentNode value = resolved(node);
    List<String> parts = new ArrayList<>();
    text(node, "description").or(() -> text(value, "description")).ifPresent(parts::add);
    List<String> units = units(value);
    if (!units.isEmpty()) {
      parts.add("A number with a unit: " + String.join(", ", units) + ".");
    }
    Optional<String> least = text(value, "minimum");
    Optional<String> most = text(value, "maximum");
    if (least.isPresent() && most.isPresent()) {
      parts.add("From " + least.get() + " to " + most.get() + ".");
    }
    text(value, "default").ifPresent(standard -> parts.add("Left out: " + standard + "."));
    return String.join(" ", parts);
  }

  private static List<String> units(DocumentNode value) {
    return text(value, "pattern")
        .map(UNITS::matcher)
        .filter(Matcher::find)
        .map(found -> List.of(found.group(1).split("\\|", -1)))
        .orElse(List.of());
  }

  private Optional<DocumentNode> property(DocumentNode node, String key) {
    return Optional.ofNullable(properties(node).get(key)).map(DocumentNode.Entry::value);
  }

  /** The keys of a mapping, or of the items of a list. */
  private Map<String, DocumentNode.Entry> properties(DocumentNode node) {
    DocumentNode of = resolved(node);
    Optional<DocumentNode> items = field(of, "items");
    if (items.isPresent()) {
      return properties(items.get());
    }
    return field(of, "properties").orElse(null) instanceof DocumentNode.Mapping mapping
        ? mapping.entries()
        : Map.of();
  }

  /** The node itself, or what it refers to. */
  private DocumentNode resolved(DocumentNode node) {
    Optional<String> reference = text(node, "$ref");
    if (reference.isEmpty()) {
      return node;
    }
    DocumentNode target = root;
    for (String part : reference.get().substring(2).split("/", -1)) {
      target = field(target, part).orElseThrow();
    }
    return resolved(target);
  }

  private static Optional<DocumentNode> field(DocumentNode node, String key) {
    return node instanceof DocumentNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(DocumentNode.Entry::value)
        : Optional.empty();
  }

  private static Optional<String> text(DocumentNode node, String key) {
    return field(node, key).orElse(null) instanceof DocumentNode.Scalar scalar
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private static List<String> texts(Optional<DocumentNode> node) {
    return node.orElse(null) instanceof DocumentNode.Sequence list
        ? list.items().stream()
            .filter(DocumentNode.Scalar.class::isInstance)
            .map(item -> ((DocumentNode.Scalar) item).text())
            .toList()
        : List.of();
  }
}
