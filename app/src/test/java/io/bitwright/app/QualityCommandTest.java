package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code quality} on the decoders that ship, with little of the text. */
class QualityCommandTest {
  private static final List<String> LITTLE =
      List.of("--windows", "4", "--prompts", "6", "--prompt-tokens", "32", "--tokens", "32");

  @TempDir private Path folder;

  private static CapturedConsole run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("quality"));
    all.addAll(LITTLE);
    all.addAll(List.of(arguments));
    return CapturedConsole.run(all.toArray(String[]::new));
  }

  private static JsonNode model(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(arguments));
    CapturedConsole console = run(all.toArray(String[]::new));
    assertThat(console.err()).isEmpty();
    assertThat(console.status()).isZero();
    return JsonMapper.shared().readTree(console.out()).at("/models/0");
  }

  private static double number(JsonNode row, String name) {
    return row.get(name).asDouble();
  }

  @Test
  void fewerBitsCostFidelityAndSaveEnergy() {
    JsonNode rows = model("--weights", "int8/row,int4/g64/fp16,int2/g64/fp16").get("rows");

    assertThat(rows.valueStream().map(row -> row.get("weights").asString()))
        .containsExactly("bf16", "int8/row/fp32", "int4/g64/fp16", "int2/g64/fp16");
    assertThat(number(rows.get(0), "firstDivergentToken")).isEqualTo(32);
    assertThat(number(rows.get(0), "divergentTokens")).isZero();
    assertThat(number(rows.get(2), "bitsPerWeight")).isEqualTo(4.25);
    for (int row = 1; row < rows.size(); row++) {
      JsonNode more = rows.get(row - 1);
      JsonNode fewer = rows.get(row);
      assertThat(number(fewer, "bitsPerWeight")).isLessThan(number(more, "bitsPerWeight"));
      assertThat(number(fewer, "energyPerTokenJoules"))
          .isLessThan(number(more, "energyPerTokenJoules"));
      // Eight bits may fit a text better than sixteen by chance.
      assertThat(number(fewer, "divergentPerplexity"))
          .isGreaterThan(0.999 * number(more, "divergentPerplexity"));
      assertThat(number(fewer, "firstDivergentToken"))
          .isLessThanOrEqualTo(number(more, "firstDivergentToken"));
      assertThat(number(fewer, "perplexity"))
          .isCloseTo(Math.exp(number(fewer, "natsPerToken")), within(1e-9));
    }
  }

  /** Weights of 16 bits are those that were trained, so what is lost is the cache's. */
  @Test
  void keysAndValuesInInt8CostLittle() {
    JsonNode row =
        model("--weights", "bf16", "--activations", "fp32", "--kv-cache", "int8")
            .get("rows")
            .get(1);

    JsonNode exact = model("--weights", "bf16", "--activations", "fp32").get("rows").get(1);
    assertThat(row.get("activations").asString()).isEqualTo("fp32, cache int8");
    assertThat(number(exact, "divergentTokens")).isZero();
    assertThat(number(row, "natsPerToken"))
        .isNotEqualTo(number(exact, "natsPerToken"))
        .isCloseTo(number(exact, "natsPerToken"), within(0.005));
  }

  /** What a ternary decoder computes with is ternary: nothing is lost. */
  @ParameterizedTest
  @CsvSource({"play-decoder-b158, ternary", "play-decoder-b1, binary"})
  void theOwnFormatOfABitNetLosesNothing(String name, String format) {
    JsonNode rows =
        model("--model", name, "--weights", format, "--activations", "int8").get("rows");

    assertThat(number(rows.get(1), "divergentTokens")).isZero();
    assertThat(number(rows.get(1), "perplexity")).isEqualTo(number(rows.get(0), "perplexity"));
    assertThat(number(rows.get(1), "energyPerTokenJoules"))
        .isCloseTo(number(rows.get(0), "energyPerTokenJoules"), within(1e-6));
  }

  @Test
  void everyLinearLayerIsRankedByItsFirstDivergentToken() {
    JsonNode components = model("--weights", "int3/g64/fp16", "--per-component").get("components");

    assertThat(components).hasSize(28);
    double last = Double.MAX_VALUE;
    long weights = 0;
    for (JsonNode component : components) {
      assertThat(number(component, "firstDivergentToken")).isLessThanOrEqualTo(last);
      last = number(component, "firstDivergentToken");
      weights += component.get("weights").asLong();
    }
    assertThat(weights).isEqualTo(1_572_864);
    assertThat(last).isLessThan(32);
  }

  @Test
  void aSearchKeepsToItsBudgetAndIsSetBesideOneFormatForAll() {
    JsonNode search =
        model("--search", "4.25", "--ladder", "int8/g64/fp16,int4/g64/fp16,int3/g64/fp16")
            .at("/searches/0");

    JsonNode rows = search.get("rows");
    assertThat(rows.valueStream().map(row -> row.get("weights").asString()))
        .containsExactly(
            "guided by FDT a bit",
            "guided by FDT alone",
            "guided by perplexity a bit",
            "uniform int4/g64/fp16");
    for (JsonNode row : rows) {
      assertThat(number(row, "bitsPerWeight")).isLessThanOrEqualTo(4.25);
    }
    assertThat(search.get("formats")).hasSize(28);
  }

  @Test
  void thePageHasTheTablesOfTheReport() throws IOException {
    Path page = folder.resolve("fidelity.md");
    CapturedConsole console = run("--weights", "int4/g64/fp16", "--markdown", page.toString());

    assertThat(console.status()).isZero();
    assertThat(Files.readString(page))
        .contains("## play-decoder-float")
        .contains("| int4/g64/fp16 | nearest | bf16 | 4.250 |")
        .contains("--weights int4/g64/fp16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--windows 4 | give --weights FORMAT, --standard or --search BITS",
        "--weights int4,int8 --per-component | --per-component tries one format: give one --weights"
            + " FORMAT, not 2",
        "--weights int4 --standard | --standard and --weights exclude each other",
        "--search 0 | --search must be above 0 and at most 32 bits a weight, got 0.0",
        "--model play-decoder-b1 --search 4 | --search: play-decoder-b1 was trained with binary weights, "
            + "which those bits hold; give a model with floating-point ones",
        "--search 4 --ladder int4/g64/fp16 | a ladder of 1 formats; at least 2 are needed",
        "--weights int4 --kv-cache int4 | unknown format of keys and values \"int4\"; allowed: fp32, "
            + "int8; did you mean \"int8\"?",
        "--weights int4 --windows 0 | --windows must be at least 1, got 0",
        "--weights int4 --text nowhere.txt | --text: nowhere.txt is no file that can be read",
        "--weights nf4 --method gptq | gptq does not make nf4/g64/fp32 weights; it makes int2 to"
            + " int8, with zero points too, and ternary-dictionary-16",
      })
  void wrongChoicesAreRefused(String arguments, String message) {
    String[] words = ("quality " + arguments).split(" ");
    CapturedConsole.run(words).assertRefused(message);
  }

  @Test
  void aTextThatIsTooShortIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("short.txt"), "too short");
    CapturedConsole console =
        CapturedConsole.run("quality", "--weights", "int4", "--text", text.toString());

    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("64 windows of 256 tokens need 16385 tokens");
  }
}
