package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs a command line in this process, as a pipe would see it. */
final class CapturedConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final int status;

  private CapturedConsole(String... arguments) {
    Console console = new Console(stream(out), stream(err), TextStyle.PLAIN, false);
    status = new Main(console).run(arguments);
  }

  static CapturedConsole run(String... arguments) {
    return new CapturedConsole(arguments);
  }

  /** The input was wrong: one message, which is the given one, status 2, nothing on stdout. */
  void assertRefused(String message) {
    assertThat(err()).isEqualTo("bitwright: " + message + "\n");
    assertThat(out()).isEmpty();
    assertThat(status).isEqualTo(2);
  }

  int status() {
    return status;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
