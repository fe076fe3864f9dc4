package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of Liberty files: groups {@code kind (arguments) { ... }}, simple attributes {@code
 * name : value;}, complex attributes {@code name (values);}, comments, quoted strings, lines
 * continued by a backslash (Liberty User Guide, volume 1, "Building a Technology Library").
 *
 * <p>As real files have it, the semicolon may be missing at the end of a line or before a closing
 * brace. {@code define} is a complex attribute like any other: unknown attributes are kept, so that
 * nothing has to be declared. Groups are followed without recursion and at most {@value #DEEPEST}
 * deep.
 */
public final class LibertySyntax {
  /** Groups within groups; libraries have at most about eight. */
  private static final int DEEPEST = 64;

  private final LibertyText text;
  private final Deque<OpenGroup> open = new ArrayDeque<>();

  private LibertySyntax(LibertyText text) {
    this.text = text;
  }

  /**
   * The one group that a file holds.
   *
   * @param file the file's name, for messages
   * @param bytes the file's content, read as ISO 8859-1
   * @throws SpecException naming file and line, if the text is no Liberty group
   */
  public static LibertyGroup parse(String file, byte[] bytes) {
    return new LibertySyntax(new LibertyText(file, bytes)).file();
  }

  private LibertyGroup file() {
    text.skipBlank();
    if (text.atEnd()) {
      throw text.fault("holds no group; write library (NAME) { ... }");
    }
    int line = text.line();
    String kind = text.name();
    text.skipBlank();
    List<String> arguments = text.arguments(kind);
    text.skipBlank();
    if (!text.take('{')) {
      throw text.fault("expected { after " + kind + " (...) but found " + text.found());
    }
    open.push(new OpenGroup(line, kind, arguments));
    while (true) {
      LibertyGroup closed = statement();
      if (closed != null) {
        refuseMore(closed);
        return closed;
      }
    }
  }

  private void refuseMore(LibertyGroup closed) {
    text.skipSeparators();
    if (!text.atEnd()) {
      throw text.fault(
          "expected the end of the file, as "
              + closed.kind()
              + " (line "
              + closed.line()
              + ") is closed, but found "
              + text.found());
    }
  }

  /** Reads one statement; returns the outermost group once its brace is closed. */
  private @Nullable LibertyGroup statement() {
    text.skipSeparators();
    OpenGroup group = open.element();
    if (text.atEnd()) {
      throw text.fault(
          group.kind + " (line " + group.line + ") is not closed: expected } before the end");
    }
    if (text.take('}')) {
      return close();
    }
    int line = text.line();
    String name = text.name();
    text.skipBlank();
    if (text.take(':')) {
      group.attributes.add(new LibertyAttribute(name, List.of(text.simpleValue(name)), line));
      return null;
    }
    List<String> values = text.arguments(name);
    text.skipBlank();
    if (text.take('{')) {
      descend(new OpenGroup(line, name, values));
    } else {
      group.attributes.add(new LibertyAttribute(name, values, line));
    }
    return null;
  }

  private void descend(OpenGroup group) {
    if (open.size() >= DEEPEST) {
      throw text.fault(
          group.kind + " is more than " + DEEPEST + " groups deep; allowed: " + DEEPEST);
    }
    open.push(group);
  }

  private @Nullable LibertyGroup close() {
    OpenGroup done = open.pop();
    LibertyGroup group =
        new LibertyGroup(
            text.file(), done.line, done.kind, done.arguments, done.attributes, done.groups);
    OpenGroup parent = open.peek();
    if (parent == null) {
      return group;
    }
    parent.groups.add(group);
    return null;
  }

  /** A group whose closing brace has not been read. */
  private static final class OpenGroup {
    private final int line;
    private final String kind;
    private final List<String> arguments;
    private final List<LibertyAttribute> attributes = new ArrayList<>();
    private final List<LibertyGroup> groups = new ArrayList<>();

    OpenGroup(int line, String kind, List<String> arguments) {
      this.line = line;
      this.kind = kind;
      this.arguments = arguments;
    }
  }
}
