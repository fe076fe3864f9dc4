package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import java.util.Map;

/** The limits that YAML and JSON trees share. */
final class DocumentNodes {
  /** Levels of lists and mappings; deeper ones could exhaust the stack. */
  static final int DEEPEST = 32;

  static final String TOO_DEEP = "nested deeper than " + DEEPEST + " levels";

  private DocumentNodes() {}

  /** Adds a key, refusing a second one of the same name. */
  static void put(
      String file,
      Map<String, DocumentNode.Entry> entries,
      String key,
      Position keyPosition,
      DocumentNode value) {
    DocumentNode.Entry earlier =
        entries.putIfAbsent(key, new DocumentNode.Entry(keyPosition, value));
    if (earlier != null) {
      String first = " (first on line " + earlier.keyPosition().line() + ")";
      throw Document.problem(
          file, keyPosition, "the key " + QuotedText.of(key) + " stands here again" + first);
    }
  }
}
