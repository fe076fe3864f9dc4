package io.bitwright.app.baseline;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a command's JSON document.
 *
 * @param file where they come from, for messages
 * @param subject the settings that say what the figures are of, by key: {@code accelerator} to
 *     {@code tpu-v4}; numbers as they are written
 * @param figures by name, in the order of the document
 */
public record FigureDocument(
    String file, Map<String, String> subject, Map<String, Figure> figures) {
  private static final int MOST_BYTES = 64 << 20;

  public FigureDocument {
    subject = Collections.unmodifiableMap(new LinkedHashMap<>(subject));
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /**
   * Reads a file.
   *
   * @throws SpecException if it cannot be read, is no JSON document of a command, or holds no
   *     figure
   */
  public static FigureDocument read(Path file) {
    FigureDocument document = of(file.toString(), JsonReader.read(file, MOST_BYTES).root());
    if (document.figures().isEmpty()) {
      throw new SpecException(
          file + ": holds no known figures; it must be what a command printed with --json");
    }
    return document;
  }

  /**
   * Reads a text; it may hold no figure.
   *
   * @param file its name in messages
   * @throws SpecException if it is no JSON document of a command
   */
  public static FigureDocument parse(String file, String json) {
    return of(file, JsonReader.readText(file, json).root());
  }

  private static FigureDocument of(String file, DocumentNode root) {
    if (!(root instanceof DocumentNode.Mapping document)) {
      throw new SpecException(file + ": must be a JSON document of a command, not " + root.noun());
    }
    FigureReader reader = new FigureReader();
    reader.readKeys(document, "", "");
    return new FigureDocument(file, reader.subject, reader.figures);
  }

  /** Goes through a document. */
  private static final class FigureReader {
    private final Map<String, String> subject = new LinkedHashMap<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /**
     * @param key the way to the mapping, as {@link KnownFigures} writes it; empty for the root
     * @param name the same, as {@link Figure#name} writes it
     */
    private void readKeys(DocumentNode.Mapping mapping, String key, String name) {
      String dot = key.isEmpty() ? "" : ".";
      mapping
          .entries()
          .forEach((word, entry) -> read(entry.value(), key + dot + word, name + dot + word));
    }

    private void read(DocumentNode node, String key, String name) {
      switch (node) {
        case DocumentNode.Mapping mapping -> readKeys(mapping, key, name);
        case DocumentNode.Sequence list -> readParts(list, key, name);
        case DocumentNode.Scalar value when !value.isNull() -> readValue(value, key, name);
        case DocumentNode.Scalar _ -> {}
      }
    }

    private void readValue(DocumentNode.Scalar value, String key, String name) {
      if (KnownFigures.isSubject(key)) {
        subject.put(name, value.text());
      }
      Optional<FigureDirection> direction = KnownFigures.direction(key);
      if (direction.isPresent() && isNumber(value)) {
        double number = KnownFigures.compared(key, Double.parseDouble(value.text()));
        figures.put(name, new Figure(name, direction.get(), number));
      }
    }

    private static boolean isNumber(DocumentNode.Scalar value) {
      return !value.quoted() && !value.text().equals("true") && !value.text().equals("false");
    }

    private void readParts(DocumentNode.Sequence list, String key, String name) {
      List<String> keys = KnownFigures.keysOfParts(key);
      if (keys.isEmpty()) {
        return;
      }
      Map<String, Integer> seen = new LinkedHashMap<>();
      for (DocumentNode part : list.items()) {
        if (part instanceof DocumentNode.Mapping mapping) {
          String words = words(mapping, keys);
          int number = seen.merge(words, 1, Integer::sum);
          String unique = number == 1 ? words : words + " #" + number;
          readKeys(mapping, key + "[]", name + "[" + unique + "]");
        }
      }
    }

    private static String words(DocumentNode.Mapping part, List<String> keys) {
      StringBuilder words = new StringBuilder();
      for (String key : keys) {
        DocumentNode.@Nullable Entry entry = part.entries().get(key);
        if (entry != null && entry.value() instanceof DocumentNode.Scalar value) {
          words.append(words.isEmpty() ? "" : ", ").append(value.text());
        }
      }
      return words.toString();
    }
  }
}
