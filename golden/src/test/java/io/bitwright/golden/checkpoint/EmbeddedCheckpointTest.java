package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"b158", "float", "b1"})
  void shippedFilesAreThoseOfTheSharedCheckpoint(String name) {
    Checkpoint embedded = EmbeddedCheckpoint.open("play-decoder-" + name);
    ModelConfig ofShared = ModelReader.read(TestModels.sharedFile(name + "/config.json"));
    assertThat(embedded.config())
        .usingRecursiveComparison()
        .ignoringFields("name")
        .isEqualTo(ofShared);
    SafetensorsFile shared =
        SafetensorsFile.open(TestModels.sharedFile(name + "/model.safetensors"));
    assertThat(embedded.tensors().names()).isEqualTo(shared.names());
    for (String tensor : shared.names()) {
      assertThat(embedded.tensors().floats(tensor)).isEqualTo(shared.floats(tensor));
    }
  }

  @Test
  void theTextIsTheOneThatNoneHasSeen() throws IOException {
    assertThat(EmbeddedCheckpoint.heldOutText())
        .isEqualTo(Files.readAllBytes(TestModels.sharedFile("validation.txt")));
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> EmbeddedCheckpoint.open("play-decoder"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("play-decoder-b1");
  }
}
