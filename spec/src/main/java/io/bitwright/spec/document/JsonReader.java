package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON files as positioned trees: RFC 8259, one value, no duplicate keys. */
public final class JsonReader {
  private final String file;
  private final JsonParser parser;

  private JsonReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
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
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      return new Document(file, new JsonReader(file, parser).document());
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
    DocumentNode root = node(first, 0);
    if (parser.nextToken() != null) {
      throw problem("text after the end of the document");
    }
    return root;
  }

  private DocumentNode node(@Nullable JsonToken token, int depth) {
    if (depth > DocumentNodes.DEEPEST) {
      throw problem(DocumentNodes.TOO_DEEP);
    }
    Position position = position(parser.currentTokenLocation());
    if (token == JsonToken.START_OBJECT) {
      return new DocumentNode.Mapping(position, entries(depth));
    }
    if (token == JsonToken.START_ARRAY) {
      return new DocumentNode.Sequence(position, items(depth));
    }
    return new DocumentNode.Scalar(position, parser.getString(), token == JsonToken.VALUE_STRING);
  }

  private List<DocumentNode> items(int depth) {
    List<DocumentNode> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(node(token, depth + 1));
      token = parser.nextToken();
    }
    return items;
  }

  private Map<String, DocumentNode.Entry> entries(int depth) {
    Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Position keyPosition = position(parser.currentTokenLocation());
      DocumentNodes.put(file, entries, key, keyPosition, node(parser.nextToken(), depth + 1));
    }
    return entries;
  }

  private SpecException problem(String message) {
    return Document.problem(file, position(parser.currentTokenLocation()), message);
  }

  private static Position position(TokenStreamLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
