package io.bitwright.app.studio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a YAML text that is being typed, found by indentation, since such a text is not yet
 * YAML.
 *
 * @param path keys from the outermost to the mapping that the place is in
 * @param key the key whose value is being typed; empty where a key is
 * @param typed what stands between the beginning of the word and the place
 * @param siblings keys that the mapping has already
 */
record YamlCursor(List<String> path, Optional<String> key, String typed, Set<String> siblings) {
  private static final Pattern KEY_LINE = Pattern.compile("( *(?:- +)*)([A-Za-z][\\w-]*):.*");
  private static final Pattern KEY = Pattern.compile("\\s*(?:- +)*([\\w-]*)");
  private static final Pattern INDENTATION = Pattern.compile(" *(?:- +)*");
  private static final Pattern VALUE =
      Pattern.compile("\\s*(?:- +)*([A-Za-z][\\w-]*):\\s+(?:\\[(?:[^\\]]*,)?\\s*)?(.*)");

  YamlCursor {
    path = List.copyOf(path);
  }

  /** The place behind so many characters; empty in a comment or where nothing can be said. */
  static Optional<YamlCursor> at(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    String typed = text.substring(start, offset);
    List<String> lines = List.of(text.split("\n", -1));
    int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    if (typed.strip().startsWith("#") || typed.contains(" #")) {
      return Optional.empty();
    }
    int brace = typed.lastIndexOf('{');
    return brace >= 0 && typed.indexOf('}', brace) < 0
        ? inBraces(lines, line, typed, brace)
        : inBlock(lines, line, typed);
  }

  private static Optional<YamlCursor> inBlock(List<String> lines, int line, String typed) {
    int depth = depth(typed);
    List<String> path = path(lines, line, depth);
    return at(path, typed, siblings(lines, line, depth));
  }

  private static Optional<YamlCursor> inBraces(
      List<String> lines, int line, String typed, int brace) {
    String before = typed.substring(0, brace);
    List<String> path = new ArrayList<>(path(lines, line, depth(before)));
    Matcher owner = KEY_LINE.matcher(before);
    if (owner.matches()) {
      path.add(owner.group(2));
    }
    Set<String> siblings = new LinkedHashSet<>();
    String[] entries = typed.substring(brace + 1).split(",", -1);
    for (int i = 0; i < entries.length - 1; i++) {
      siblings.add(entries[i].split(":", -1)[0].strip());
    }
    return at(path, entries[entries.length - 1], siblings);
  }

  private static Optional<YamlCursor> at(List<String> path, String typed, Set<String> siblings) {
    Matcher key = KEY.matcher(typed);
    if (key.matches()) {
      return Optional.of(new YamlCursor(path, Optional.empty(), key.group(1), siblings));
    }
    Matcher value = VALUE.matcher(typed);
    return value.matches()
        ? Optional.of(new YamlCursor(path, Optional.of(value.group(1)), value.group(2), siblings))
        : Optional.empty();
  }

  /** The keys above a line that are indented less and less. */
  private static List<String> path(List<String> lines, int line, int depth) {
    List<String> path = new ArrayList<>();
    int least = depth;
    for (int i = Math.min(line, lines.size()) - 1; i >= 0 && least > 0; i--) {
      Matcher key = KEY_LINE.matcher(lines.get(i));
      if (key.matches() && key.group(1).length() < least) {
        // The key of an item lies in a list that the key above it holds.
        int dash = key.group(1).indexOf('-');
        least = dash < 0 ? key.group(1).length() : dash;
        path.addFirst(key.group(2));
      }
    }
    return path;
  }

  private static Set<String> siblings(List<String> lines, int line, int depth) {
    Set<String> siblings = new LinkedHashSet<>();
    for (int i = line - 1; i >= 0 && !beginsItem(lines.get(i + 1), depth); i--) {
      if (!addSibling(lines.get(i), depth, siblings)) {
        break;
      }
    }
    for (int i = line + 1; i < lines.size() && !beginsItem(lines.get(i), depth); i++) {
      if (!addSibling(lines.get(i), depth, siblings)) {
        break;
      }
    }
    return siblings;
  }

  /** Adds the key of a line; false if the line ends the mapping. */
  private static boolean addSibling(String line, int depth, Set<String> siblings) {
    Matcher key = KEY_LINE.matcher(line);
    if (!key.matches() || key.group(1).length() > depth) {
      return true;
    }
    if (key.group(1).length() == depth) {
      siblings.add(key.group(2));
    }
    return key.group(1).length() == depth;
  }

  private static boolean beginsItem(String line, int depth) {
    String indentation = line.substring(0, depth(line));
    return indentation.contains("-") && indentation.length() <= depth;
  }

  /** Blanks, and the dashes of items, before the first word. */
  private static int depth(String line) {
    Matcher blanks = INDENTATION.matcher(line);
    return blanks.lookingAt() ? blanks.end() : 0;
  }
}
