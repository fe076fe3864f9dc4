package io.bitwright.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLibraryTest {
  private static final String KNOWN =
      "; give a Hugging Face folder, a config.json or one of: "
          + String.join(", ", ModelLibrary.names());

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.model.ModelLibrary#names")
  void everyListedModelIsRightAndHasASource(String name) {
    assertThat(ModelLibrary.get(name).name()).isEqualTo(name);
    assertThat(ModelLibrary.source(name)).isNotBlank();
    assertThat(ModelLibrary.resolve(name)).isEqualTo(ModelLibrary.get(name));
  }

  @Test
  void everyShippedFileIsListed() throws IOException, URISyntaxException {
    List<String> expected = new ArrayList<>(List.of("index.yaml"));
    ModelLibrary.names().forEach(name -> expected.add(name + ".json"));
    Path folder =
        Path.of(
            Objects.requireNonNull(ModelLibrary.class.getResource("/io/bitwright/spec/models"))
                .toURI());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void bitNet2B4THasItsPublishedShape() {
    assertThat(ModelLibrary.get("bitnet-b1.58-2b-4t"))
        .isEqualTo(
            GatedDecoders.model(
                "bitnet-b1.58-2b-4t",
                ModelFamily.BITNET,
                4096,
                GatedDecoders.stack(
                    30,
                    2560,
                    128_256,
                    new Positions.Rotary(500_000, 128),
                    new Attention(20, 5, 128, false, false, true, OptionalInt.empty()),
                    6912,
                    HiddenActivation.RELU2,
                    Norms.rmsBefore(1e-5).withSubLayer()),
                true,
                NumberFormat.TERNARY,
                NumberFormat.INT8));
  }

  @Test
  void theReproductionOfB158IsTernaryBitNetWithItsOwnGate() {
    ModelConfig model = ModelLibrary.get("bitnet-b1.58-3b");

    assertThat(model.family()).isEqualTo(ModelFamily.BITNET);
    assertThat(model.nativeWeights()).isEqualTo(NumberFormat.TERNARY);
    assertThat(model.lastStack().feedForward().activation()).isEqualTo(HiddenActivation.SILU);
    assertThat(model.lastStack().attention().headDimension()).isEqualTo(100);
  }

  @Test
  void mistralLooksBack4096Tokens() {
    assertThat(ModelLibrary.get("mistral-7b").lastStack().attention().window()).hasValue(4096);
    assertThat(ModelLibrary.get("mistral-7b").maximumPositions()).isEqualTo(32_768);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> ModelLibrary.resolve("llama2-7b"))
        .isInstanceOf(SpecException.class)
        .hasMessage("unknown model \"llama2-7b\"" + KNOWN + "; did you mean \"llama-2-7b\"?");
    assertThatThrownBy(() -> ModelLibrary.source("gpt-4"))
        .isInstanceOf(SpecException.class)
        .hasMessage("unknown model \"gpt-4\"" + KNOWN);
  }

  @Test
  void aFolderOrAFileIsRead(@TempDir Path folder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"model_type": "llama", "hidden_size": 64, "intermediate_size": 128,
             "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": 256,
             "vocab_size": 100}
            """);
    Path missing = folder.resolve("missing.json");

    assertThat(ModelLibrary.resolve(folder.toString()).hiddenSize()).isEqualTo(64);
    assertThat(ModelLibrary.resolve(config.toString()))
        .isEqualTo(ModelLibrary.resolve(folder.toString()));
    assertThatThrownBy(() -> ModelLibrary.resolve(missing.toString()))
        .hasMessage(missing + ": no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b158", "float", "b1"})
  void thePlayDecoderIsTheOneThatWasTrained(String name) {
    Path trained = Path.of("..", "..", "shared", "checkpoints", name);
    Assumptions.assumeTrue(Files.isDirectory(trained), "no checkpoints beside the repository");

    ModelConfig fromFolder = ModelReader.read(trained);

    assertThat(ModelLibrary.get("play-decoder-" + name))
        .usingRecursiveComparison()
        .ignoringFields("name")
        .isEqualTo(fromFolder);
  }
}
