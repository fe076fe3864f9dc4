package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EstimateTest {
  @TempDir private Path folder;

  @Test
  void documentHasTheKeysThatScriptsRelyOn() {
    JsonNode document = estimate("--model", "llama-2-7b", "--accelerator", "tpu-v4");

    assertThat(document.propertyNames())
        .contains(
            "latencySeconds",
            "tokensPerSecond",
            "mfu",
            "hfu",
            "flops",
            "memoryBytes",
            "fitsInMemory",
            "energyJoules",
            "energyPerTokenJoules",
            "bottleneck",
            "operators");
    assertThat(document.get("memoryBytes").propertyNames())
        .containsExactly("weights", "kvCache", "activations", "gradients", "optimizer", "total");
    assertThat(document.get("energyJoules").propertyNames())
        .containsExactly(
            "multiply", "add", "registers", "onChip", "offChip", "interconnect", "idle", "total");
    assertThat(document.at("/operators/0").propertyNames())
        .containsExactly(
            "name",
            "kind",
            "m",
            "k",
            "n",
            "count",
            "cycles",
            "seconds",
            "boundBy",
            "energyJoules",
            "energyComponentsJoules");
  }

  @Test
  void tokensPerSecondTimesLatencyAreTheTokens() {
    JsonNode document =
        estimate(
            "--model",
            "mistral-7b",
            "--accelerator",
            "tpu-v4",
            "--batch",
            "3",
            "--sequence",
            "100");

    double tokens =
        document.get("tokensPerSecond").asDouble() * document.get("latencySeconds").asDouble();
    assertThat(tokens).isCloseTo(300, within(1e-6));
  }

  @Test
  void aModelWithoutADecoderIsEstimatedInPrefillOnly() {
    String[] encoder = {"estimate", "--model", "bert-base", "--accelerator", "tpu-v4"};
    CapturedConsole prefill = CapturedConsole.run(encoder);
    CapturedConsole decode =
        CapturedConsole.run(
            Stream.concat(Arrays.stream(encoder), Stream.of("--phase", "decode"))
                .toArray(String[]::new));

    assertThat(prefill.status()).isZero();
    assertThat(decode.status()).isEqualTo(2);
    assertThat(decode.err())
        .isEqualTo(
            "bitwright: bert-base has no decoder, so there is nothing to decode; allowed phase:"
                + " prefill\n");
  }

  @Test
  void aProductOnAGpuIsTimedAlone() {
    JsonNode document = estimate("--matmul", "4096x4096x4096", "--accelerator", "nvidia-h200");

    assertThat(document.get("weights").asString()).isEqualTo("bf16");
    assertThat(document.get("peakFlopsPerSecond").asDouble()).isCloseTo(989.4e12, within(1e11));
    assertThat(document.get("mfu").asDouble()).isBetween(0.75, 0.85);
    assertThat(document.get("bottleneck").asString()).isEqualTo("compute");
    assertThat(document.at("/energyJoules/idle").asDouble())
        .isCloseTo(120.3 * document.get("latencySeconds").asDouble(), within(1e-12));
  }

  /** The 2B4T report, Table 1: 0.425 J for SmolLM2's shape; here BitNet's own 0.028 J. */
  @Test
  void arithmeticViewIsTheConventionOfTheBitNetPapers() {
    JsonNode document =
        estimate(
            "--model",
            "bitnet-b1.58-2b-4t",
            "--accelerator",
            "tpu-v4",
            "--energy",
            "arithmetic",
            "--node",
            "7nm");

    assertThat(document.at("/energyJoules/total").asDouble()).isCloseTo(0.028, within(0.0005));
    assertThat(document.at("/energyJoules/offChip").asDouble()).isZero();
  }

  @Test
  void energiesOfOperatorsAddUpToAllButIdle() {
    JsonNode document = estimate("--model", "llama-3-8b", "--accelerator", "tpu-v4");

    double sum = 0;
    for (JsonNode operator : document.get("operators")) {
      sum += operator.get("energyJoules").asDouble();
    }
    double whole = document.at("/energyJoules/total").asDouble();
    double idle = document.at("/energyJoules/idle").asDouble();
    assertThat(sum).isCloseTo(whole - idle, within(whole * 1e-9));
  }

  @Test
  void modelBeyondTheMemoryIsAResultAndSaysByHowMuch() {
    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--model",
            "llama-2-70b",
            "--accelerator",
            "edge-ternary-16x16",
            "--phase",
            "decode",
            "--context",
            "100",
            "--weights",
            "ternary");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("does NOT fit in 4 GiB").contains("too much");
  }

  @Test
  void wrongRowOfCasesFillsItsErrorAndTheOthersStillRun() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Path out = folder.resolve("out.csv");
    Files.writeString(
        cases,
        """
        matmul,id,accelerator,weights
        64x64x64,a,edge-ternary-16x16,ternary
        64x64,b,edge-ternary-16x16,
        8x8x8,c
        8x8x8,d,edge-int8-8x8,int8
        """);

    CapturedConsole run =
        CapturedConsole.run("estimate", "--cases", cases.toString(), "--out", out.toString());

    assertThat(run.status()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.getFirst())
        .isEqualTo(
            "matmul,id,accelerator,weights,"
                + "seconds,cycles,tokens_per_s,mfu,energy_j,bound_by,error");
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).startsWith("64x64x64,a,edge-ternary-16x16,ternary,").endsWith(",");
    assertThat(lines.get(2)).contains("is not MxKxN");
    assertThat(lines.get(3)).isEqualTo("8x8x8,c,,,,,,,,,2 cells for 4 columns");
    assertThat(lines.get(4)).startsWith("8x8x8,d,edge-int8-8x8,int8,").endsWith(",");
  }

  @Test
  void sameCasesGiveTheSameBytes() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(cases, "model,accelerator,phase,context\nllama-2-7b,tpu-v4,decode,512\n");
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");

    CapturedConsole.run("estimate", "--cases", cases.toString(), "--out", first.toString());
    CapturedConsole.run("estimate", "--cases", cases.toString(), "--out", second.toString());

    assertThat(first).isNotEmptyFile().hasSameBinaryContentAs(second);
  }

  private static JsonNode estimate(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "estimate";
    all[1] = "--json";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CapturedConsole run = CapturedConsole.run(all);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }
}
