package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
  private static final Machine EDGE = Machine.of(AcceleratorLibrary.get("edge-ternary-16x16"));
  private static final ModelConfig MODEL = ModelLibrary.get("play-decoder-b158");

  private static JsonNode run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", "--json"));
    arguments.addAll(List.of(options));
    CapturedConsole run = CapturedConsole.run(arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static JsonNode romeo(int tokens, String... options) {
    return run(
        Stream.concat(
                Stream.of("--prompt", "ROMEO:", "--tokens", Integer.toString(tokens)),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Cycles of the linear layers of the model that ships, for so many rows. */
  private static long linearCycles(long rows) {
    MatrixUnit array = MatrixUnits.of(EDGE.accelerator().matrixUnit()).unit();
    long layer =
        2 * array.cycles(new MatmulShape(rows, 192, 192))
            + 2 * array.cycles(new MatmulShape(rows, 192, 64))
            + 2 * array.cycles(new MatmulShape(rows, 192, 512))
            + array.cycles(new MatmulShape(rows, 512, 192));
    return 4 * layer;
  }

  private static WorkloadSpec workload(Phase phase, int batch, int tokens, int context) {
    return new WorkloadSpec(phase, batch, tokens, context, NumberFormat.TERNARY, NumberFormat.INT8);
  }

  private static CostEstimate pass(Phase phase, int batch, int tokens, int context) {
    return CostEstimate.ofModel(
        EDGE,
        MODEL,
        workload(phase, batch, tokens, context),
        EnergyView.SYSTEM,
        EDGE.accelerator().energyNodeNm());
  }

  private static CostEstimate checkingPass(int tokens, int context) {
    return CostEstimate.ofScoredPass(
        EDGE,
        MODEL,
        workload(Phase.PREFILL, 1, tokens, context),
        EDGE.accelerator().energyNodeNm());
  }

  private static void assertCost(JsonNode run, CostEstimate... passes) {
    double seconds = Stream.of(passes).mapToDouble(p -> p.estimate().latencySeconds()).sum();
    double joules = Stream.of(passes).mapToDouble(p -> p.energy().total()).sum();
    assertThat(run.get("estimatedSeconds").asDouble()).isCloseTo(seconds, within(1e-12 * seconds));
    assertThat(run.get("energyJoules").asDouble()).isCloseTo(joules, within(1e-12 * joules));
    assertThat(run.get("energyPerTokenJoules").asDouble())
        .isCloseTo(joules / run.get("tokens").size(), within(1e-12 * joules));
  }

  @Test
  void greedyRunIsThePromptsPassAndOneForEachFurtherToken() {
    JsonNode run = romeo(3);

    assertThat(run.get("decoding").asString()).isEqualTo("greedy");
    assertThat(run.get("seed").isNull()).isTrue();
    assertThat(run.get("targetPasses").asInt()).isEqualTo(3);
    assertThat(run.get("cycles").asLong()).isEqualTo(linearCycles(6) + 2 * linearCycles(1));
    assertCost(
        run,
        pass(Phase.PREFILL, 1, 6, 0),
        pass(Phase.DECODE, 1, 1, 6),
        pass(Phase.DECODE, 1, 1, 7));
  }

  @Test
  void seedGivesItsTextAgainAndAnotherGivesAnother() {
    JsonNode first = romeo(24, "--seed", "5");

    assertThat(romeo(24, "--decoding", "sample", "--seed", "5")).isEqualTo(first);
    assertThat(romeo(24, "--seed", "6").get("tokens")).isNotEqualTo(first.get("tokens"));
    assertThat(first.get("decoding").asString()).isEqualTo("sample");
    assertThat(first.get("temperature").asDouble()).isEqualTo(1);
    assertThat(first.get("topK").isNull()).isTrue();
  }

  @Test
  void narrowestFiltersAndABeamOfOneAreGreedy() {
    JsonNode greedy = romeo(16).get("tokens");

    assertThat(romeo(16, "--top-k", "1", "--seed", "3").get("tokens")).isEqualTo(greedy);
    assertThat(romeo(16, "--top-p", "1e-9").get("tokens")).isEqualTo(greedy);
    assertThat(romeo(16, "--beams", "1").get("tokens")).isEqualTo(greedy);
  }

  @Test
  void stepOfABeamSearchIsOnePassOfAllBeams() {
    JsonNode run = romeo(4, "--beams", "3", "--length-penalty", "0.5");

    assertThat(run.get("decoding").asString()).isEqualTo("beam");
    assertThat(run.get("beams").asInt()).isEqualTo(3);
    assertThat(run.get("lengthPenalty").asDouble()).isEqualTo(0.5);
    assertThat(run.get("targetPasses").asInt()).isEqualTo(4);
    assertThat(run.get("cycles").asLong()).isEqualTo(linearCycles(6) + 3 * linearCycles(3));
    assertCost(
        run,
        pass(Phase.PREFILL, 1, 6, 0),
        pass(Phase.DECODE, 3, 1, 6),
        pass(Phase.DECODE, 3, 1, 7),
        pass(Phase.DECODE, 3, 1, 8));
  }

  /** The model drafts for itself: all is accepted, and both kinds of passes are paid. */
  @Test
  void draftLeavesTheTextAndItsPassesArePaid() {
    JsonNode run = romeo(7, "--draft", "play-decoder-b158", "--draft-tokens", "2");

    assertThat(run.get("tokens")).isEqualTo(romeo(7).get("tokens"));
    assertThat(run.get("draft").asString()).isEqualTo("play-decoder-b158");
    assertThat(run.get("draftedTokens").asInt()).isEqualTo(4);
    assertThat(run.get("acceptedTokens").asInt()).isEqualTo(4);
    assertThat(run.get("acceptedShare").asDouble()).isEqualTo(1);
    assertThat(run.get("targetPasses").asInt()).isEqualTo(3);
    assertThat(run.get("draftPasses").asInt()).isEqualTo(4);
    assertThat(run.get("cycles").asLong())
        .isEqualTo(
            linearCycles(6)
                + 2 * linearCycles(3)
                + linearCycles(7)
                + linearCycles(2)
                + 2 * linearCycles(1));
    assertCost(
        run,
        pass(Phase.PREFILL, 1, 6, 0),
        checkingPass(3, 6),
        checkingPass(3, 9),
        pass(Phase.PREFILL, 1, 7, 0),
        pass(Phase.DECODE, 1, 1, 7),
        pass(Phase.PREFILL, 1, 2, 8),
        pass(Phase.DECODE, 1, 1, 10));
  }

  /** A ternary draft, whose cycles are counted, for a bf16 model, whose cycles are estimated. */
  @Test
  void draftOfAnotherFormatLeavesTheText() {
    JsonNode alone = romeo(24, "--model", "play-decoder-float");
    JsonNode drafted = romeo(24, "--model", "play-decoder-float", "--draft", "play-decoder-b158");

    assertThat(drafted.get("tokens")).isEqualTo(alone.get("tokens"));
    assertThat(drafted.get("acceptedShare").asDouble()).isBetween(0.2, 0.95);
    assertThat(drafted.get("targetPasses").asInt()).isLessThan(24);
    assertThat(drafted.get("cycles").asLong()).isGreaterThan(alone.get("cycles").asLong());
  }

  @Test
  void reportSaysWhatTheDraftGave() {
    CapturedConsole run =
        CapturedConsole.run(
            "run",
            "--prompt",
            "ROMEO:",
            "--tokens",
            "7",
            "--draft",
            "play-decoder-b158",
            "--draft-tokens",
            "2",
            "--seed",
            "1");

    assertThat(run.out())
        .contains(
            "sampled with temperature 1, top-k all, top-p 1, seed 1\n",
            "drafts of 2 by play-decoder-b158: 4 of 4 tokens accepted (100.0 %)\n",
            "3 target passes and 4 draft passes: 2.33 tokens a target pass\n",
            "both whole models, estimated: ");
  }

  /** A line ends with byte 10, which belongs to the tokens and not to the text. */
  @Test
  void endTokenEndsTheText() {
    JsonNode open = run("--prompt", "ROMEO:\n", "--tokens", "60");
    JsonNode line = run("--prompt", "ROMEO:\n", "--tokens", "60", "--end-token", "10");

    String text = open.get("text").asString();
    assertThat(line.get("text").asString()).isEqualTo(text.substring(0, text.indexOf('\n')));
    assertThat(line.get("tokens").size()).isEqualTo(text.indexOf('\n') + 1);
    assertThat(line.get("ended").asBoolean()).isTrue();
    assertThat(open.get("ended").asBoolean()).isFalse();
    assertThat(
            run(
                    "--prompt",
                    "ROMEO:\n",
                    "--tokens",
                    "60",
                    "--end-token",
                    "10",
                    "--draft",
                    "play-decoder-b158")
                .get("tokens"))
        .isEqualTo(line.get("tokens"));
  }

  @Test
  @NeedsVerilator
  void rtlRunsBeamsAndDraftsInTheCyclesOfTheSimulator() {
    for (List<String> options :
        List.of(
            List.of("--beams", "3"),
            List.of("--draft", "play-decoder-b158", "--temperature", "0.8"))) {
      JsonNode golden = romeo(8, options.toArray(String[]::new));
      JsonNode rtl =
          romeo(
              8,
              Stream.concat(options.stream(), Stream.of("--engine", "rtl")).toArray(String[]::new));

      assertThat(rtl.get("tokens")).isEqualTo(golden.get("tokens"));
      assertThat(rtl.get("cycles"))
          .isEqualTo(golden.get("cycles"))
          .isEqualTo(rtl.get("simulatedCycles"));
    }
  }

  /** A folder with a tokenizer and end tokens of its own. */
  @Nested
  class InAFolder {
    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
      TinyModel.write(folder);
      TinyModel.writeTokenizer(folder);
    }

    private JsonNode tiny(String... options) {
      return run(
          Stream.concat(
                  Stream.of("--model", folder.toString(), "--prompt", "abcb", "--tokens", "12"),
                  Stream.of(options))
              .toArray(String[]::new));
    }

    @Test
    void textGoesThroughItsTokenizer() {
      JsonNode run = tiny();

      assertThat(run.get("promptTokens").asInt()).isEqualTo(2);
      assertThat(run.get("prompt").asString()).isEqualTo("abcb");
      List<String> texts = List.of("a", "b", "c", "ab", "bc", "abc", "ba", "ca", "cb", "<end>");
      StringBuilder text = new StringBuilder();
      run.get("tokens").valueStream().forEach(token -> text.append(texts.get(token.asInt())));
      assertThat(run.get("text").asString()).isEqualTo(text.toString());
      assertThat(run.get("tokens").size()).isEqualTo(12);
    }

    @Test
    void endTokensAreThoseOfTheFolderUnlessAnotherIsAskedFor() throws IOException {
      String[] sampled = {"--seed", "1", "--temperature", "5"};
      List<Integer> open = tiny(sampled).get("tokens").valueStream().map(JsonNode::asInt).toList();
      int first = open.getFirst();
      int other = open.stream().filter(token -> token != first).findFirst().orElseThrow();

      TinyModel.writeConfig(folder, ", \"eos_token_id\": " + first);
      assertThat(tiny(sampled).get("tokens").size()).isEqualTo(1);
      Files.writeString(
          folder.resolve("generation_config.json"), "{\"eos_token_id\": [128001, " + other + "]}");
      assertThat(tiny(sampled).get("tokens").size()).isEqualTo(open.indexOf(other) + 1);
      assertThat(
              tiny("--seed", "1", "--temperature", "5", "--end-token", Integer.toString(first))
                  .get("tokens")
                  .size())
          .isEqualTo(1);
    }

    /** bf16 weights, of which the cycles are estimated; the draft has the same. */
    @Test
    void floatingPointModelDraftsAndSearches() {
      JsonNode greedy = tiny();
      JsonNode drafted = tiny("--draft", folder.toString());

      assertThat(drafted.get("tokens")).isEqualTo(greedy.get("tokens"));
      assertThat(drafted.get("cycles").asLong()).isGreaterThan(greedy.get("cycles").asLong());
      assertThat(tiny("--beams", "3").get("tokens").size()).isEqualTo(12);
    }
  }
}
