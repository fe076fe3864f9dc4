package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input of every kind: exit status 2, one line that says what is wrong, nothing written. */
class BadInputTest {
  private static final String SHIPPED = "play-decoder-b158, play-decoder-float, play-decoder-b1";

  @TempDir private Path folder;

  /** A wrong accelerator: the line of the shipped description that is replaced, and by what. */
  static Stream<Arguments> wrongKeysAndQuantities() {
    return Stream.of(
        arguments(
            "  rows: 16",
            "  rowz: 16",
            ":12: matrix-unit.rowz: unknown key; allowed: kind, count, rows, columns, operands, "
                + "accumulator-rows, longest-sum, accumulator-width, exchangeable, sustained; did you mean \"rows\"?"),
        arguments(
            "clock: 200 MHz",
            "clock: 200",
            ":8: clock: \"200\" has no unit; write a frequency such as 200 MHz "
                + "(allowed: Hz, kHz, MHz, GHz)"),
        arguments(
            "clock: 200 MHz",
            "clock: 200 MB",
            ":8: clock: \"200 MB\" is in MB, which is not a unit of frequency here; write a "
                + "frequency such as 200 MHz (allowed: Hz, kHz, MHz, GHz)"),
        arguments(
            "  rows: 16",
            "  rows: -4",
            ":12: matrix-unit.rows: \"-4\" is out of range; write a whole number from 1 to 1024"),
        arguments(
            "  columns: 16",
            "  columns: 0",
            ":13: matrix-unit.columns: \"0\" is out of range; "
                + "write a whole number from 1 to 1024"),
        arguments(
            "  kind: weight_stationary_array",
            "  kind: weight_stationery_array",
            ":10: matrix-unit.kind: unknown kind of matrix unit \"weight_stationery_array\"; "
                + "allowed: weight_stationary_array, input_stationary_array, "
                + "output_stationary_array, tensor_core; "
                + "did you mean \"weight_stationary_array\"?"),
        arguments(
            "    - {weights: ternary, activations: int8, rate: 1}",
            "    - {weights: ternery, activations: int8, rate: 1}",
            ":15: matrix-unit.operands[0].weights: unknown number format \"ternery\"; allowed: "
                + "binary, ternary, int4, int8, int16, int32, fp8, bf16, fp16, fp32; "
                + "did you mean \"ternary\"?"));
  }

  static Stream<Arguments> wrongFormatsAndBuffers() {
    return Stream.of(
        arguments(
            "  weights: 4 KiB",
            "  weights: 32 B",
            ":22: buffers.weights: 32 B cannot hold two tiles (one is filled while the other is "
                + "used) of 16 rows x 16 columns x 2 bits; write at least 128 B"),
        arguments(
            "  accumulator-rows: 64",
            "  accumulator-width: 12\n  accumulator-rows: 64",
            ":16: matrix-unit.accumulator-width: 12 bits cannot hold a sum of 16384 ternary x int8 "
                + "products; write at least 23, or leave the key out"),
        arguments(
            "generable: true",
            "generable: [",
            ":33: not YAML: expected the node content, but found '<stream end>'"));
  }

  @ParameterizedTest
  @MethodSource({"wrongKeysAndQuantities", "wrongFormatsAndBuffers"})
  void wrongAcceleratorIsRefusedWithFileLineAndKey(String line, String wrong, String message)
      throws IOException {
    String yaml = new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);
    assertThat(yaml).contains("\n" + line + "\n");
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, yaml.replace("\n" + line + "\n", "\n" + wrong + "\n"));

    assertRefused(
        file + message, "estimate", "--matmul", "8x8x8", "--accelerator", file.toString());
  }

  /** Wrong command lines; FOLDER stands for a folder that is there and empty. */
  static Stream<Arguments> wrongEstimates() {
    return Stream.of(
        arguments(
            "unknown command 'estimat'; did you mean 'estimate'? "
                + "(./bitwright --help shows what is allowed)",
            List.of("estimat")),
        arguments(
            "unknown option '--acelerator'; did you mean '--accelerator'? "
                + "(./bitwright estimate --help shows what is allowed)",
            List.of("estimate", "--acelerator", "tpu-v4")),
        arguments(
            "unknown accelerator \"tpu-v5\"; give a YAML file or one of: "
                + String.join(", ", AcceleratorLibrary.names())
                + "; did you mean \"tpu-v1\"?",
            List.of("estimate", "--matmul", "8x8x8", "--accelerator", "tpu-v5")),
        arguments(
            "matmul: '8x8' is not MxKxN, such as 512x4096x4096 (M x K by K x N)",
            List.of("estimate", "--matmul", "8x8", "--accelerator", "tpu-v4")),
        arguments(
            "matmul: a matmul's dimensions must be at least 1, got 0x8x8",
            List.of("estimate", "--matmul", "0x8x8", "--accelerator", "tpu-v4")),
        arguments(
            "unknown phase \"prefil\"; allowed: prefill, decode, generate, train; "
                + "did you mean \"prefill\"?",
            List.of(
                "estimate",
                "--model",
                "llama-2-7b",
                "--accelerator",
                "tpu-v4",
                "--phase",
                "prefil")),
        arguments(
            "batch must be at least 1, got 0",
            List.of(
                "estimate", "--model", "llama-2-7b", "--accelerator", "tpu-v4", "--batch", "0")),
        arguments(
            "node: '7um' is not a process node such as 7nm or 45nm",
            List.of("estimate", "--matmul", "8x8x8", "--accelerator", "tpu-v4", "--node", "7um")));
  }

  static Stream<Arguments> wrongRuns() {
    return Stream.of(
        arguments(
            "--cases needs --out FILE.csv for the results",
            List.of("estimate", "--cases", "cases.csv")),
        arguments(
            "no-such-cases.csv: there is no such file",
            List.of("estimate", "--cases", "no-such-cases.csv", "--out", "FOLDER/x.csv")),
        arguments(
            "--model: of llama-2-7b only the shape ships, no weights; give a Hugging Face folder or one of "
                + SHIPPED,
            List.of("run", "--model", "llama-2-7b", "--prompt", "x")),
        arguments(
            "--model: 'nowhere' is no Hugging Face folder and none of " + SHIPPED,
            List.of("run", "--model", "nowhere", "--prompt", "x")),
        arguments(
            "FOLDER: this folder has no config.json, so it holds no model",
            List.of("run", "--model", "FOLDER", "--prompt", "x")),
        arguments(
            "give either --prompt TEXT or --prompt-file FILE", List.of("run", "--tokens", "3")),
        arguments(
            "the prompt is empty; give at least one byte to continue",
            List.of("run", "--prompt", "")),
        arguments(
            "play-decoder-b158: a sequence of 301 tokens is longer than "
                + "max_position_embeddings 256",
            List.of("run", "--prompt", "x", "--tokens", "300")),
        arguments(
            "unknown engine \"rlt\"; allowed: golden, rtl; did you mean \"rtl\"?",
            List.of("run", "--prompt", "x", "--engine", "rlt")),
        arguments(
            "--engine rtl: tpu-v4 is only estimated, not generated",
            List.of("run", "--prompt", "x", "--engine", "rtl", "--accelerator", "tpu-v4")),
        arguments(
            "nvidia-h200: a run counts cycles of an array, and tensor cores are none",
            List.of("run", "--prompt", "x", "--accelerator", "nvidia-h200")),
        arguments(
            "--engine rtl: edge-int8-8x8 multiplies int8 weights, not ternary",
            List.of("run", "--prompt", "x", "--engine", "rtl", "--accelerator", "edge-int8-8x8")));
  }

  static Stream<Arguments> wrongGenerations() {
    return Stream.of(
        arguments(
            "--out DIR is missing: the folder that the files go into",
            List.of("generate", "--accelerator", "edge-int8-8x8")),
        arguments(
            "tpu-v4: this description is of a machine that is only estimated, not generated",
            List.of("generate", "--accelerator", "tpu-v4", "--out", "FOLDER/rtl")),
        arguments(
            "--out /dev/null/rtl: cannot be written: FileAlreadyExists, /dev/null",
            List.of("generate", "--accelerator", "edge-int8-8x8", "--out", "/dev/null/rtl")),
        arguments(
            "--set: 'rows' is not KEY=VALUE, such as rows=16",
            List.of(
                "generate",
                "--unit",
                "weight_stationary_array",
                "--set",
                "rows",
                "--out",
                "FOLDER/rtl")),
        arguments(
            "rows: 0 is out of range; allowed: 1 to 128",
            List.of(
                "generate",
                "--unit",
                "weight_stationary_array",
                "--set",
                "rows=0",
                "--out",
                "FOLDER/rtl")));
  }

  static Stream<Arguments> wrongCosimulations() {
    return Stream.of(
        arguments(
            "unknown language \"verilog-2006\"; allowed: systemverilog, verilog-2005; "
                + "did you mean \"verilog-2005\"?",
            List.of(
                "generate",
                "--accelerator",
                "edge-int8-8x8",
                "--language",
                "verilog-2006",
                "--out",
                "FOLDER/rtl")),
        arguments(
            "accumulator-width: 4 bits overflow; a sum of 4096 ternary x int8 products needs "
                + "21 to 64",
            List.of(
                "generate",
                "--unit",
                "weight_stationary_array",
                "--set",
                "accumulator-width=4",
                "--out",
                "FOLDER/rtl")),
        arguments(
            "cannot write /dev/null/x.vcd: a part of the path is a file",
            List.of("cosim", "--accelerator", "edge-int8-8x8", "--wave", "/dev/null/x.vcd")),
        arguments(
            "--cases: 0 is not from 1 to 1000000",
            List.of("cosim", "--accelerator", "edge-int8-8x8", "--cases", "0")),
        arguments(
            "--matmul: K = 100000 is longer than the unit's accumulators hold: "
                + "longest-sum = 16384",
            List.of("cosim", "--accelerator", "edge-int8-8x8", "--matmul", "1x100000x1")),
        arguments(
            "--set goes with --unit; an accelerator is set in its YAML",
            List.of("coverage", "--set", "rows=3")));
  }

  static Stream<Arguments> numbersOutOfRange() {
    return Stream.of(
        arguments("--mutants: 0 is not from 1 to 60000", List.of("mutate", "--mutants", "0")),
        arguments("--seed: 0 is not 1 or more", List.of("mutate", "--seed", "0")),
        arguments("--limit: 1 is not from 2 to 86400", List.of("prove", "--limit", "1")));
  }

  static Stream<Arguments> wrongSyntheses() {
    List<String> synth = List.of("synth", "--unit", "weight_stationary_array");
    return Stream.of(
        arguments(
            "unknown target \"ice41\"; allowed: xilinx, xilinx-nodsp, ice40, ecp5, ecp5-nodsp; "
                + "did you mean \"ice40\"?",
            and(synth, "--target", "ice41")),
        arguments(
            "unknown module of weight_stationary_array \"accumulator\"; allowed: "
                + "processing_element, stationary_tile_control, partial_sum_accumulator, weight_stationary_array",
            and(synth, "--module", "accumulator")),
        arguments(
            "--fmax goes with --target ice40 or all, not ecp5",
            and(synth, "--fmax", "--target", "ecp5")),
        arguments("--seeds: 0 is not from 1 to 99", and(synth, "--seeds", "0")),
        arguments("--limit: 0 is not from 1 to 86400", and(synth, "--limit", "0")),
        arguments("rows: 0 is out of range; allowed: 1 to 128", and(synth, "--set", "rows=0")),
        arguments(
            "--record measures the lines of its file, and goes with no choice",
            and(synth, "--record", "FOLDER/none.csv")),
        arguments(
            "--record FOLDER/none.csv: is no text file that can be read",
            List.of("synth", "--record", "FOLDER/none.csv")));
  }

  private static List<String> and(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @ParameterizedTest
  @MethodSource({
    "wrongEstimates",
    "wrongRuns",
    "wrongGenerations",
    "wrongCosimulations",
    "numbersOutOfRange",
    "wrongSyntheses"
  })
  void wrongCommandLineIsRefused(String message, List<String> arguments) {
    String[] placed =
        arguments.stream()
            .map(argument -> argument.replace("FOLDER", folder.toString()))
            .toArray(String[]::new);

    assertRefused(message.replace("FOLDER", folder.toString()), placed);
    assertThat(folder).isEmptyDirectory();
  }

  /** Wrong configurations of a model. */
  static Stream<Arguments> wrongConfigurations() {
    return Stream.of(
        arguments(
            "{\"model_type\": \"llama\"}",
            ":1: hidden_size: missing; write a whole number from 1 to 1048576"),
        arguments(
            "{\"model_type\": \"lama\", \"hidden_size\": 8}",
            ":1: model_type: unknown model family \"lama\"; allowed: "
                + String.join(", ", ModelFamily.VOCABULARY.words())
                + "; did you mean \"llama\"?"),
        arguments(
            "{\"model_type\":\n",
            ":2: not JSON: Unexpected end-of-input within/between Object entries"));
  }

  @ParameterizedTest
  @MethodSource("wrongConfigurations")
  void wrongConfigurationIsRefusedWithFileLineAndKey(String json, String message)
      throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, json);

    assertRefused(
        file + message, "estimate", "--model", folder.toString(), "--accelerator", "tpu-v4");
  }

  /** Weights that are wrong: bytes of a good file, damaged. */
  enum Damage {
    TRUNCATED(
        ": tensor 'model.embed_tokens.weight' ends at byte 98304 of the data, "
            + "but the file has only 95080 of them") {
      @Override
      byte[] of(byte[] weights) {
        return Arrays.copyOf(weights, 100_000);
      }
    },
    HEADER_LARGER_THAN_FILE(
        ": gives a header length of 65535 bytes, but only 8 follow: truncated?") {
      @Override
      byte[] of(byte[] weights) {
        return new byte[] {-1, -1, 0, 0, 0, 0, 0, 0, '{', '}', ' ', ' ', ' ', ' ', ' ', ' '};
      }
    },
    NOT_A_NUMBER(": tensor 'model.embed_tokens.weight' holds NaN at [0, 0]") {
      @Override
      byte[] of(byte[] weights) {
        int data = 8 + (weights[0] & 0xff) + ((weights[1] & 0xff) << 8);
        weights[data] = (byte) 0xc0;
        weights[data + 1] = 0x7f;
        return weights;
      }
    };

    private final String message;

    Damage(String message) {
      this.message = message;
    }

    abstract byte[] of(byte[] weights);
  }

  @ParameterizedTest
  @EnumSource
  void damagedWeightsAreRefusedWithFileAndTensor(Damage damage) throws IOException {
    Files.write(
        folder.resolve("config.json"),
        resource("/io/bitwright/spec/models/play-decoder-b158.json"));
    Path weights = folder.resolve("model.safetensors");
    Files.write(
        weights, damage.of(resource("/io/bitwright/golden/play-decoder-b158/model.safetensors")));

    assertRefused(weights + damage.message, "run", "--model", folder.toString(), "--prompt", "x");
  }

  private static byte[] resource(String name) throws IOException {
    try (var stream = EmbeddedCheckpoint.class.getResourceAsStream(name)) {
      assertThat(stream).isNotNull();
      return stream.readAllBytes();
    }
  }

  private static void assertRefused(String message, String... arguments) {
    CapturedConsole.run(arguments).assertRefused(message);
  }
}
