package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate} with ways of attention and side paths. */
class OperatorOptionsTest {
  private static final String ALL_OPTIONS =
      " --attention unfused --kv-page 16 --prefix-tokens 20 --lora-rank 8 --lora-targets all"
          + " --weights int8 --outliers 0.1%";

  @TempDir private Path folder;

  private static CapturedConsole estimate(String options) {
    return CapturedConsole.run(
        ("estimate --model llama-2-7b --accelerator tpu-v4" + options).split(" ", -1));
  }

  private static JsonNode json(String options) {
    CapturedConsole run = estimate(" --json" + options);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  /** 7 linear layers of 32: 4 x (4096 + 4096) and 3 x (4096 + 11008) for each unit of rank. */
  @Test
  void documentSaysHowOperatorsRun() {
    JsonNode options =
        json(ALL_OPTIONS + " --phase decode --context 100 --batch 2").get("operatorOptions");

    assertThat(options.at("/attention/kernel").asString()).isEqualTo("unfused");
    assertThat(options.at("/attention/kvPage").asInt()).isEqualTo(16);
    assertThat(options.at("/attention/prefixTokens").asInt()).isEqualTo(20);
    assertThat(options.at("/attention/emptyKvBytes").asDouble())
        .isEqualTo((2 * 11 + 12) * 2.0 * 32 * 4096 * 2);
    assertThat(options.at("/attention/blockTableBytes").asDouble()).isEqualTo(2 * (7 + 2) * 4);
    assertThat(options.at("/lora/rank").asInt()).isEqualTo(8);
    assertThat(options.at("/lora/targets").size()).isEqualTo(7);
    assertThat(options.at("/lora/parameters").asLong()).isEqualTo(32L * 8 * (4 * 8192 + 3 * 15104));
    assertThat(options.at("/outlierShare").asDouble()).isEqualTo(0.001);
  }

  @Test
  void documentOfAPlainEstimateSaysSo() {
    JsonNode options = json("").get("operatorOptions");

    assertThat(options.at("/attention/kernel").asString()).isEqualTo("fused");
    assertThat(options.at("/attention/kvPage").isNull()).isTrue();
    assertThat(options.at("/attention/emptyKvBytes").asDouble()).isZero();
    assertThat(options.at("/attention/prefixTokens").asInt()).isZero();
    assertThat(options.at("/lora").isNull()).isTrue();
    assertThat(options.at("/outlierShare").isNull()).isTrue();
  }

  @Test
  void reportNamesTheOptions() {
    CapturedConsole run = estimate(ALL_OPTIONS);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            "llama-2-7b on tpu-v4, prefill of 512 tokens, batch 1, int8 x int8, unfused attention,"
                + " KV pages of 16 tokens, prefix of 20 tokens, LoRA rank 8 on"
                + " q_proj+k_proj+v_proj+o_proj+gate_proj+up_proj+down_proj, 0.1 % outliers\n")
        .contains(", with 19,988,480 parameters of adapters\n")
        .contains(" empty in pages of 16 tokens and ")
        .contains("\nattention_softmax ")
        .contains("\ndown_proj_lora_add ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200", "edge-ternary-16x16"})
  void otherOutputsTakeTheOptions(String accelerator) throws IOException {
    Path trace = folder.resolve("trace.json");
    Path page = folder.resolve("page.html");
    CapturedConsole run =
        CapturedConsole.run(
            ("estimate --model gpt2 --accelerator "
                    + accelerator
                    + ALL_OPTIONS
                    + " --explain --trace "
                    + trace
                    + " --html "
                    + page)
                .split(" ", -1));

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Files.readString(trace)).contains("attention_scores", "o_proj_lora_b");
    assertThat(Files.readString(page)).contains("attention_values", "unfused attention");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void theArithmeticViewCountsThemAll(String accelerator) {
    String command =
        "estimate --json --model llama-2-7b --energy arithmetic --accelerator " + accelerator;
    double fused = multiplyJoules(command);

    assertThat(multiplyJoules(command + " --attention unfused")).isEqualTo(fused);
    assertThat(multiplyJoules(command + " --lora-rank 8")).isGreaterThan(fused);
    assertThat(multiplyJoules(command + " --prefix-tokens 9")).isGreaterThan(fused);
  }

  private static double multiplyJoules(String command) {
    CapturedConsole run = CapturedConsole.run(command.split(" ", -1));
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out()).at("/energyJoules/multiply").asDouble();
  }

  @Test
  void rowsOfCasesTakeThem() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Path out = folder.resolve("out.csv");
    Files.writeString(
        cases,
        """
        model,phase,attention,kv_page,prefix_tokens,lora_rank,lora_targets,outliers,weights
        llama-2-7b,prefill,,,,,,,
        llama-2-7b,prefill,fused,,0,,,,
        llama-2-7b,prefill,unfused,,,,,,
        llama-2-7b,decode,,16,10,,,,
        llama-2-7b,prefill,,,,8,"q_proj,k_proj",,
        llama-2-7b,prefill,,,,,,1%,int8
        llama-2-7b,prefill,flash,,,,,,
        llama-2-7b,prefill,,,,,,much,int8
        llama-2-7b,prefill,,,,8,head,,
        """);

    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--cases",
            cases.toString(),
            "--out",
            out.toString(),
            "--accelerator",
            "tpu-v4");

    assertThat(run.status()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.subList(1, 7)).allMatch(line -> line.endsWith(","));
    assertThat(seconds(lines.get(1))).isEqualTo(seconds(lines.get(2)));
    assertThat(seconds(lines.get(3))).isNotEqualTo(seconds(lines.get(2)));
    assertThat(lines.get(7)).contains("unknown way to run attention");
    assertThat(lines.get(8)).endsWith("outliers: 'much' is no share; write 0.001 or 0.1%");
    assertThat(lines.get(9)).contains("unknown LoRA target");
  }

  /** The first cell behind the nine of a case without commas in quotes. */
  private static String seconds(String line) {
    return line.split(",", -1)[9];
  }

  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        arguments(
            "unknown way to run attention \"flash\"; allowed: fused, unfused", "--attention flash"),
        arguments(
            "unknown way to run attention \"unfusd\"; allowed: fused, unfused;"
                + " did you mean \"unfused\"?",
            "--attention unfusd"),
        arguments("a KV page must have from 1 to 1048576 tokens, got 0", "--kv-page 0"),
        arguments("a KV page must have from 1 to 1048576 tokens, got -16", "--kv-page -16"),
        arguments("prefix tokens must be from 0 to 1048576, got -1", "--prefix-tokens -1"),
        arguments(
            "prefix tokens must be from 0 to 1048576, got 2000000", "--prefix-tokens 2000000"),
        arguments("LoRA rank must be from 1 to 65536, got 0", "--lora-rank 0"),
        arguments("LoRA rank must be from 1 to 65536, got 70000", "--lora-rank 70000"),
        arguments(
            "LoRA targets need a LoRA rank, the width of the adapters", "--lora-targets q_proj"),
        arguments(
            "unknown LoRA target \"c_attn\"; allowed: q_proj, k_proj, v_proj, o_proj, gate_proj,"
                + " up_proj, down_proj, all",
            "--lora-rank 8 --lora-targets c_attn"),
        arguments(
            "unknown LoRA target \"qproj\"; allowed: q_proj, k_proj, v_proj, o_proj, gate_proj,"
                + " up_proj, down_proj, all; did you mean \"q_proj\"?",
            "--lora-rank 8 --lora-targets v_proj,qproj"),
        arguments(
            "--outliers: 'few' is no share; write 0.001 or 0.1%", "--weights int8 --outliers few"),
        arguments(
            "outliers must be a share above 0 and at most 1 (100%), got 0.0",
            "--weights int8 --outliers 0"),
        arguments(
            "outliers must be a share above 0 and at most 1 (100%), got 1.5",
            "--weights int8 --outliers 150%"),
        arguments(
            "outliers go with int8 activations, as in LLM.int8(), not with fp16",
            "--outliers 0.1%"));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void wrongOptionIsRefused(String message, String options) {
    estimate(" " + options).assertRefused(message);
  }

  static Stream<Arguments> optionsForOtherModels() {
    return Stream.of(
        arguments(
            "bert-base has no decoder and so no KV cache; leave the KV page out",
            "bert-base --kv-page 16"),
        arguments(
            "vit-base-patch16-224 reads no tokens; leave prefix tokens out",
            "vit-base-patch16-224 --prefix-tokens 16"),
        arguments(
            "gpt2 has no linear layer gate_proj; allowed: q_proj, k_proj, v_proj, o_proj, up_proj,"
                + " down_proj",
            "gpt2 --lora-rank 4 --lora-targets gate_proj"));
  }

  @ParameterizedTest
  @MethodSource("optionsForOtherModels")
  void anOptionForAnotherModelIsRefused(String message, String options) {
    CapturedConsole.run(("estimate --accelerator tpu-v4 --model " + options).split(" ", -1))
        .assertRefused(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attention: --attention fused",
        "KV page: --kv-page 16",
        "prefix tokens: --prefix-tokens 0",
        "LoRA rank: --lora-rank 8",
        "LoRA targets: --lora-targets all",
        "outliers: --outliers 0.1"
      })
  void aMatmulHasNone(String nameAndOption) {
    String[] parts = nameAndOption.split(": ", -1);
    CapturedConsole.run(("estimate --matmul 8x8x8 --accelerator tpu-v4 " + parts[1]).split(" ", -1))
        .assertRefused(parts[0] + ": a matmul has none; give a model");
  }
}
