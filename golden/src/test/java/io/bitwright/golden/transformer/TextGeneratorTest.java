package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextGeneratorTest {

  private static ReferenceTransformer transformer() {
    Checkpoint checkpoint = EmbeddedCheckpoint.open();
    return new ReferenceTransformer(
        checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul());
  }

  @Test
  void textContinuesAsTheReferenceWroteIt() throws IOException {
    JsonNode prompt = TestModels.referenceFigures(TestModels.EMBEDDED).get("prompts").get(0);
    List<Integer> heard = new ArrayList<>();
    int[] tokens =
        TextGenerator.greedy(
            transformer(), ByteTokens.encode(prompt.get("prompt").asString()), 96, heard::add);
    assertThat(ByteTokens.decode(tokens)).isEqualTo(prompt.get("greedy").asString());
    assertThat(heard).hasSize(96).startsWith((int) 'T', (int) 'I', (int) 'S');
  }

  @Test
  void requestForNothingIsRefused() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> TextGenerator.greedy(transformer(), new int[] {1}, 0))
        .withMessage("cannot generate 0 tokens; at least 1 is allowed");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> TextGenerator.greedy(transformer(), new int[0], 3))
        .withMessage("play-decoder-b158: no tokens to compute");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> TextGenerator.greedy(transformer(), new int[1], Integer.MAX_VALUE))
        .withMessage(
            "play-decoder-b158: a sequence of 2147483648 tokens is longer than"
                + " max_position_embeddings 256");
  }

  @Test
  void bytesSurviveEncodingAndDecoding() {
    assertThat(ByteTokens.encode("é!")).containsExactly(0xC3, 0xA9, '!');
    assertThat(ByteTokens.decode(new int[] {0xC3, 0xA9, '!'})).isEqualTo("é!");
    assertThat(ByteTokens.decode(new int[] {0xC3})).isEqualTo("\uFFFD");
  }

  @Test
  void vocabularyThatIsNotOfBytesIsRefused() {
    ByteTokens.check(TestModels.config("b1"));
    ModelConfig other = ModelLibrary.get("llama-2-7b");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ByteTokens.check(other))
        .withMessage("llama-2-7b: a vocabulary of 32000 is not byte-level; text needs one of 256");
  }
}
