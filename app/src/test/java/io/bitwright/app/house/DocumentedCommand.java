package io.bitwright.app.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a fenced block of a page, with the output that the page shows for it.
 *
 * @param place file and line, for messages
 * @param notRunBecause why the tests leave it out; empty if they run it
 */
record DocumentedCommand(
    String place, String command, List<String> shownOutput, String notRunBecause) {
  private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(\\./bitwright(?: .*)?)");
  private static final Pattern NOT_RUN = Pattern.compile("<!-- not run by the tests: (.+) -->");
  private static final String FENCE = "```";

  DocumentedCommand {
    shownOutput = List.copyOf(shownOutput);
  }

  static List<DocumentedCommand> of(Path page) {
    return of(Repository.relative(page), Repository.lines(page));
  }

  static List<DocumentedCommand> of(String page, List<String> lines) {
    List<DocumentedCommand> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith(FENCE)) {
          end++;
        }
        String reason = i == 0 ? "" : reason(lines.get(i - 1));
        addBlock(page, i + 1, lines.subList(i + 1, end), reason, found);
        i = end;
      }
    }
    return found;
  }

  private static void addBlock(
      String page, int offset, List<String> block, String reason, List<DocumentedCommand> found) {
    int line = 0;
    while (line < block.size()) {
      Matcher command = COMMAND.matcher(block.get(line));
      int first = line++;
      if (!command.matches()) {
        continue;
      }
      List<String> output = new ArrayList<>();
      while (line < block.size() && !isPrompt(block.get(line))) {
        output.add(block.get(line++));
      }
      String place = page + ":" + (offset + first + 1);
      found.add(new DocumentedCommand(place, command.group(1), trimmed(output), reason));
    }
  }

  /** The next command, be it Bitwright's or another's. */
  private static boolean isPrompt(String line) {
    return line.startsWith("./") || line.startsWith("$ ");
  }

  /** Without the empty lines at the end, which set commands apart. */
  private static List<String> trimmed(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end);
  }

  private static String reason(String line) {
    Matcher notRun = NOT_RUN.matcher(line);
    return notRun.matches() ? notRun.group(1) : "";
  }

  /** Whether the page shows that the command refuses its input. */
  boolean showsRefusal() {
    return shownOutput.stream().anyMatch(line -> line.startsWith("bitwright: "));
  }

  /** What the command must print: CONTRIBUTING.md states the marks. */
  Pattern expectedOutput() {
    StringBuilder regex = new StringBuilder();
    for (String line : shownOutput) {
      regex.append(line.equals("...") ? "(?:.*\n)*?" : lineRegex(line.stripTrailing()) + "\\h*\n");
    }
    return Pattern.compile(regex.toString());
  }

  private static String lineRegex(String line) {
    String number = "[-+]?[0-9][0-9.,]*(?:e-?[0-9]+)?";
    return Pattern.quote(line)
        .replaceAll(" *<time> *", mark("\\h*" + number + "\\h?(?:ns|us|ms|s|min)\\h*"))
        .replaceAll(" *<number> *", mark("\\h*" + number + "\\h*"));
  }

  /** Leaves the quotation for a piece of pattern. */
  private static String mark(String regex) {
    return Matcher.quoteReplacement("\\E" + regex + "\\Q");
  }
}
