package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.Main;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The studio's estimates are the command's. */
class StudioEstimateTest {
  private static Studio studio;
  private static StudioClient client;

  @BeforeAll
  static void open() {
    studio = TestStudio.start();
    client = new StudioClient(studio.address());
  }

  @AfterAll
  static void close() {
    client.close();
    studio.close();
  }

  /** Each line of choices is also what the command says that it does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model bitnet-b1.58-2b-4t --accelerator edge-ternary-16x16 --phase decode --context 512",
        "--model llama-2-7b --accelerator nvidia-h200 --phase generate --sequence 256"
            + " --new-tokens 64",
        "--model llama-2-7b --accelerator tpu-v4 --batch 8 --weights bf16 --energy arithmetic",
        "--model llama-3-8b --accelerator nvidia-h100 --weights int4/g128/fp16 --activations fp16",
        "--matmul 64x512x512 --accelerator edge-int8-8x8",
        "--model llama-2-7b --pod dgx-h100 --phase decode --batch 4 --context 128",
        "--model llama-2-7b --pod dgx-h100 --phase train --batch 64 --fsdp 8"
      })
  void figuresAreThoseOfTheCommand(String options) {
    List<String> words = List.of(options.split(" ", -1));
    Map<String, String> choices = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      choices.put(words.get(i).substring(2).replace('-', '_'), words.get(i + 1));
    }

    JsonNode view = client.post("api/estimate", Map.of("choices", choices)).json();

    assertThat(view.at("/document")).isEqualTo(command(view.at("/command").asString()));
    assertThat(view.at("/command").asString()).hasSameSizeAs("./bitwright estimate " + options);
    assertThat(view.at("/html").asString())
        .contains("<dl class=\"figures\">", "id=\"energy\"")
        .doesNotContain("<html", "<script", "<h1");
    assertThat(view.at("/summary").asString()).contains("throughput ", "; MFU ", "; bound by ");
  }

  @Test
  void editedDescriptionDrivesTheEstimate(@TempDir Path folder) throws IOException {
    String shipped =
        new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);
    String edited = shipped.replace("clock: 200 MHz", "clock: 100 MHz");
    Path file = Files.writeString(folder.resolve("accelerator.yaml"), edited);

    JsonNode view =
        client
            .post(
                "api/estimate",
                Map.of(
                    "choices",
                    Map.of("model", "bitnet-b1.58-3b", "accelerator", "edge-ternary-16x16"),
                    "description",
                    edited))
            .json();

    String command = view.at("/command").asString();
    assertThat(command)
        .isEqualTo("./bitwright estimate --model bitnet-b1.58-3b --accelerator accelerator.yaml");
    assertThat(view.at("/document"))
        .isEqualTo(command(command.replace("accelerator.yaml", file.toString())));
  }

  @Test
  void editedDescriptionDrivesTrainingToo(@TempDir Path folder) throws IOException {
    String edited =
        new String(AcceleratorLibrary.yaml("tpu-v4"), StandardCharsets.UTF_8)
            .replace("count: 8", "count: 4");
    Path file = Files.writeString(folder.resolve("accelerator.yaml"), edited);

    JsonNode view =
        client
            .post(
                "api/estimate",
                Map.of(
                    "choices",
                    Map.of("model", "gpt2", "phase", "train", "batch", 4),
                    "description",
                    edited))
            .json();

    String command = view.at("/command").asString();
    assertThat(command).contains("--accelerator accelerator.yaml --phase train --batch 4");
    assertThat(view.at("/document"))
        .isEqualTo(command(command.replace("accelerator.yaml", file.toString())));
  }

  @Test
  void faultsOfADescriptionHaveTheirPlace() {
    String shipped =
        new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);

    StudioClient.Reply unknown = described(shipped.replace("\n  rows:", "\n  rowz:"));
    StudioClient.Reply syntax = described("name: [\n");
    StudioClient.Reply missing = described("name: x\n");

    assertThat(unknown.status()).isEqualTo(400);
    int line = (int) shipped.substring(0, shipped.indexOf("  rows:")).lines().count() + 1;
    assertThat(unknown.json().at("/error/line").asInt()).isEqualTo(line);
    assertThat(unknown.json().at("/error/key").asString()).isEqualTo("matrix-unit.rowz");
    assertThat(unknown.message())
        .startsWith("accelerator.yaml:" + line + ": matrix-unit.rowz: unknown key; allowed: kind")
        .endsWith("did you mean \"rows\"?");
    assertThat(syntax.message()).startsWith("accelerator.yaml:2: not YAML: ");
    assertThat(syntax.json().at("/error/line").asInt()).isEqualTo(2);
    assertThat(syntax.json().at("/error/key").isNull()).isTrue();
    assertThat(missing.json().at("/error/key").asString()).isEqualTo("description");
  }

  private static StudioClient.Reply described(String yaml) {
    return client.post(
        "api/estimate", Map.of("choices", Map.of("model", "gpt2"), "description", yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model  | lama-2-7b         | unknown model \"lama-2-7b\"",
        "model  | /etc/passwd       | unknown model \"/etc/passwd\"",
        "accelerator | ../my.yaml   | unknown accelerator \"../my.yaml\"",
        "pod    | /dev/zero         | unknown pod \"/dev/zero\"",
        "phase  | decod             | unknown phase \"decod\"",
        "batch  | 0                 | batch must be at least 1, got 0",
        "batch  | many              | batch: 'many' is not a whole number",
        "weights | int9             | unknown number format \"int9\"",
        "colour | red               | unknown choice \"colour\"; allowed: model, matmul"
      })
  void wrongChoicesAreRefusedAsTheCommandDoes(String choice, String value, String message) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("model", "gpt2");
    choices.put("accelerator", "tpu-v4");
    choices.put(choice, value);

    StudioClient.Reply reply = client.post("api/estimate", Map.of("choices", choices));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).startsWith(message);
    assertThat(reply.json().at("/error/line").isNull()).isTrue();
  }

  @Test
  void listsAreWhatShips() {
    JsonNode start = client.get("api/start").json();

    assertThat(start.at("/inventory")).isEqualTo(command("./bitwright list"));
    assertThat(start.at("/phases").toString())
        .isEqualTo("[\"prefill\",\"decode\",\"generate\",\"train\"]");
  }

  @Test
  void descriptionsAreThoseThatShip() {
    assertThat(client.get("api/accelerator?name=tpu-v4").json().at("/description").asString())
        .isEqualTo(new String(AcceleratorLibrary.yaml("tpu-v4"), StandardCharsets.UTF_8));
    assertThat(client.get("api/accelerator?name=../tpu-v4").status()).isEqualTo(400);
    assertThat(client.get("api/accelerator?name=tpu-v4%00").status()).isEqualTo(400);
    assertThat(client.get("api/accelerator").status()).isEqualTo(400);
  }

  @Test
  void proposalsComeFromTheSchema() {
    String text = "memory:\n  cap";

    JsonNode answer =
        client.post("api/completion", Map.of("description", text, "offset", text.length())).json();

    assertThat(answer.at("/from").asInt()).isEqualTo(text.length() - "cap".length());
    assertThat(answer.at("/proposals/0/label").asString()).isEqualTo("capacity");
    assertThat(
            client
                .post("api/completion", Map.of("description", text, "offset", text.length() + 1))
                .message())
        .contains("offset", "the number of characters before the cursor");
  }

  private static JsonNode command(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            TextStyle.PLAIN,
            false);
    String arguments = line.replace("./bitwright ", "") + " --json";
    assertThat(new Main(console).run(arguments.split(" ", -1)))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    return new JsonMapper().readTree(out.toByteArray());
  }
}
