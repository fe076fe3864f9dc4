package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.spec.model.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedCheckpointTest {

  @Test
  void configurationIsThatOfTheShippedFile() {
    JsonNode json = JsonMapper.shared().readTree(EmbeddedCheckpoint.configJson());
    ModelConfig config = EmbeddedCheckpoint.open().config();

    assertThat(config.family().label()).isEqualTo(json.get("model_type").asString());
    assertThat(config.activation().label()).isEqualTo(json.get("hidden_act").asString());
    assertThat(config.hiddenSize()).isEqualTo(json.get("hidden_size").intValue());
    assertThat(config.intermediateSize()).isEqualTo(json.get("intermediate_size").intValue());
    assertThat(config.layers()).isEqualTo(json.get("num_hidden_layers").intValue());
    assertThat(config.attentionHeads()).isEqualTo(json.get("num_attention_heads").intValue());
    assertThat(config.keyValueHeads()).isEqualTo(json.get("num_key_value_heads").intValue());
    assertThat(config.headDimension()).isEqualTo(json.get("head_dim").intValue());
    assertThat(config.vocabularySize()).isEqualTo(json.get("vocab_size").intValue());
    assertThat(config.maximumPositions()).isEqualTo(json.get("max_position_embeddings").intValue());
    assertThat(config.normEpsilon()).isEqualTo(json.get("rms_norm_eps").doubleValue());
    assertThat(config.ropeTheta()).isEqualTo(json.get("rope_theta").doubleValue());
    assertThat(config.tiedEmbeddings()).isEqualTo(json.get("tie_word_embeddings").booleanValue());
    assertThat(config.attentionBias()).isEqualTo(json.get("attention_bias").booleanValue());
    assertThat(json.get("quantization_config").get("weight_quantizer").asString())
        .isEqualTo("absmean_ternary");
  }

  @Test
  void weightsAreThoseOfTheTrainedModel() {
    DecoderWeights weights = EmbeddedCheckpoint.open().weights();

    assertThat(weights.embedding()).hasDimensions(256, 192);
    assertThat(weights.head()).isSameAs(weights.embedding());
    assertThat(weights.layers()).hasSize(4);
    assertThat(weights.layers().getFirst().down()).hasDimensions(192, 512);
    assertThat(weights.layers().getFirst().feedForwardSubNorm()).hasSize(512);
  }

  @Test
  void shippedFilesAreThoseOfTheSharedCheckpoint() throws IOException {
    assertThat(EmbeddedCheckpoint.configJson())
        .isEqualTo(Files.readAllBytes(TestModels.sharedFile("b158/config.json")));
    SafetensorsFile shared = SafetensorsFile.open(TestModels.sharedFile("b158/model.safetensors"));
    SafetensorsFile embedded = EmbeddedCheckpoint.open().tensors();
    assertThat(embedded.names()).isEqualTo(shared.names());
    for (String name : shared.names()) {
      assertThat(embedded.floats(name)).isEqualTo(shared.floats(name));
    }
  }
}
