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

/** Convolutions and convolutional networks in {@code estimate}. */
class ConvolutionCommandTest {
  private static final String SHAPE = "4x56x56x64,128x3x3,stride=2,groups=2";

  @TempDir private Path folder;

  private static CapturedConsole estimate(String... arguments) {
    CapturedConsole run =
        CapturedConsole.run(
            Stream.concat(Stream.of("estimate"), Arrays.stream(arguments)).toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode document(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return JsonMapper.shared().readTree(estimate(all).out());
  }

  @Test
  void aConvolutionIsItsOwnDocument() {
    JsonNode document = document("--convolution", SHAPE, "--accelerator", "tpu-v4");
    JsonNode operator = document.at("/operators/0");

    assertThat(document.get("model").asString()).isEqualTo("convolution " + SHAPE);
    assertThat(document.get("flops").asDouble()).isEqualTo(2.0 * 4 * 28 * 28 * 128 * 9 * 32);
    assertThat(operator.get("kind").asString()).isEqualTo("convolution");
    assertThat(operator.get("m").asLong()).isEqualTo(4 * 28 * 28);
    assertThat(operator.get("k").asLong()).isEqualTo(9 * 32);
    assertThat(operator.get("n").asLong()).isEqualTo(64);
    assertThat(document.get("tokensPerSecond").asDouble())
        .isCloseTo(4 / document.get("latencySeconds").asDouble(), within(1e-3));
  }

  @Test
  void theAlgorithmIsNamedAndTheFasterOneChosen() {
    JsonNode direct = by("direct");
    JsonNode im2col = by("im2col");
    double fastest =
        Math.min(direct.get("latencySeconds").asDouble(), im2col.get("latencySeconds").asDouble());

    assertThat(direct.at("/notes/0").asString()).isEqualTo("convolution: runs as direct");
    assertThat(im2col.at("/notes/0").asString()).isEqualTo("convolution: runs as im2col");
    assertThat(by("best").get("latencySeconds").asDouble()).isEqualTo(fastest);
  }

  private static JsonNode by(String algorithm) {
    return document(
        "--convolution", SHAPE, "--convolution-algorithm", algorithm, "--accelerator", "tpu-v4");
  }

  @Test
  void casesHaveAColumnOfConvolutions() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(
        cases,
        "model,convolution,accelerator\n,\""
            + SHAPE
            + "\",tpu-v4\n,4x56x56x64 128x3x3 stride=2 groups=2,tpu-v4\nnfnet-f0,,tpu-v4\n");
    Path out = folder.resolve("out.csv");
    estimate("--cases", cases.toString(), "--out", out.toString());
    List<String> rows = Files.readAllLines(out);
    double seconds =
        document("--convolution", SHAPE, "--accelerator", "tpu-v4")
            .get("latencySeconds")
            .asDouble();

    assertThat(rows.get(1)).contains("," + seconds + ",");
    assertThat(rows.get(2)).contains("," + seconds + ",");
    assertThat(rows.get(3)).startsWith("nfnet-f0,,tpu-v4,").endsWith(",");
  }

  @Test
  void aNetworkIsExplainedTracedAndDrawn() throws IOException {
    Path trace = folder.resolve("trace.json");
    Path page = folder.resolve("page.html");
    for (String machine : List.of("tpu-v4", "nvidia-h100")) {
      CapturedConsole run =
          estimate(
              "--model",
              "nfnet-f0",
              "--accelerator",
              machine,
              "--batch",
              "4",
              "--explain",
              "--trace",
              trace.toString(),
              "--html",
              page.toString());

      assertThat(run.out())
          .contains("prefill of an image of 256x256, batch 4")
          .contains(" images/s")
          .contains("energy an image");
      assertThat(Files.readString(trace)).contains("stage3.conv1b");
      assertThat(Files.readString(page)).contains("stage3.conv1b");
    }
  }

  @Test
  void aConvolutionIsDrawnWithItsCuts() throws IOException {
    Path page = folder.resolve("page.html");
    estimate(
        "--convolution",
        SHAPE,
        "--convolution-algorithm",
        "direct",
        "--accelerator",
        "tpu-v4",
        "--explain",
        "--html",
        page.toString());

    assertThat(Files.readString(page))
        .contains("convolution, one of 2 groups, 3136x288x64, bf16 x bf16");
  }
}
