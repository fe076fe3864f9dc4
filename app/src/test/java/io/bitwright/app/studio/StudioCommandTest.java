package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.Main;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code studio}, in a process of its own, since it stays. */
class StudioCommandTest {

  @Test
  void addressIsPrintedOnceInOneLineAndTheProcessEndsWhenAsked() throws Exception {
    Process process = studio("--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      String url = new JsonMapper().readTree(line).at("/url").asString();
      try (StudioClient client = new StudioClient(url)) {
        assertThat(client.get("").status()).isEqualTo(200);
      }
      assertThat(line).isEqualTo("{\"url\":\"" + url + "\"}");

      // The handle, since the process itself would close what it printed.
      process.toHandle().destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).as("nothing else is printed").isNull();
      assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000            | --port: 70000 is not from 0 to 65535",
        "--port -1               | --port: -1 is not from 0 to 65535",
        "--exploration none.json | none.json: no such file"
      })
  void wrongOptionsAreRefused(String options, String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("studio"));
    arguments.addAll(Arrays.asList(options.split(" ", -1)));

    int status =
        new Main(new Console(stream(out), stream(err), TextStyle.PLAIN, false))
            .run(arguments.toArray(String[]::new));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bitwright: " + message + "\n");
    assertThat(out.size()).isZero();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Process studio(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.bitwright.app.Main",
                "studio"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }
}
