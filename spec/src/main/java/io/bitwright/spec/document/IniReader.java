package io.bitwright.spec.document;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * INI files as positioned trees, in the dialect of Python's {@code configparser}: sections in
 * square brackets, keys with {@code :} or {@code =}, letter case of keys left out, whole lines of
 * comment after {@code #} or {@code ;}. No value goes on over a second line, no section or key
 * stands twice.
 */
public final class IniReader {
  private static final Pattern SECTION = Pattern.compile("\\[([^\\]]+)\\]");
  private static final Pattern ENTRY = Pattern.compile("([^:=]+?)\\s*[:=]\\s*(.*)");

  private final String file;
  private final List<String> keys;
  private final Map<String, DocumentNode.Entry> sections = new LinkedHashMap<>();
  private Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>();
  private String section = "";
  private Position sectionPosition = Position.START;

  private IniReader(String file, List<String> keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * Reads a file: a mapping of sections, each a mapping of keys.
   *
   * @param keys the spelling of known keys; a key that differs from one in letter case only is
   *     taken for it
   * @throws SpecException with file and line, if it is no INI as described above
   */
  public static Document read(Path file, List<String> keys) {
    return read(file.toString(), TextFile.bytes(file), keys);
  }

  /** As {@link #read(Path, List)}, from the bytes of a file with the given name. */
  public static Document read(String file, byte[] bytes, List<String> keys) {
    return new IniReader(file, keys).document(TextFile.text(file, bytes));
  }

  private Document document(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        read(line, new Position(i + 1, 1 + lines.get(i).indexOf(line)));
      }
    }
    closeSection();
    if (sections.isEmpty()) {
      throw new SpecException(file + ":1: the file has no section such as [general]");
    }
    return new Document(file, new DocumentNode.Mapping(Position.START, sections));
  }

  private void read(String line, Position position) {
    Matcher header = SECTION.matcher(line);
    Matcher entry = ENTRY.matcher(line);
    if (header.matches()) {
      closeSection();
      section = header.group(1).strip();
      sectionPosition = position;
      entries = new LinkedHashMap<>();
    } else if (!entry.matches()) {
      throw Document.problem(
          file, position, QuotedText.of(line) + " is neither [section], key: value nor # comment");
    } else if (section.isEmpty()) {
      throw Document.problem(
          file, position, QuotedText.of(line) + " stands before the first [section]");
    } else {
      Position value = new Position(position.line(), position.column() + entry.start(2));
      DocumentNodes.put(
          file,
          entries,
          spelled(entry.group(1)),
          position,
          new DocumentNode.Scalar(value, entry.group(2), false));
    }
  }

  private void closeSection() {
    if (!section.isEmpty()) {
      DocumentNodes.put(
          file,
          sections,
          section,
          sectionPosition,
          new DocumentNode.Mapping(sectionPosition, entries));
    }
  }

  private String spelled(String key) {
    return keys.stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
  }

  /** What to add to the message about a missing key, if one of those that stand there is near. */
  public static String mistyped(String key, List<String> standing) {
    return NearestWord.of(key, standing)
        .map(near -> "; " + QuotedText.of(near) + " stands there instead")
        .orElse("");
  }
}
