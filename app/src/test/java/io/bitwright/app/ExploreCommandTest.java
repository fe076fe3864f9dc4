package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.app.exploration.Spaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExploreCommandTest {
  @TempDir private Path folder;

  private String space(String text) throws IOException {
    return Files.writeString(folder.resolve("space.yaml"), text).toString();
  }

  @Test
  void theFrontIsShownWithItsUnits() throws IOException {
    CapturedConsole console = CapturedConsole.run("explore", space(Spaces.SMALL));

    assertThat(console.err()).isEmpty();
    assertThat(console.status()).isZero();
    assertThat(console.out())
        .startsWith("play-decoder-b158 on edge-ternary-16x16: 192 of 192 points (grid), ")
        .contains("maximise tokens_per_second, minimise energy_per_token, minimise array")
        .contains("what keeps points out")
        .contains("latency <= 2 ms")
        .contains("2 KiB")
        .contains("uJ");
  }

  @Test
  void theDocumentHoldsTheFrontWithAllItsFigures() throws IOException {
    CapturedConsole console = CapturedConsole.run("explore", space(Spaces.SMALL), "--json");
    JsonNode document = JsonMapper.shared().readTree(console.out());

    assertThat(document.get("gridPoints").asInt()).isEqualTo(192);
    assertThat(document.get("evaluatedPoints").asInt()).isEqualTo(192);
    assertThat(document.get("front").size()).isPositive();
    JsonNode point = document.get("front").get(0);
    assertThat(point.get("variables").get("workload.weights").asString()).isEqualTo("ternary");
    assertThat(point.get("figures").get("latency").asDouble()).isBetween(1e-5, 2e-3);
    assertThat(document.get("refused").get(0).get("points").asInt()).isPositive();
  }

  /** What the README shows of the example is what the command draws. */
  @ParameterizedTest
  @ValueSource(strings = {"kv260", "u280"})
  void picturesOfTheExampleAreWhatIsDrawn(String board) throws IOException {
    Path picture = folder.resolve("front.svg");
    CapturedConsole console =
        CapturedConsole.run(
            "explore",
            "../examples/ternary-decoder/" + board + ".yaml",
            "--picture",
            picture.toString());

    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.out())
        .contains(
            "note: area of weight_stationary_array is foretold: LUTs 2.1 % off, at most 6.9 %")
        .endsWith("wrote " + picture + "\n");
    assertThat(Path.of("../docs/pictures/ternary-decoder-" + board + ".svg"))
        .hasSameTextualContentAs(picture);
  }

  @Test
  void fidelityIsReadFromWhatQualityPrinted() throws IOException {
    String document =
        CapturedConsole.run(
                ("quality --json --weights int4/g64/fp16,ternary --windows 1 --window 16"
                        + " --prompts 2 --prompt-tokens 8 --tokens 4")
                    .split(" "))
            .out();
    Files.writeString(folder.resolve("quality.json"), document);
    String space =
        Spaces.SMALL
                .replace("[ternary, int8]", "[ternary/tensor/fp32, int4/g64/fp16]")
                .replace("minimise array", "minimise fidelity_loss")
            + "fidelity: quality.json\n";
    CapturedConsole console = CapturedConsole.run("explore", space(space), "--json");

    assertThat(console.status()).as(console.err()).isZero();
    JsonNode rows = JsonMapper.shared().readTree(document).at("/models/0/rows");
    for (JsonNode point : JsonMapper.shared().readTree(console.out()).get("front")) {
      String weights = point.get("variables").get("workload.weights").asString();
      JsonNode row = rows.get(weights.startsWith("int4") ? 1 : 2);
      assertThat(row.get("weights").asString()).isEqualTo(weights);
      assertThat(figure(point, "fidelity_loss"))
          .isCloseTo(
              Math.log(row.get("perplexity").asDouble() / rows.get(0).get("perplexity").asDouble()),
              within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|is not what quality --json prints: it lacks models",
        "{\"models\": []}|has 0 models; the losses of a space are those of one",
        "{\"models\": [{\"rows\": []}]}|has no row of the model as trained",
        "{\"models\": [{\"rows\": [{\"method\": \"as trained\", \"natsPerToken\": \"much\"}]}]}"
            + "|1: natsPerToken: is no number",
        "{|not JSON",
      })
  void whatQualityDidNotPrintIsRefused(String text, String message) throws IOException {
    Files.writeString(folder.resolve("quality.json"), text);
    CapturedConsole console =
        CapturedConsole.run("explore", space(Spaces.SMALL + "fidelity: quality.json\n"));

    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("quality.json:").contains(message);
  }

  @Test
  void resultsGoIntoAFileAndTheirStoreIsGone() throws IOException {
    Path results = folder.resolve("deep/points.csv");
    CapturedConsole console =
        CapturedConsole.run("explore", space(Spaces.SMALL), "--out", results.toString());

    assertThat(console.status()).as(console.err()).isZero();
    assertThat(Files.readAllLines(results)).hasSize(1 + 192);
    try (var files = Files.list(folder.resolve("deep"))) {
      assertThat(files).containsExactly(results);
    }
  }

  @Test
  void aPointsAcceleratorIsEstimatedAtThePointsFigures() throws IOException {
    Path chip = folder.resolve("chip.yaml");
    CapturedConsole console =
        CapturedConsole.run(
            "explore", space(Spaces.SMALL), "--json", "--describe", chip.toString());
    JsonNode best =
        JsonMapper.shared()
            .readTree(console.out())
            .get("front")
            .valueStream()
            .max(Comparator.comparingDouble(point -> figure(point, "tokens_per_second")))
            .orElseThrow();
    CapturedConsole estimate =
        CapturedConsole.run(
            "estimate",
            "--json",
            "--accelerator",
            chip.toString(),
            "--model",
            "play-decoder-b158",
            "--phase",
            "decode",
            "--context",
            "64",
            "--batch",
            best.get("variables").get("workload.batch").asString().replace(".0", ""));
    JsonNode cost = JsonMapper.shared().readTree(estimate.out());

    assertThat(Files.readString(chip))
        .startsWith("# Point " + best.get("point").asLong() + " of the design space small:\n");
    assertThat(cost.get("tokensPerSecond").asDouble())
        .isCloseTo(figure(best, "tokens_per_second"), within(1e-9));
    assertThat(cost.get("energyPerTokenJoules").asDouble())
        .isCloseTo(figure(best, "energy_per_token"), within(1e-15));
  }

  private static double figure(JsonNode point, String name) {
    return point.get("figures").get(name).asDouble();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--picture /dev/null/a.svg|cannot write /dev/null/a.svg: a part of the path is a file",
        "--point 3|--point goes with --describe",
        "--point 192 --describe chip.yaml|--point: the grid has the points 0 to 191, not 192",
        "--strategy serch|unknown strategy \"serch\"; allowed: grid, sample, search",
        "--points 5|--points goes with --strategy sample or search",
        "--strategy grid --points 5|--points goes with --strategy sample or search, not grid",
        "--strategy sample --points 0|--points: 0 is below 1",
        "--threads 0|--threads: 0 is not from 1 to 1024",
        "--resume|--resume goes with --out",
        "--out x.txt|--out x.txt: write a name in .parquet, .csv or .json",
        "--engine sprak|--engine: unknown engine 'sprak'; here are: local",
        "--master local[2]|--master goes with --engine spark",
        "--model llama|unknown model \"llama\"",
      })
  void wrongOptionsAreRefused(String options, String message) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("explore", space(Spaces.SMALL)));
    arguments.addAll(List.of(options.split(" ")));
    CapturedConsole console = CapturedConsole.run(arguments.toArray(String[]::new));

    assertThat(console.status()).isEqualTo(2);
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).startsWith("bitwright: ").contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buffers.weights:|buffers.weigths:|variables.buffers.weigths: edge-ternary-16x16:",
        "[8, 16, 32, 64]|[8, 0]|variables.matrix-unit.rows: edge-ternary-16x16:",
        "accelerator: edge-ternary-16x16|accelerator: edge-ternary|unknown accelerator",
        "accelerator: edge-ternary-16x16|accelerator: none.yaml|no such file",
        "workload: {|part: xc7\\nworkload: {|unknown FPGA part \"xc7\"",
        "model: play-decoder-b158|description: twice|stands here again",
      })
  void wrongSpacesAreRefusedAtTheirPlace(String from, String to, String message)
      throws IOException {
    String wrong = Spaces.SMALL.replace(from, to.replace("\\n", "\n"));
    CapturedConsole console = CapturedConsole.run("explore", space(wrong));

    assertThat(console.status()).as(console.out()).isEqualTo(2);
    assertThat(console.err()).startsWith("bitwright: ").contains(message);
    assertThat(console.err().lines()).hasSize(1);
  }

  @Test
  void aSpaceThatIsMissingIsRefused() {
    CapturedConsole console = CapturedConsole.run("explore", folder.resolve("no.yaml").toString());

    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("no.yaml");
  }

  /** Whatever is done to a right space, the command ends with status 0 or 2. */
  @Test
  void damagedSpacesNeverCrash() throws IOException {
    Random random = new Random(8);
    int refused = 0;
    for (int run = 0; run < 300; run++) {
      StringBuilder text = new StringBuilder(Spaces.SMALL);
      for (int change = 0; change <= random.nextInt(3); change++) {
        int place = random.nextInt(text.length());
        int end = Math.min(text.length(), place + random.nextInt(4));
        text.replace(place, end, String.valueOf((char) (32 + random.nextInt(95))));
      }
      CapturedConsole console = CapturedConsole.run("explore", space(text.toString()));
      assertThat(console.status()).as("%s%n%s", console.err(), text).isIn(0, 2);
      refused += console.status() == 2 ? 1 : 0;
    }
    assertThat(refused).isBetween(100, 299);
  }

  /** Ctrl-C, and what goes on from there, in processes of their own. */
  @Test
  void anInterruptedRunKeepsItsPointsAndGoesOn() throws IOException, InterruptedException {
    String large =
        space(
            Spaces.SMALL.replace(
                "{from: 2 GB/s, to: 8 GB/s, count: 2}", "{from: 2 GB/s, to: 8 GB/s, count: 2000}"));
    Path kept = folder.resolve(".points.csv.partial.duckdb");
    Path results = folder.resolve("points.csv");
    Process first = start(large, results);
    // The store's file appears before the first point; a while later there are some.
    while (first.isAlive() && (Files.notExists(kept) || Files.size(kept) < 300_000)) {
      Thread.sleep(20);
    }
    first.toHandle().destroy();

    String message = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(message)
        .contains("bitwright: interrupted after ")
        .contains("they are kept: the same command with --resume goes on");
    assertThat(results).doesNotExist();
    assertThat(kept).exists();

    Process second = start(large, results, "--resume");
    String report = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(second.waitFor()).as(report).isZero();
    Path whole = folder.resolve("whole.csv");
    CapturedConsole console = CapturedConsole.run("explore", large, "--out", whole.toString());
    assertThat(console.status()).isZero();
    assertThat(Files.mismatch(results, whole)).isEqualTo(-1);
    assertThat(report).isEqualTo(console.out().replace("whole.csv", "points.csv"));
  }

  private static Process start(String space, Path results, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("io.bitwright.app.Main", "explore", space));
    command.addAll(List.of("--out", results.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
