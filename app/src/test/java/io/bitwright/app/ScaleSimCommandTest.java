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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --scale-sim} and {@code --accounting}. */
class ScaleSimCommandTest {
  private static final String EXAMPLES = "../docs/examples/scale-sim/";
  private static final String CONFIG = EXAMPLES + "config.cfg";
  private static final String GEMM = EXAMPLES + "gemm.csv";

  @TempDir private Path folder;

  @Test
  void documentHasTheKeysThatScriptsRelyOn() {
    JsonNode document = json("--scale-sim", CONFIG, "--topology", GEMM);

    assertThat(document.propertyNames())
        .containsExactly(
            "model",
            "accelerator",
            "accounting",
            "dataflow",
            "rows",
            "columns",
            "cycles",
            "latencySeconds",
            "zeroStallOnly",
            "layers",
            "notes");
    assertThat(document.get("layers")).hasSize(6);
    assertThat(document.at("/layers/0").propertyNames())
        .containsExactly(
            "name",
            "kind",
            "m",
            "k",
            "n",
            "cycles",
            "scaleSimCycles",
            "bitwrightCycles",
            "stalls",
            "overallUtilisation",
            "mappingEfficiency",
            "computeUtilisation",
            "sramWords",
            "dramWords",
            "cyclesWithPrefetch");
    assertThat(document.at("/layers/0/dramWords").propertyNames())
        .containsExactly("ifmapReads", "filterReads", "ofmapWrites");
  }

  /** q_proj: 8 x 8 folds of 2 x 32 + 32 + 64 - 2 cycles. */
  @Test
  void cyclesAreScaleSimsUnlessOursAreAskedFor() {
    JsonNode theirs = json("--scale-sim", CONFIG, "--topology", GEMM);
    JsonNode ours = json("--scale-sim", CONFIG, "--topology", GEMM, "--accounting", "bitwright");

    assertThat(theirs.at("/layers/0/cycles").asLong()).isEqualTo(8 * 8 * (64 + 32 + 64 - 2) - 1);
    assertThat(ours.at("/layers/0/cycles").asLong())
        .isEqualTo(theirs.at("/layers/0/bitwrightCycles").asLong());
    assertThat(ours.at("/cycles").asLong()).isLessThan(theirs.at("/cycles").asLong());
    assertThat(theirs.get("latencySeconds").isNull()).isTrue();
  }

  @Test
  void whereStallsAreNotModelledTheRowAndTheDocumentSaySo() {
    JsonNode document = json("--scale-sim", CONFIG, "--topology", GEMM);

    assertThat(document.get("zeroStallOnly").asBoolean()).isTrue();
    assertThat(document.at("/layers/1/stalls").asString()).isEqualTo("none");
    assertThat(document.at("/layers/5/stalls").asString()).isEqualTo("not modelled");
    assertThat(document.at("/layers/5/dramWords").isNull()).isTrue();
    assertThat(document.at("/notes/0").asString()).startsWith("zero-stall only");
  }

  @Test
  void dramOfConvolutionsIsNotClaimed() {
    JsonNode document = json("--scale-sim", CONFIG, "--topology", EXAMPLES + "convolutions.csv");

    assertThat(document.get("layers")).hasSize(7);
    assertThat(document.get("layers"))
        .allMatch(layer -> layer.get("kind").asString().equals("convolution"))
        .allMatch(layer -> layer.get("dramWords").isNull());
  }

  /** Our unit loads the next tile meanwhile, and does not drain between tiles. */
  @Test
  void oneProductOnAnAcceleratorCanBeCountedAsScaleSimDoes() {
    String[] matmul = {"--matmul", "64x64x64", "--accelerator", "edge-int8-8x8"};
    JsonNode ours = json(matmul);
    JsonNode theirs =
        json("--matmul", "64x64x64", "--accelerator", "edge-int8-8x8", "--accounting", "scale-sim");

    long cycles = 8 * 8 * (16 + 8 + 64 - 2) - 1;
    assertThat(theirs.get("cycles").asLong()).isEqualTo(cycles);
    assertThat(theirs.at("/layers/0/bitwrightCycles").asLong())
        .isLessThan(cycles)
        .isLessThanOrEqualTo(ours.get("cycles").asLong());
    assertThat(theirs.get("latencySeconds").asDouble()).isPositive();
  }

  static Stream<Arguments> wrongCommands() {
    return Stream.of(
        arguments(
            "--scale-sim needs --topology LAYERS.csv, the layers to be counted",
            List.of("--scale-sim", CONFIG)),
        arguments(
            "--topology needs --scale-sim CONFIG.cfg, the machine", List.of("--topology", GEMM)),
        arguments(
            "--scale-sim reads machine and layers from its files; leave out --phase",
            List.of("--scale-sim", CONFIG, "--topology", GEMM, "--phase", "decode")),
        arguments(
            "--scale-sim reads machine and layers from its files; leave out --accelerator",
            List.of("--scale-sim", CONFIG, "--topology", GEMM, "--accelerator", "tpu-v4")),
        arguments(
            "unknown accounting \"scalesim\"; allowed: bitwright, scale-sim; did you mean "
                + "\"scale-sim\"?",
            List.of("--scale-sim", CONFIG, "--topology", GEMM, "--accounting", "scalesim")));
  }

  static Stream<Arguments> wrongAccountings() {
    return Stream.of(
        arguments(
            "--accounting scale-sim counts --matmul MxKxN on an --accelerator, or the files of "
                + "--scale-sim and --topology",
            List.of("--model", "llama-2-7b", "--accounting", "scale-sim")),
        arguments(
            "--accounting scale-sim counts cycles only; leave out --weights",
            List.of(
                "--matmul",
                "8x8x8",
                "--accelerator",
                "tpu-v4",
                "--accounting",
                "scale-sim",
                "--weights",
                "int8")),
        arguments(
            "no-such.cfg: no such file", List.of("--scale-sim", "no-such.cfg", "--topology", GEMM)),
        arguments(
            "no-such.csv: no such file",
            List.of("--scale-sim", CONFIG, "--topology", "no-such.csv")),
        arguments(
            "999999999999x999999999999x999999999999 takes more than 2^53 cycles on 8 x 8 elements: "
                + "too large to be counted",
            List.of(
                "--matmul",
                "999999999999x999999999999x999999999999",
                "--accelerator",
                "edge-int8-8x8",
                "--accounting",
                "scale-sim")));
  }

  @ParameterizedTest
  @MethodSource({"wrongCommands", "wrongAccountings"})
  void wrongCommandsAreRefused(String message, List<String> arguments) {
    assertRefused(message, arguments);
  }

  @Test
  void layersThatAreTooLargeAreNamed() throws IOException {
    Path layers = folder.resolve("layers.csv");
    Files.writeString(layers, "Layer,M,N,K,\nbig,2147483647,2147483647,2147483647,\n");

    assertRefused(
        layers
            + ": big: 2147483647x2147483647x2147483647 takes more than 2^53 cycles on 32 x 32 "
            + "elements: too large to be counted",
        List.of("--scale-sim", CONFIG, "--topology", layers.toString()));
  }

  @Test
  void layersThatAreTooLargeTogetherAreRefused() throws IOException {
    Path layers = folder.resolve("layers.csv");
    Files.writeString(layers, "Layer,M,N,K,\n" + "big,2147483647,32768,65536,\n".repeat(3));

    assertRefused(
        "layers: all layers together take more than 2^53 cycles",
        List.of("--scale-sim", CONFIG, "--topology", layers.toString()));
  }

  private static JsonNode json(String... arguments) {
    CapturedConsole run =
        CapturedConsole.run(
            Stream.of(List.of("estimate"), List.of(arguments), List.of("--json"))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  private static void assertRefused(String message, List<String> arguments) {
    CapturedConsole.run(
            Stream.concat(Stream.of("estimate"), arguments.stream()).toArray(String[]::new))
        .assertRefused(message);
  }
}
