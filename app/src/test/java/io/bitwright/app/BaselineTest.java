package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.baseline.FigureDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --baseline}: figures held against those of an earlier run. */
class BaselineTest {
  private static final String MATMUL =
      "estimate --matmul 64x512x512 --accelerator edge-ternary-16x16";

  @TempDir private Path folder;

  private static CapturedConsole run(String line, String... more) {
    List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
    arguments.addAll(List.of(more));
    return CapturedConsole.run(arguments.toArray(String[]::new));
  }

  private String baselineOf(String line) {
    return baselineOf(line, "", "");
  }

  /** What the command prints with --json, a piece of it replaced. */
  private String baselineOf(String line, String piece, String replacement) {
    CapturedConsole run = run(line, "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(piece);
    try {
      return Files.writeString(
              folder.resolve("baseline.json"), run.out().replace(piece, replacement))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MATMUL,
        "estimate --model llama-2-7b --accelerator tpu-v4",
        "estimate --model llama-2-7b --accelerator nvidia-h200 --phase generate",
        "estimate --model palm-540b --pod tpu-v4-64 --phase decode --batch 64",
        "estimate --model llama-2-7b --pod dgx-h100 --phase train --batch 64",
        "estimate --collective all_reduce --bytes 1GB --pod 4x4x8 --accelerator tpu-v4",
        "validate --subject pods",
        "run --prompt ROMEO: --tokens 4",
        "explore ../examples/llama-decode/space.yaml --strategy sample --points 200",
        "quality --weights int4 --windows 2 --prompts 2 --tokens 8"
      })
  void runIsNoWorseThanItself(String line) {
    String baseline = baselineOf(line);

    CapturedConsole again = run(line, "--baseline", baseline, "--json");

    assertThat(again.err()).isEmpty();
    assertThat(again.status()).isZero();
    JsonNode comparison = JsonMapper.shared().readTree(again.out()).get("baseline");
    assertThat(comparison.get("figures").size())
        .isPositive()
        .isEqualTo(comparison.get("same").asInt());
  }

  @Test
  void coSimulatedRunsHaveFigures() {
    String cosim =
        """
        {"design": "chip", "valueMismatches": 0, "cycleDifferences": 0, "units": [
         {"unit": "u", "valueMismatches": 0, "cycleDifferences": 0}], "results": [
         {"unit": "u rows=3", "workload": "2x3x4", "operands": "random", "stalls": "none",
          "rtlCycles": 40, "simulatedCycles": 40, "valueMismatches": 0}]}
        """;

    assertThat(FigureDocument.parse("cosim", cosim).figures())
        .containsOnlyKeys(
            "valueMismatches",
            "cycleDifferences",
            "units[u].valueMismatches",
            "units[u].cycleDifferences",
            "results[u rows=3, 2x3x4, random, none].rtlCycles",
            "results[u rows=3, 2x3x4, random, none].simulatedCycles",
            "results[u rows=3, 2x3x4, random, none].valueMismatches");
  }

  @Test
  void worseFigureFailsWithItsValuesThenAndNow() {
    String baseline = baselineOf(MATMUL, "\"mfu\" : 0.", "\"mfu\" : 1.");

    CapturedConsole run = run(MATMUL, "--baseline", baseline);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("figure baseline now change verdict")
        .anyMatch(line -> line.matches("mfu 1\\.\\S+ 0\\.\\S+ -\\S+ % worse"))
        .anyMatch(line -> line.endsWith(" same, 0 better, 1 WORSE"));
  }

  @Test
  void worseFigureIsToleratedUpToTheShare() {
    String baseline = baselineOf(MATMUL, "\"mfu\" : 0.", "\"mfu\" : 1.");

    assertThat(run(MATMUL, "--baseline", baseline, "--worse-by", "99%").status()).isZero();
    assertThat(run(MATMUL, "--baseline", baseline, "--worse-by", "0.99").status()).isZero();
    assertThat(run(MATMUL, "--baseline", baseline, "--worse-by", "1 %").status()).isEqualTo(1);
  }

  @Test
  void betterFigureIsListedAndPasses() {
    String baseline = baselineOf(MATMUL, "\"latencySeconds\" : 0.", "\"latencySeconds\" : 1.");

    CapturedConsole run = run(MATMUL, "--baseline", baseline, "--json");

    assertThat(run.status()).isZero();
    JsonNode comparison = JsonMapper.shared().readTree(run.out()).get("baseline");
    assertThat(comparison.get("better").asInt()).isEqualTo(1);
    assertThat(comparison.get("figures").get(0).get("verdict").asString()).isEqualTo("better");
    assertThat(comparison.get("figures").get(0).get("change").asDouble()).isNegative();
  }

  @Test
  void documentWithItsComparisonIsABaselineItself() {
    String first = baselineOf(MATMUL);
    String second = baselineOf(MATMUL + " --baseline " + first);

    assertThat(run(MATMUL, "--baseline", second).status()).isZero();
  }

  @Test
  void anotherSubjectIsRefused() {
    String baseline = baselineOf(MATMUL);

    run(MATMUL.replace("ternary-16x16", "int8-8x8"), "--baseline", baseline)
        .assertRefused(
            baseline
                + ": is of another subject: accelerator is \"edge-ternary-16x16\" there and"
                + " \"edge-int8-8x8\" here, weights is \"ternary\" there and \"int8\" here");
  }

  @Test
  void missingFigureIsRefused() {
    String baseline = baselineOf(MATMUL, "\"mfu\" :", "\"energyJoulesOfMagic\" : 1, \"mfu\" :");
    assertThat(run(MATMUL, "--baseline", baseline).status()).isZero();

    String more = baselineOf(MATMUL, "\"multiply\" :", "\"magic\" : 1, \"multiply\" :");
    run(MATMUL, "--baseline", more)
        .assertRefused(more + ": has figures that this run lacks: energyJoules.magic");
  }

  @Test
  void wrongSharesAndFilesAreToldBeforeTheWork() {
    run(MATMUL, "--worse-by", "5%").assertRefused("--worse-by goes with --baseline");
    String baseline = baselineOf(MATMUL);
    run(MATMUL, "--baseline", baseline, "--worse-by", "-1%")
        .assertRefused("--worse-by: \"-1%\" is not a share of 0 or more, as 5% or 0.05");
    run("cosim --all", "--baseline", "nowhere.json").assertRefused("nowhere.json: no such file");
  }
}
