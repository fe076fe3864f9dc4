package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON files as positioned trees: RFC 8259, one value, no duplicate keys. */
public final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final String file;
  private final JsonParser parser;
  private final LargeParts parts;

  /**
   * Parts that are left out of the tree.
   *
   * @param paths keys from the root, with points between them
   * @param visited the one whose members are read, or none of them
   * @param reader takes the members: see {@link PartedJson#members}
   */
  record LargeParts(List<String> paths, String visited, Consumer<Section> reader) {
    static final LargeParts NONE = new LargeParts(List.of(), "", member -> {});

    /** The path of a key; only kept where there are parts, and not below them. */
    String path(String above, String key) {
      if (paths.isEmpty() || above.isEmpty() || paths.contains(above)) {
        return key;
      }
      return above + "." + key;
    }
  }

  private JsonReader(String file, JsonParser parser, LargeParts parts) {
    this.file = file;
    this.parser = parser;
    this.parts = parts;
  }

  /**
   * Reads a file.
   *
   * @throws SpecException with file and line, if it is no JSON as described above
   */
  public static Document read(Path file) {
    return read(file.toString(), TextFile.bytes(file));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name in messages
   * @throws SpecException with file and line, if it is no JSON as described above
   */
  public static Document read(String file, byte[] bytes) {
    return readText(file, TextFile.text(file, bytes));
  }

  /**
   * Reads a file that holds lists of a model's parts, so may be larger than a description.
   *
   * @param mostBytes the largest file that is read, a multiple of 1 MiB
   * @throws SpecException with file and line, if it is no JSON as described above, or larger
   */
  public static Document read(Path file, int mostBytes) {
    byte[] bytes = TextFile.bytes(file, mostBytes);
    return readText(file.toString(), TextFile.text(file.toString(), bytes, mostBytes));
  }

  /**
   * Reads a text of any size, as programs write it that are to be trusted with memory.
   *
   * @param file its name in messages
   * @throws SpecException with file and line, if it is no JSON as described above
   */
  public static Document readText(String file, String text) {
    return read(file, new StringReader(text), LargeParts.NONE);
  }

  /**
   * Reads a text but for its large parts.
   *
   * @throws SpecException with file and line, if it is no JSON as described above
   */
  static Document read(String file, Reader text, LargeParts parts) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new Document(file, new JsonReader(file, parser, parts).document());
    } catch (JacksonException e) {
      Position position = e.getLocation() == null ? Position.START : position(e.getLocation());
      String message = "not JSON: " + QuotedText.line(e.getOriginalMessage());
      throw new SpecException(Document.place(file, position) + ": " + message, e);
    }
  }

  private DocumentNode document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new SpecException(file + ":1: the file is empty");
    }
    DocumentNode root = node(first, 0, "");
    if (parser.nextToken() != null) {
      throw problem("text after the end of the document");
    }
    return root;
  }

  private DocumentNode node(@Nullable JsonToken token, int depth, String path) {
    if (depth > DocumentNodes.DEEPEST) {
      throw problem(DocumentNodes.TOO_DEEP);
    }
    Position position = position(parser.currentTokenLocation());
    boolean leftOut = parts.paths().contains(path);
    if (token == JsonToken.START_OBJECT) {
      return new DocumentNode.Mapping(
          position, leftOut ? withoutEntries(depth, path) : entries(depth, path));
    }
    if (token == JsonToken.START_ARRAY) {
      return new DocumentNode.Sequence(
          position, leftOut ? withoutItems(depth, path) : items(depth, path));
    }
    return new DocumentNode.Scalar(position, parser.getString(), token == JsonToken.VALUE_STRING);
  }

  private List<DocumentNode> items(int depth, String path) {
    List<DocumentNode> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(node(token, depth + 1, path));
      token = parser.nextToken();
    }
    return items;
  }

  private Map<String, DocumentNode.Entry> entries(int depth, String path) {
    Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      putEntry(entries, depth, path);
    }
    return entries;
  }

  private void putEntry(Map<String, DocumentNode.Entry> entries, int depth, String path) {
    String key = parser.currentName();
    Position keyPosition = position(parser.currentTokenLocation());
    DocumentNode value = node(parser.nextToken(), depth + 1, parts.path(path, key));
    DocumentNodes.put(file, entries, key, keyPosition, value);
  }

  private Map<String, DocumentNode.Entry> withoutEntries(int depth, String path) {
    if (!path.equals(parts.visited())) {
      parser.skipChildren();
      return Map.of();
    }
    Position position = position(parser.currentTokenLocation());
    Map<String, DocumentNode.Entry> entry = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      entry.clear();
      putEntry(entry, depth, path);
      parts.reader().accept(Section.of(file, path, new DocumentNode.Mapping(position, entry)));
    }
    return Map.of();
  }

  private List<DocumentNode> withoutItems(int depth, String path) {
    if (!path.equals(parts.visited())) {
      parser.skipChildren();
      return List.of();
    }
    int dot = path.lastIndexOf('.');
    String above = path.substring(0, Math.max(0, dot));
    String key = path.substring(dot + 1);
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      DocumentNode item = node(token, depth + 1, "");
      Position position = item.position();
      DocumentNode list = new DocumentNode.Sequence(position, List.of(item));
      Map<String, DocumentNode.Entry> entry = Map.of(key, new DocumentNode.Entry(position, list));
      parts.reader().accept(Section.of(file, above, new DocumentNode.Mapping(position, entry)));
      token = parser.nextToken();
    }
    return List.of();
  }

  private SpecException problem(String message) {
    return Document.problem(file, position(parser.currentTokenLocation()), message);
  }

  private static Position position(TokenStreamLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
