package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong input of {@code estimate}, beside what {@link BadInputTest} and {@link ScaleSimCommandTest}
 * hold of it: exit status 2, one line that says what is wrong, nothing written.
 */
class EstimateBadInputTest {
  private static final String HELP = " (./bitwright estimate --help shows what is allowed)";
  private static final String COLUMNS =
      "id, model, matmul, convolution, collective, bytes, pod, accelerator, phase, batch, sequence,"
          + " context, new_tokens, chunk, beams, draft, draft_tokens, acceptance, attention,"
          + " kv_page, prefix_tokens, lora_rank, lora_targets, outliers, weights, activations,"
          + " chips, tensor, pipeline, data, fsdp, expert, micro_batches, method, optimizer, precision,"
          + " recompute, energy, node";
  private static final String DECODER =
      """
      {"model_type": "llama", "hidden_size": 64, "intermediate_size": 128,
       "num_hidden_layers": 2, "vocab_size": 100, "max_position_embeddings": 64,
      """;

  @TempDir private Path folder;

  static Stream<Arguments> choicesThatAreMissingOrTooMany() {
    return Stream.of(
        arguments(
            "no accelerator: give --accelerator a YAML file or one of "
                + String.join(", ", AcceleratorLibrary.names()),
            "--model llama-2-7b"),
        arguments(
            "nothing to estimate: give --model, --matmul, --convolution or --cases; models that"
                + " ship: "
                + String.join(", ", ModelLibrary.names()),
            "--accelerator tpu-v4"),
        arguments(
            "--model and --matmul exclude each other",
            "--model llama-2-7b --matmul 8x8x8 --accelerator tpu-v4"),
        arguments(
            "--out goes with --cases; --json prints one estimate for scripts",
            "--matmul 8x8x8 --accelerator tpu-v4 --out FOLDER/out.csv"),
        arguments(
            "--cases stands for --model and --matmul; give one of the three",
            "--cases cases.csv --matmul 8x8x8 --out FOLDER/out.csv"),
        arguments(
            "--convolution excludes --model and --matmul",
            "--convolution 1x8x8x4,8x3x3 --matmul 8x8x8 --accelerator tpu-v4"),
        arguments(
            "--cases has a column convolution; leave --convolution out",
            "--cases cases.csv --convolution 1x8x8x4,8x3x3 --out FOLDER/out.csv"),
        arguments(
            "--convolution-algorithm goes with --convolution",
            "--matmul 8x8x8 --convolution-algorithm direct --accelerator tpu-v4"),
        arguments(
            "option '--batch' (<batch>) should be specified only once" + HELP,
            "--model llama-2-7b --accelerator tpu-v4 --batch 1 --batch 2"),
        arguments(
            "Missing required parameter for option '--node' (NODE)" + HELP,
            "--model llama-2-7b --accelerator tpu-v4 --node"),
        arguments(
            "unknown argument 'decode'" + HELP, "--model llama-2-7b --accelerator tpu-v4 decode"));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        arguments(
            "Invalid value for option '--batch': 'four' is not an int" + HELP, "--batch four"),
        arguments(
            "Invalid value for option '--context': '99999999999' is not an int" + HELP,
            "--context 99999999999"),
        arguments("sequence must be at least 1, got 0", "--sequence 0"),
        arguments("context must be at least 0, got -1", "--context -1"),
        arguments(
            "unknown number format \"int9\"; allowed: "
                + String.join(", ", NumberFormat.VOCABULARY.words())
                + "; did you mean \"int4\"?",
            "--weights int9"),
        arguments(
            "unknown number format \"fp9\"; allowed: "
                + String.join(", ", NumberFormat.VOCABULARY.words())
                + "; did you mean \"fp8\"?",
            "--activations fp9"),
        arguments("unknown energy view \"whole\"; allowed: arithmetic, system", "--energy whole"),
        arguments(
            "unknown phase \"PREFILL\"; allowed: "
                + "prefill, decode, generate, train; did you mean \"prefill\"?",
            "--phase PREFILL"));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void wrongValuesAreRefused(String message, String arguments) {
    assertRefused(message, "--model llama-2-7b --accelerator tpu-v4 " + arguments);
  }

  static Stream<Arguments> wrongSubjects() {
    return Stream.of(
        arguments(
            "matmul: '8x8x-8' is not MxKxN, such as 512x4096x4096 (M x K by K x N)",
            "--matmul 8x8x-8 --accelerator tpu-v4"),
        arguments(
            "matmul is too large for nvidia-h200: more than 2^53 cycles",
            "--matmul 999999999999x999999999999x9999 --accelerator nvidia-h200"),
        arguments(
            "unknown model \"lama-2-7b\"; give a Hugging Face folder, a config.json or one of: "
                + String.join(", ", ModelLibrary.names())
                + "; did you mean \"llama-2-7b\"?",
            "--model lama-2-7b --accelerator tpu-v4"),
        arguments(
            "FOLDER: this folder has no config.json, so it holds no model",
            "--model FOLDER --accelerator tpu-v4"),
        arguments(
            "FOLDER/none.json: no such file", "--model FOLDER/none.json --accelerator tpu-v4"),
        arguments(
            "FOLDER/none.yaml: no such file", "--model llama-2-7b --accelerator FOLDER/none.yaml"),
        arguments(
            "FOLDER: is a folder; a file is needed", "--model llama-2-7b --accelerator FOLDER"),
        arguments(
            "bert-base keeps nothing of earlier tokens; allowed context: 0",
            "--model bert-base --accelerator tpu-v4 --context 5"));
  }

  static Stream<Arguments> wrongConvolutions() {
    return Stream.of(
        arguments(
            "convolution: '8x8x4,8x3x3' is not NxHxWxC,FxRxS such as 1x56x56x64,128x3x3,stride=2 (N"
                + " images of H x W x C, F filters of R x S)",
            "--convolution 8x8x4,8x3x3 --accelerator tpu-v4"),
        arguments(
            "convolution: 3 groups do not divide 4 channels and 8 filters; allowed: divisors of"
                + " both",
            "--convolution 1x8x8x4,8x3x3,groups=3 --accelerator tpu-v4"),
        arguments(
            "unknown convolution algorithm \"winograd\"; allowed: best, im2col, direct, vector",
            "--convolution 1x8x8x4,8x3x3 --convolution-algorithm winograd --accelerator tpu-v4"),
        arguments(
            "nvidia-h100 is a GPU, which runs convolutions as implicit products; allowed"
                + " convolution algorithm: best",
            "--convolution 1x8x8x4,8x3x3 --convolution-algorithm direct --accelerator nvidia-h100"),
        arguments(
            "a convolution has no phase generate; give a model",
            "--convolution 1x8x8x4,8x3x3 --phase generate --accelerator tpu-v4"),
        arguments(
            "nfnet-f0 has no decoder, so there is nothing to decode; allowed phase: prefill",
            "--model nfnet-f0 --phase decode --accelerator tpu-v4"));
  }

  @ParameterizedTest
  @MethodSource({"choicesThatAreMissingOrTooMany", "wrongSubjects", "wrongConvolutions"})
  void wrongCommandLinesAreRefused(String message, String arguments) {
    assertRefused(message, arguments);
    assertThat(folder).isEmptyDirectory();
  }

  static Stream<Arguments> wrongCaseFiles() {
    return Stream.of(
        arguments("", ": empty; the first line names columns of " + COLUMNS),
        arguments(
            "modell,accelerator\nllama-2-7b,tpu-v4\n",
            ":1: unknown column 'modell'; allowed: " + COLUMNS + "; did you mean 'model'?"),
        arguments("model,model\nllama-2-7b,x\n", ":1: column 'model' stands twice"),
        arguments("model,,batch\nllama-2-7b,,1\n", ":1: unknown column ''; allowed: " + COLUMNS),
        arguments(
            "model,\"batch\nllama-2-7b,1",
            ":1: unknown column 'batch\\nllama-2-7b,1'; allowed: " + COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("wrongCaseFiles")
  void wrongCaseFilesAreRefused(String text, String message) throws IOException {
    Path cases = Files.writeString(folder.resolve("cases.csv"), text);

    assertRefused(cases + message, "--cases FOLDER/cases.csv --out FOLDER/out.csv");
    assertThat(folder).isDirectoryNotContaining("glob:**/out.csv");
  }

  static Stream<Arguments> wrongPlacesOfCases() {
    return Stream.of(
        arguments("FOLDER: is a folder; a file is needed", "--cases FOLDER --out FOLDER/out.csv"),
        arguments("cannot write FOLDER: it is a folder", "--cases FOLDER/good.csv --out FOLDER"),
        arguments(
            "cannot write FOLDER/good.csv/out.csv: a part of the path is a file",
            "--cases FOLDER/good.csv --out FOLDER/good.csv/out.csv"),
        arguments(
            "--cases has columns for chips and training; leave the options out",
            "--cases FOLDER/good.csv --out FOLDER/out.csv --phase train"));
  }

  @ParameterizedTest
  @MethodSource("wrongPlacesOfCases")
  void wrongPlacesOfCasesAreRefused(String message, String arguments) throws IOException {
    Files.writeString(folder.resolve("good.csv"), "matmul,accelerator\n8x8x8,edge-int8-8x8\n");

    assertRefused(message, arguments);
    assertThat(folder).isDirectoryContaining("glob:**/good.csv");
    assertThat(folder).isDirectoryNotContaining("glob:**/*{out,partial}*");
  }

  /** A wrong row of a case file is no wrong file: what is wrong stands in its last cell. */
  static Stream<Arguments> wrongRows() {
    return Stream.of(
        arguments(
            "llama-2-7b,8x8x8,tpu-v4,,,", "give one of model, matmul, convolution and collective"),
        arguments(",,tpu-v4,,,", "give one of model, matmul, convolution and collective"),
        arguments(",8x8x8,,,,", "accelerator: empty, and no --accelerator"),
        arguments(",8x8x8,tpu-v4,x,,", "batch: 'x' is not a whole number"),
        arguments("llama-2-7b,,tpu-v4,0,,", "batch must be at least 1, got 0"),
        arguments(",8x8x8,tpu-v4,,4,", "several chips, and training, are of a model"),
        arguments(",8x8x8,tpu-v4,,,full", "recompute: goes with the phase train; leave it empty"));
  }

  @ParameterizedTest
  @MethodSource("wrongRows")
  void wrongRowsFillTheirErrorCell(String row, String error) throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(cases, "model,matmul,accelerator,batch,chips,recompute\n" + row + "\n");
    Path out = folder.resolve("out.csv");
    CapturedConsole run =
        CapturedConsole.run("estimate", "--cases", cases.toString(), "--out", out.toString());

    assertThat(run.status()).isZero();
    String cell = error.contains(",") ? "\"" + error + "\"" : error;
    assertThat(Files.readAllLines(out).get(1)).isEqualTo(row + ",,,,,,," + cell);
  }

  /** A wrong accelerator: the line of the shipped description that is replaced, and by what. */
  static Stream<Arguments> wrongMachines() {
    return Stream.of(
        arguments("clock: 200 MHz\n", "", ":2: clock: missing; write a frequency such as 200 MHz"),
        arguments(
            "clock: 200 MHz\n",
            "clock: [200 MHz]\n",
            ":8: clock: is a list; write a frequency such as 200 MHz"),
        arguments(
            "clock: 200 MHz\n",
            "clock: 200 MHz\nclock: 300 MHz\n",
            ":9: the key \"clock\" stands here again (first on line 8)"),
        arguments(
            "technology: 45 nm\n",
            "technology: small\n",
            ":7: technology: \"small\" is not a number with a unit; write a process node such as "
                + "7 nm (allowed: nm)"),
        arguments(
            "  lanes: 16\n",
            "  lanes: 1.5\n",
            ":20: vector-unit.lanes: \"1.5\" is not a whole number; write a whole number from 1 to "
                + "1048576"),
        arguments(
            "rate: 1}\n",
            "rate: 5}\n",
            ":15: matrix-unit.operands[0].rate: \"5\" is out of range; write a number above 0 and "
                + "at most 4"),
        arguments(
            "  bandwidth: 6.4 GB/s\n",
            "  bandwidth: 0 GB/s\n",
            ":28: memory.bandwidth: \"0 GB/s\" is out of range; a bandwidth is above 0 B/s and at "
                + "most 1000000 TB/s"),
        arguments(
            "generable: true\n",
            "generable: maybe\n",
            ":32: generable: \"maybe\" is neither; write true or false"));
  }

  @ParameterizedTest
  @MethodSource("wrongMachines")
  void wrongMachinesAreRefusedWithFileLineAndKey(String line, String wrong, String message)
      throws IOException {
    String yaml = new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);
    assertThat(yaml).contains(line);
    Path file = Files.writeString(folder.resolve("wrong.yaml"), yaml.replace(line, wrong));

    assertRefused(file + message, "--matmul 8x8x8 --accelerator FOLDER/wrong.yaml");
  }

  static Stream<Arguments> wrongModels() {
    return Stream.of(
        arguments("[]", ":1: a mapping of keys is needed, found a list"),
        arguments(
            "{\"hidden_size\": 8}",
            ":1: model_type: missing; write one of "
                + String.join(", ", ModelFamily.VOCABULARY.words())),
        arguments(
            "{\"model_type\": \"llama\", \"hidden_size\": \"8\"}",
            ":1: hidden_size: \"8\" is text in quotes; write a whole number from 1 to 1048576 "
                + "without quotes"),
        arguments(
            DECODER + "\"num_attention_heads\": 5}",
            ":3: num_attention_heads: hidden_size 64 is not divisible by them; write a divisor, or "
                + "state head_dim"),
        arguments(
            DECODER + "\"num_attention_heads\": 8, \"num_key_value_heads\": 3}",
            ":3: num_key_value_heads: 3 does not divide the 8 attention heads; write a divisor "
                + "of 8"));
  }

  @ParameterizedTest
  @MethodSource("wrongModels")
  void wrongModelsAreRefusedWithFileLineAndKey(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), json);

    assertRefused(file + message, "--model FOLDER --accelerator tpu-v4");
  }

  /** FOLDER stands for a folder of the test. */
  private void assertRefused(String message, String arguments) {
    List<String> words = new ArrayList<>(List.of("estimate"));
    for (String word : arguments.split(" ", -1)) {
      words.add(word.replace("FOLDER", folder.toString()));
    }
    CapturedConsole.run(words.toArray(String[]::new))
        .assertRefused(message.replace("FOLDER", folder.toString()));
  }
}
