package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --phase generate} and what goes with it. */
class GenerationEstimateTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"tpu-v4", "nvidia-h200", "edge-ternary-16x16"})
  void documentAddsUpToItsPassesOneByOne(String accelerator) {
    JsonNode whole =
        estimate(accelerator, "--phase", "generate", "--sequence", "64", "--new-tokens", "3");
    JsonNode prefill = estimate(accelerator, "--phase", "prefill", "--sequence", "64");
    double decodes = 0;
    double joules = prefill.at("/energyJoules/total").asDouble();
    long cycles = prefill.get("cycles").asLong();
    for (int context = 64; context < 67; context++) {
      JsonNode decode =
          estimate(accelerator, "--phase", "decode", "--context", Integer.toString(context));
      decodes += decode.get("latencySeconds").asDouble();
      joules += decode.at("/energyJoules/total").asDouble();
      cycles += decode.get("cycles").asLong();
    }

    double first = prefill.get("latencySeconds").asDouble();
    assertThat(whole.get("cycles").asLong()).isEqualTo(cycles);
    assertClose(whole.get("latencySeconds").asDouble(), first + decodes);
    assertClose(whole.get("timeToFirstTokenSeconds").asDouble(), first);
    assertClose(whole.get("timePerOutputTokenSeconds").asDouble(), decodes / 3);
    assertClose(whole.get("tokensPerSecond").asDouble(), 3 / (first + decodes));
    assertClose(whole.at("/energyJoules/total").asDouble(), joules);
    assertClose(whole.get("energyPerTokenJoules").asDouble(), joules / 3);
    assertThat(whole.at("/generation/newTokens").asInt()).isEqualTo(3);
    assertThat(prefill.get("generation").isNull()).isTrue();
    assertThat(prefill.get("timeToFirstTokenSeconds").isNull()).isTrue();
  }

  @Test
  void documentSaysHowADraftIsUsed() {
    JsonNode speculation =
        estimate(
                "tpu-v4",
                "--phase",
                "generate",
                "--draft",
                "llama-2-7b",
                "--draft-tokens",
                "3",
                "--acceptance",
                "0.5")
            .at("/generation/speculation");

    assertThat(speculation.get("draft").asString()).isEqualTo("llama-2-7b");
    assertThat(speculation.get("draftTokens").asInt()).isEqualTo(3);
    assertThat(speculation.get("acceptance").asDouble()).isEqualTo(0.5);
    assertThat(speculation.get("expectedTokensPerStep").asDouble()).isEqualTo(1.875);
  }

  @Test
  void reportNamesThePassesAndTheirTimes() {
    CapturedConsole run =
        CapturedConsole.run(
            "estimate --model llama-2-7b --accelerator tpu-v4 --phase generate --chunk 100 --beams 4"
                .split(" ", -1));

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            "llama-2-7b on tpu-v4, prefill of 512 tokens in chunks of 100, "
                + "128 new tokens by 4 beams, batch 1, fp16 x fp16\n")
        .contains("\nfirst token ")
        .contains("\ntoken by token ")
        .contains(" tokens/s: new tokens by all of the time\n");
  }

  @Test
  void rowsOfCasesGenerate() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Path out = folder.resolve("out.csv");
    Files.writeString(
        cases,
        """
        model,phase,new_tokens,chunk,beams,draft,draft_tokens,acceptance
        llama-2-7b,generate,,,,,,
        llama-2-7b,generate,128,512,1,,,
        llama-2-7b,generate,64,100,2,,,
        llama-2-13b,generate,64,,,llama-2-7b,4,0.8
        llama-2-7b,decode,64,,,,,
        llama-2-7b,generate,64,,,llama-2-7b,4,often
        """);

    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--cases",
            cases.toString(),
            "--out",
            out.toString(),
            "--accelerator",
            "nvidia-h200");

    assertThat(run.status()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.subList(1, 5)).allSatisfy(line -> assertThat(line).endsWith(",memory,"));
    assertThat(results(lines.get(1))).isEqualTo(results(lines.get(2)));
    assertThat(results(lines.get(3))).isNotEqualTo(results(lines.get(2)));
    assertThat(lines.get(5)).endsWith("\"new tokens: for the phase generate, not decode\"");
    assertThat(lines.get(6)).endsWith("acceptance: 'often' is not a number");
  }

  /** The cells behind the eight of the case. */
  private static List<String> results(String line) {
    return List.of(line.split(",", -1)).subList(8, 15);
  }

  static Stream<Arguments> wrongGenerations() {
    String draft = " --draft llama-2-7b";
    return Stream.of(
        arguments("new tokens must be from 1 to 1048576, got 0", "generate --new-tokens 0"),
        arguments("new tokens: for the phase generate, not prefill", "prefill --new-tokens 10"),
        arguments("beams: for the phase generate, not decode", "decode --beams 2"),
        arguments("beams must be from 1 to 65536, got 0", "generate --beams 0"),
        arguments("draft: for the phase generate, not prefill", "prefill" + draft),
        arguments("acceptance: for the phase generate, not prefill", "prefill --acceptance 1"),
        arguments("draft tokens: for the phase generate, not prefill", "prefill --draft-tokens 1"),
        arguments("chunk must be at least 1, got 0", "prefill --chunk 0"),
        arguments(
            "a chunk goes with the phases prefill and generate, not decode", "decode --chunk 8"),
        arguments(
            "draft tokens and acceptance need a draft, the model that drafts",
            "generate --acceptance 0.5"),
        arguments(
            "a draft needs draft tokens (how many a step) and acceptance "
                + "(the chance of each, 0 to 1)",
            "generate --acceptance 0.5" + draft),
        arguments(
            "acceptance must be from 0 to 1, got 1.5",
            "generate --draft-tokens 4 --acceptance 1.5" + draft),
        arguments(
            "draft tokens must be from 1 to 64, got 0",
            "generate --draft-tokens 0 --acceptance 0.5" + draft),
        arguments(
            "beams and a draft exclude each other: accepted tokens are those of one hypothesis",
            "generate --beams 2 --draft-tokens 4 --acceptance 0.5" + draft),
        arguments(
            "gpt2 has a vocabulary of 50257 tokens, llama-2-7b one of 32000; "
                + "a draft needs the vocabulary of the model",
            "generate --draft-tokens 4 --acceptance 0.5 --draft gpt2"));
  }

  @ParameterizedTest
  @MethodSource("wrongGenerations")
  void wrongGenerationIsRefused(String message, String options) {
    assertRefused(message, "estimate --model llama-2-7b --accelerator tpu-v4 --phase " + options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--phase generate | a matmul has no phase generate; give a model",
        "--new-tokens 4 | new tokens: a matmul has none; give a model",
        "--chunk 4 | chunk: a matmul has none; give a model",
      })
  void aMatmulGeneratesNothing(String options, String message) {
    assertRefused(message, "estimate --matmul 8x8x8 --accelerator tpu-v4 " + options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--phase generate | bert-base has no decoder, so it generates nothing; allowed phase: prefill",
        "--chunk 64 | bert-base cannot take its prompt in chunks: it is no decoder alone; leave chunk out",
      })
  void aModelWithoutADecoderGeneratesNothing(String options, String message) {
    assertRefused(message, "estimate --model bert-base --accelerator tpu-v4 " + options);
  }

  private static void assertRefused(String message, String command) {
    CapturedConsole.run(command.split(" ", -1)).assertRefused(message);
  }

  private static JsonNode estimate(String accelerator, String... options) {
    List<String> fixed =
        List.of("estimate", "--json", "--model", "llama-2-7b", "--accelerator", accelerator);
    CapturedConsole run =
        CapturedConsole.run(
            Stream.concat(fixed.stream(), Stream.of(options)).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(expected * 1e-12));
  }
}
