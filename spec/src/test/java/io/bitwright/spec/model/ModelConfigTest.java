package io.bitwright.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConfigTest {

  /** The total of the trained checkpoint, as its safetensors header adds up to. */
  @Test
  void parametersAreThoseOfTheCheckpointThatShips() {
    assertThat(ModelLibrary.get("play-decoder-b158").parameters()).isEqualTo(1_626_560);
  }

  @Test
  void linearParametersAreThoseOfTheDecoderLayers() {
    ModelConfig llama = ModelLibrary.get("llama-2-7b");
    long embeddingAndHead = 2L * 32_000 * 4096;
    long norms = (2L * 32 + 1) * 4096;

    assertThat(llama.linearParameters())
        .isEqualTo(32L * (4L * 4096 * 4096 + 3L * 4096 * 11_008))
        .isEqualTo(6_738_415_616L - embeddingAndHead - norms);
  }

  /** Published: arXiv 2504.12285, 30 layers, 20 heads of 128, 5 of keys; embedding tied. */
  @Test
  void bitNetHasNormsInsideItsLayersAndNoHeadOfItsOwn() {
    ModelConfig bitNet = ModelLibrary.get("bitnet-b1.58-2b-4t");
    long linear = 30L * (2560L * (2 * 2560 + 2 * 640) + 3L * 2560 * 6912);
    long norms = 30L * (3 * 2560 + 6912) + 2560;

    assertThat(bitNet.lastStack().norms().subLayer()).isTrue();
    assertThat(bitNet.linearParameters()).isEqualTo(linear);
    assertThat(bitNet.parameters()).isEqualTo(linear + norms + 128_256L * 2560);
  }

  @Test
  void biasesOfTheAttentionAreCounted(@TempDir Path folder) throws IOException {
    String json =
        """
        {"model_type": "llama", "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 3,
         "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 32,
         "vocab_size": 10, "attention_bias": BIAS}
        """;
    Path with = Files.writeString(folder.resolve("with.json"), json.replace("BIAS", "true"));
    Path without = Files.writeString(folder.resolve("without.json"), json.replace("BIAS", "false"));

    assertThat(ModelReader.read(with).parameters() - ModelReader.read(without).parameters())
        .isEqualTo(3 * (8 + 4 + 4 + 8));
  }

  @Test
  void theLargestModelThatIsAllowedDoesNotOverflow(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("huge.json"),
            """
            {"model_type": "bitnet", "hidden_size": 1048576, "intermediate_size": 4194304,
             "num_hidden_layers": 10000, "num_attention_heads": 16384, "head_dim": 256,
             "max_position_embeddings": 1073741824, "vocab_size": 16777216}
            """);

    ModelConfig huge = ModelReader.read(file);

    double parameters = 10_000 * (Math.pow(2, 20) * 7 * Math.pow(2, 22)) + Math.pow(2, 45);
    assertThat((double) huge.parameters() / parameters).isBetween(1.0, 1.001);
  }
}
