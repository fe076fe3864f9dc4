package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedCheckpointTest {

  @Test
  void weightsAreThoseOfTheTrainedModel() {
    TransformerWeights weights = EmbeddedCheckpoint.open().weights();

    assertThat(weights.embedding()).hasDimensions(256, 192);
    assertThat(weights.head().rows()).isSameAs(weights.embedding());
    assertThat(weights.layers()).hasSize(4);
    assertThat(weights.layers().getFirst().down().rows()).hasDimensions(192, 512);
    assertThat(Objects.requireNonNull(weights.layers().getFirst().feedForwardSubNorm()).gain())
        .hasSize(512);
  }

  @Test
  void shippedFilesAreThoseOfTheSharedCheckpoint() {
    ModelConfig ofShared = ModelReader.read(TestModels.sharedFile("b158/config.json"));
    assertThat(EmbeddedCheckpoint.open().config())
        .usingRecursiveComparison()
        .ignoringFields("name")
        .isEqualTo(ofShared);
    SafetensorsFile shared = SafetensorsFile.open(TestModels.sharedFile("b158/model.safetensors"));
    TensorSource embedded = EmbeddedCheckpoint.open().tensors();
    assertThat(embedded.names()).isEqualTo(shared.names());
    for (String name : shared.names()) {
      assertThat(embedded.floats(name)).isEqualTo(shared.floats(name));
    }
  }
}
