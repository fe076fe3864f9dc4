package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --weights} with labels of stored formats. */
class StoredFormatEstimateTest {
  @TempDir private Path folder;

  private static JsonNode estimate(String weights) {
    CapturedConsole console =
        CapturedConsole.run(
            "estimate",
            "--json",
            "--model",
            "llama-2-7b",
            "--accelerator",
            "nvidia-h200",
            "--phase",
            "decode",
            "--weights",
            weights,
            "--activations",
            "bf16");
    assertThat(console.err()).isEmpty();
    return JsonMapper.shared().readTree(console.out());
  }

  /** All rows of the model's matrices are whole groups of 64 and 128. */
  @ParameterizedTest
  @CsvSource({
    "int4/g128/fp16, int4, 4.125",
    "int3-asymmetric/g128/fp16, int4, 3.1484375",
    "nf4, bf16, 4.5",
    "bcq-2/g128, bf16, 2.5",
    "int8/g64/fp16, int8, 8.25"
  })
  void memoryHoldsTheStoredBitsAndUnitsMeetTheArithmetic(
      String label, String arithmetic, double bits) {
    JsonNode stored = estimate(label);
    JsonNode plain = estimate(arithmetic);
    double plainBits = arithmetic.equals("bf16") ? 16 : Integer.parseInt(arithmetic.substring(3));
    double linear = ModelLibrary.get("llama-2-7b").linearParameters();

    assertThat(stored.get("weights").asString()).isEqualTo(arithmetic);
    assertThat(
            stored.at("/memoryBytes/weights").asDouble()
                - plain.at("/memoryBytes/weights").asDouble())
        .isCloseTo(linear * (bits - plainBits) / Byte.SIZE, within(linear * 1e-6));
    assertThat(stored.get("flops")).isEqualTo(plain.get("flops"));
    assertThat(stored.get("latencySeconds").asDouble() < plain.get("latencySeconds").asDouble())
        .isEqualTo(bits < plainBits);
    assertThat(
            stored.get("energyPerTokenJoules").asDouble()
                < plain.get("energyPerTokenJoules").asDouble())
        .isEqualTo(bits < plainBits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model llama-2-7b --weights ternary-dictionary-16 | what ternary-dictionary-16 takes"
            + " depends on the weights; quality tells it of a checkpoint",
        "--model llama-2-7b --weights int4/g0 | unknown granularity \"g0\"; allowed: tensor, row,"
            + " token, gN for groups of N",
        "--matmul 8x8x8 --weights nf4 | weights stored as nf4/g64/fp32 are estimated in"
            + " transformers; here allowed: binary, ternary, int4, int8, int16, int32, fp8, bf16,"
            + " fp16, fp32",
      })
  void otherStoredFormatsAreRefused(String arguments, String message) {
    String[] words = ("estimate --accelerator tpu-v4 " + arguments).split(" ");
    CapturedConsole.run(words).assertRefused(message);
  }

  @Test
  void aTrainingStepRefusesStoredFormats() {
    CapturedConsole console =
        CapturedConsole.run(
            "estimate",
            "--model",
            "llama-2-7b",
            "--pod",
            "dgx-h100",
            "--phase",
            "train",
            "--batch",
            "64",
            "--weights",
            "nf4");
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("weights stored as nf4/g64/fp32 are estimated in");
  }

  @Test
  void caseFilesTakeLabels() throws IOException {
    Path cases =
        Files.writeString(
            folder.resolve("in.csv"),
            """
            id,model,accelerator,phase,weights,activations
            a,llama-2-7b,nvidia-h200,decode,int4/g128/fp16,bf16
            """);
    Path out = folder.resolve("out.csv");
    CapturedConsole console =
        CapturedConsole.run("estimate", "--cases", cases.toString(), "--out", out.toString());

    assertThat(console.status()).isZero();
    List<String> header = List.of(Files.readAllLines(out).getFirst().split(",", -1));
    List<String> row = List.of(Files.readAllLines(out).get(1).split(",", -1));
    assertThat(Double.parseDouble(row.get(header.indexOf("seconds"))))
        .isEqualTo(estimate("int4/g128/fp16").get("latencySeconds").asDouble());
  }
}
