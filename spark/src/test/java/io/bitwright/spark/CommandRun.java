package io.bitwright.spark;

import io.bitwright.app.Main;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code bitwright} answers in this process.
 *
 * @param status with which it ends
 */
record CommandRun(int status, String out, String err) {

  /** Runs a command line; a file's path is a word. */
  static CommandRun of(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), TextStyle.PLAIN, false);
    List<String> line = Stream.of(words).map(Object::toString).toList();
    int status = new Main(console).run(line.toArray(String[]::new));
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
