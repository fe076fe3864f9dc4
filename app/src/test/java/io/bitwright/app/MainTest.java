package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.spec.SpecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {

  @Test
  void aloneItShowsItsHelpAndIsDone() {
    CapturedConsole run = CapturedConsole.run();

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Usage: bitwright").contains("list");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpOfEveryCommandShowsAnExampleThatNamesTheCommand() {
    for (Subcommand subcommand : Subcommand.values()) {
      CapturedConsole run = CapturedConsole.run(subcommand.label(), "--help");

      assertThat(run.status()).isZero();
      assertThat(run.out()).contains("Example:").contains("  ./bitwright " + subcommand.label());
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void helpListsEveryCommand() {
    String help = CapturedConsole.run("--help").out();

    for (Subcommand subcommand : Subcommand.values()) {
      assertThat(help).contains("\n  " + subcommand.label());
    }
  }

  @Test
  void versionIsOneLineOnStdout() {
    CapturedConsole run = CapturedConsole.run("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).matches("bitwright .+\n");
  }

  @Test
  void listPrintsOneJsonDocumentAndNothingElse() {
    CapturedConsole run = CapturedConsole.run("list", "--json");

    JsonNode document = JsonMapper.shared().readTree(run.out());
    assertThat(run.status()).isZero();
    assertThat(document.at("/formats/0/name").asString()).isEqualTo("binary");
    assertThat(names(document, "units")).contains("weight_stationary_array");
    assertThat(names(document, "models")).contains("llama-2-7b", "bitnet-b1.58-2b-4t");
    assertThat(names(document, "accelerators")).contains("edge-ternary-16x16", "tpu-v4");
    assertThat(names(document, "parts")).contains("xck26", "lfe5u-85f");
    assertThat(names(document, "energyTables")).contains("horowitz-isscc2014");
    assertThat(run.err()).isEmpty();
  }

  private static List<String> names(JsonNode document, String key) {
    return document.get(key).valueStream().map(entry -> entry.get("name").asString()).toList();
  }

  @Test
  void wrongEnergyTableIsWrongInputToo() {
    assertFailure(
        new EnergyTableException("dram.csv:2: no unit"), 2, "bitwright: dram.csv:2: no unit\n");
  }

  @Test
  void unknownOptionNamesTheNearestOne() {
    CapturedConsole run = CapturedConsole.run("list", "--jsn");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "bitwright: unknown option '--jsn'; did you mean '--json'?"
                + " (./bitwright list --help shows what is allowed)\n");
  }

  @Test
  void unknownCommandNamesTheNearestOne() {
    CapturedConsole run = CapturedConsole.run("lst");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "bitwright: unknown command 'lst'; did you mean 'list'?"
                + " (./bitwright --help shows what is allowed)\n");
  }

  @Test
  void strayWordAfterACommandIsRefused() {
    CapturedConsole run = CapturedConsole.run("list", "models");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("bitwright: unknown argument 'models'").hasLineCount(1);
  }

  @Test
  void wrongInputIsOneMessageAndStatusTwo() {
    assertFailure(
        new SpecException("a.yaml:3: clock: must be positive"),
        2,
        "bitwright: a.yaml:3: clock: must be positive\n");
  }

  @Test
  void defectIsAnInternalErrorAndStatusSeventy() {
    assertFailure(
        new IllegalStateException("queue is full"),
        70,
        "bitwright: internal error: java.lang.IllegalStateException: queue is full"
            + " (--stacktrace shows where; please report it)\n");
  }

  @Test
  void outputThatCannotBeWrittenIsNotASuccess() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    Console console =
        new Console(
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            TextStyle.PLAIN,
            false);

    assertThat(new Main(console).run("list")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("bitwright: standard output could not be written in full\n");
  }

  private static void assertFailure(Exception failure, int status, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    ErrorMessages errors = new ErrorMessages(new Console(stream, stream, TextStyle.PLAIN, false));
    CommandLine command = new CommandLine(new Bitwright());

    assertThat(errors.failedCommand(failure, command, command.parseArgs())).isEqualTo(status);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(message);
  }
}
