package io.bitwright.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.bitwright.junit.FixtureRun.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosimExtensionTest {
  @TempDir private Path empty;

  @Test
  @RequiresVerilator
  void everyAcceleratorAndUnitIsAnInvocation() {
    assertThat(FixtureRun.of(CosimFixtures.Agreeing.class))
        .extracting(Outcome::name, Outcome::status, Outcome::message)
        .containsExactlyInAnyOrder(
            tuple("[1] weight_stationary_array", SUCCESSFUL, ""),
            tuple("[1] my-chip: weight_stationary_array", SUCCESSFUL, ""),
            tuple("[2] my-chip: weight_stationary_array", SUCCESSFUL, ""));
  }

  @Test
  void disagreementFailsAnEmptyMethodWithAllValues() {
    assertThat(message("empty", CosimFixtures.Disagreeing.class))
        .isEqualTo(
            """
            my-chip: weight_stationary_array: 1 of 2 runs disagree (4 value mismatches, 1 cycle differences)
              6x5x3 random, stalls: none: 4 wrong values, the first in cycle 17, row 1, column 2: \
            expected -5, got 9; the RTL took 31 cycles, simulated 30
            again: ./bitwright cosim --unit weight_stationary_array %s --cases 2 --seed 7\
            """
                .formatted(settings()));
  }

  private static String settings() {
    List<String> settings =
        CosimFixtures.subject().unit().settings().entrySet().stream()
            .map(setting -> "--set " + setting.getKey() + "=" + setting.getValue())
            .toList();
    assertThat(settings).contains("--set rows=3", "--set columns=5");
    return String.join(" ", settings);
  }

  @Test
  void failureOfTheMethodItselfIsToldFirst() {
    List<Outcome> outcomes = FixtureRun.of(CosimFixtures.Disagreeing.class);

    assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome.status() == FAILED);
    assertThat(outcomes).anyMatch(outcome -> outcome.message().startsWith("[cases]"));
  }

  @Test
  void wrongAnnotationsFailWithWhatIsAllowed() {
    Class<?> wrong = CosimFixtures.Wrong.class;

    assertThat(message("name", wrong))
        .startsWith("unknown accelerator \"edge-ternary-16x61\"")
        .endsWith("did you mean \"edge-ternary-16x16\"?");
    assertThat(message("notGenerable", wrong))
        .isEqualTo(
            "tpu-v4: this description is of a machine that is only estimated, not generated");
    assertThat(message("nothing", wrong))
        .startsWith("@Cosim: give accelerators (edge-ternary-16x16, ")
        .endsWith("not neither");
    assertThat(message("both", wrong)).endsWith("not both");
    assertThat(message("settingsOfAnAccelerator", wrong))
        .isEqualTo("@Cosim: settings go with unit; an accelerator is set in its YAML");
    assertThat(message("setting", wrong))
        .isEqualTo("@Cosim settings: 'rows' is not KEY=VALUE, such as rows=16");
    assertThat(message("cases", wrong)).isEqualTo("@Cosim: cases is 0, and must be at least 1");
  }

  @Test
  void missingToolsAreSkippedOnlyOutsideCi() throws Exception {
    assertThat(withoutTools("false"))
        .hasSize(3)
        .allMatch(line -> line.endsWith("|ABORTED|not installed: [verilator, g++]"));
    assertThat(withoutTools("true"))
        .hasSize(3)
        .allMatch(line ->
            line.endsWith(
                "|FAILED|not installed: [verilator, g++], and with CI=true nothing may be skipped"));
  }

  private List<String> withoutTools(String ci) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FixtureRun.class.getName(),
            CosimFixtures.Agreeing.class.getName());
    builder.environment().put("PATH", empty.toString());
    builder.environment().put("CI", ci);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  /** What the template of tests of that method failed with. */
  private static String message(String method, Class<?> fixture) {
    List<String> messages =
        FixtureRun.of(fixture).stream()
            .filter(outcome ->
                outcome.name().startsWith(method + "(")
                    || fixture == CosimFixtures.Disagreeing.class)
            .filter(outcome -> outcome.status() == FAILED)
            .map(Outcome::message)
            .filter(text -> !text.startsWith("[cases]"))
            .toList();
    assertThat(messages).as(method).hasSize(1);
    return messages.getFirst();
  }
}
