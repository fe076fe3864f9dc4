package io.bitwright.testbench.liberty;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The characters of a Liberty file, taken token by token; counts lines. */
final class LibertyText {
  private static final Pattern CONTINUATION = Pattern.compile("\\\\[ \\t]*\\r?\\n");
  private static final int SHOWN = 20;

  private final String file;
  private final byte[] bytes;
  private int position;
  private int line = 1;

  LibertyText(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  String file() {
    return file;
  }

  int line() {
    return line;
  }

  boolean atEnd() {
    return position >= bytes.length;
  }

  SpecException fault(String message) {
    return faultAt(line, message);
  }

  /** What stands here, for a message. */
  String found() {
    if (atEnd()) {
      return "the end of the file";
    }
    int end = position;
    while (end < bytes.length && end < position + SHOWN && bytes[end] != '\n') {
      end++;
    }
    return QuotedText.of(slice(position, end));
  }

  /** Takes one character if it stands here. */
  boolean take(char wanted) {
    if (at(position) != wanted) {
      return false;
    }
    position++;
    return true;
  }

  /** Skips blanks, ends of lines, continuations and comments. */
  void skipBlank() {
    while (!atEnd()) {
      byte here = bytes[position];
      if (here == '\n') {
        line++;
        position++;
      } else if (isBlank(here) || (here == '\\' && isBlankOrEnd(position + 1))) {
        position++;
      } else if (here == '/' && at(position + 1) == '*') {
        skipComment();
      } else if (here == '/' && at(position + 1) == '/') {
        skipToEndOfLine();
      } else {
        return;
      }
    }
  }

  /** Skips what may stand between statements: blanks, comments, semicolons. */
  void skipSeparators() {
    skipBlank();
    while (take(';')) {
      skipBlank();
    }
  }

  /** The name of a group or attribute: letters, digits, underscores. */
  String name() {
    int start = position;
    while (isNameCharacter(at(position))) {
      position++;
    }
    if (position == start || Character.isDigit(bytes[start])) {
      position = start;
      throw fault("expected the name of a group or an attribute but found " + found());
    }
    return slice(start, position);
  }

  /** The value after the colon of a simple attribute, without quotes. */
  String simpleValue(String name) {
    skipBlanksInLine();
    if (at(position) == '"') {
      return quoted();
    }
    int start = position;
    int first = line;
    while (!atEnd() && !endsValue()) {
      skipContinuation();
      position++;
    }
    String value = CONTINUATION.matcher(slice(start, position)).replaceAll(" ").strip();
    if (value.isEmpty()) {
      throw faultAt(first, name + " has no value; write " + name + " : VALUE;");
    }
    return value;
  }

  /** What stands in round brackets: words and strings, between commas or blanks. */
  List<String> arguments(String name) {
    if (!take('(')) {
      throw fault("expected : or ( after " + QuotedText.of(name) + " but found " + found());
    }
    int first = line;
    List<String> arguments = new ArrayList<>();
    while (true) {
      skipBlank();
      if (take(')')) {
        return arguments;
      }
      if (at(position) == '"') {
        arguments.add(quoted());
      } else if (!take(',')) {
        arguments.add(word(name, first));
      }
    }
  }

  private String word(String name, int first) {
    int start = position;
    while (!atEnd() && !isBlankOrEnd(position) && "(){},;\"\\".indexOf(bytes[position]) < 0) {
      position++;
    }
    if (position == start) {
      throw fault("expected ) to close " + name + " ( of line " + first + " but found " + found());
    }
    return slice(start, position);
  }

  private String quoted() {
    int first = line;
    position++;
    int start = position;
    boolean escapes = false;
    while (at(position) != '"') {
      if (atEnd() || bytes[position] == '\n') {
        throw faultAt(first, "a string is not closed: expected \" before the end of line " + line);
      }
      if (bytes[position] == '\\') {
        escapes = true;
        skipContinuation();
        position += bytes[position] == '\\' && at(position + 1) == '"' ? 1 : 0;
      }
      position++;
    }
    String value = slice(start, position);
    position++;
    return escapes ? CONTINUATION.matcher(value).replaceAll(" ").replace("\\\"", "\"") : value;
  }

  /** From a backslash at the end of a line goes to that end, which the caller steps over. */
  private void skipContinuation() {
    if (bytes[position] != '\\') {
      return;
    }
    int end = position + 1;
    while (isBlank(at(end))) {
      end++;
    }
    if (at(end) == '\n') {
      line++;
      position = end;
    }
  }

  private boolean endsValue() {
    int here = bytes[position];
    return here == ';'
        || here == '\n'
        || here == '}'
        || (here == '/' && (at(position + 1) == '*' || at(position + 1) == '/'));
  }

  private void skipBlanksInLine() {
    while (isBlank(at(position)) || at(position) == '\\') {
      skipContinuation();
      position++;
    }
  }

  private void skipComment() {
    int first = line;
    position += 2;
    while (!(at(position) == '*' && at(position + 1) == '/')) {
      if (atEnd()) {
        throw faultAt(first, "a comment is not closed: expected */ before the end of the file");
      }
      line += bytes[position] == '\n' ? 1 : 0;
      position++;
    }
    position += 2;
  }

  private void skipToEndOfLine() {
    while (!atEnd() && bytes[position] != '\n') {
      position++;
    }
  }

  /** The character at a place; 0 after the end. */
  private int at(int place) {
    return place < bytes.length ? bytes[place] & 0xff : 0;
  }

  private boolean isBlankOrEnd(int place) {
    int here = at(place);
    return here == 0 || here == '\n' || isBlank(here);
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\f';
  }

  private static boolean isNameCharacter(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  private String slice(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private SpecException faultAt(int place, String message) {
    return new SpecException(file + ":" + place + ": " + message);
  }
}
