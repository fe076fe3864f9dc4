package io.bitwright.spec.document;

import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A JSON file with parts too large for a tree, such as a vocabulary: they are left out of the
 * document and read member by member when they are asked for, each time from the file's bytes.
 *
 * <p>Memory: the bytes of the file, what is not in those parts as a tree, and one member.
 */
public final class PartedJson {
  private final String file;
  private final byte[] bytes;
  private final int mostBytes;
  private final List<String> parts;
  private final Document document;

  private PartedJson(Path path, int mostBytes, List<String> parts) {
    this.file = path.toString();
    this.mostBytes = mostBytes;
    this.parts = List.copyOf(parts);
    bytes = TextFile.bytes(path, mostBytes);
    document = document("", member -> {});
  }

  /**
   * Reads a file but for its large parts.
   *
   * @param mostBytes the largest file that is read, a multiple of 1 MiB
   * @param parts keys from the root, such as {@code model.vocab}
   * @throws SpecException with file and line, if it is no JSON as {@link JsonReader} describes it,
   *     or larger
   */
  public static PartedJson read(Path file, int mostBytes, List<String> parts) {
    return new PartedJson(file, mostBytes, parts);
  }

  /** The document, in which large mappings and lists stand without members. */
  public Document document() {
    return document;
  }

  /**
   * Reads a large part in the order of the file. Each member is given as the section that the part
   * would be with no other: of a mapping with one key, of a list the section around it, with one
   * item under the list's key. Keys that stand twice are given twice.
   *
   * @throws SpecException as {@link #read}, and what the reader throws
   */
  public void members(String part, Consumer<Section> reader) {
    document(part, reader);
  }

  /**
   * Refuses a key that a large mapping has twice, as {@link JsonReader} does.
   *
   * @throws SpecException with the lines of both
   */
  public void refuseSecond(String part, String key) {
    Map<String, DocumentNode.Entry> seen = new LinkedHashMap<>();
    members(
        part,
        member -> {
          DocumentNode.Entry entry = member.mapping().entries().get(key);
          if (entry != null) {
            DocumentNodes.put(file, seen, key, entry.keyPosition(), entry.value());
          }
        });
  }

  private Document document(String visited, Consumer<Section> reader) {
    return JsonReader.read(
        file,
        TextFile.reader(file, bytes, mostBytes),
        new JsonReader.LargeParts(parts, visited, reader));
  }
}
