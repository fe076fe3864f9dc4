package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.model.ModelReader;
import org.junit.jupiter.api.Test;

class EmbeddedCheckpointTest {

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
  void shippedFilesAreThoseOfTheSharedCheckpoint() {
    GatedDecoder ofShared =
        GatedDecoder.of(ModelReader.read(TestModels.sharedFile("b158/config.json")));
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
