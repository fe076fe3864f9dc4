package io.bitwright.app.report;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out} and nothing else there, messages to {@code err}.
 *
 * @param outStyle what the reader of {@code out} can show
 * @param errIsTerminal whether a person watches {@code err}: progress is shown only then
 */
public record Console(PrintStream out, PrintStream err, TextStyle outStyle, boolean errIsTerminal) {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * The process's own streams, always in UTF-8. The launcher says in the properties {@code
   * bitwright.terminal.out} and {@code bitwright.terminal.err} which of them are terminals.
   */
  public static Console system() {
    boolean terminal = Boolean.getBoolean("bitwright.terminal.out");
    boolean colour = terminal && isEmpty("NO_COLOR") && !"dumb".equals(System.getenv("TERM"));
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        new TextStyle(terminal, colour),
        Boolean.getBoolean("bitwright.terminal.err"));
  }

  /** Prints the report in the form that was asked for. */
  public void print(Report report, boolean json) {
    out.print(json ? JsonOutput.render(report.json()) : report.text(outStyle));
    out.flush();
  }

  private static boolean isEmpty(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isEmpty();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        false,
        StandardCharsets.UTF_8);
  }
}
