package io.bitwright.spec.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML or JSON file with the place it begins at. */
public sealed interface DocumentNode {

  Position position();

  /** What the value is, for messages. */
  String noun();

  /**
   * Text, a number, true, false or null, as it is written.
   *
   * @param quoted whether it stands in quotes, which makes it text whatever it looks like
   */
  record Scalar(Position position, String text, boolean quoted) implements DocumentNode {
    /** Nothing after the colon, {@code ~} or {@code null}. */
    public boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String noun() {
      return isNull() ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(Position position, List<DocumentNode> items) implements DocumentNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String noun() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file. */
  record Mapping(Position position, Map<String, Entry> entries) implements DocumentNode {
    public Mapping {
      // One entry has no order to keep, and large files have many such mappings.
      entries =
          entries.size() == 1
              ? Map.copyOf(entries)
              : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String noun() {
      return "a mapping of keys";
    }
  }

  /**
   * A key's value and the place of the key itself.
   *
   * @param keyPosition where the key begins
   */
  record Entry(Position keyPosition, DocumentNode value) {}
}
