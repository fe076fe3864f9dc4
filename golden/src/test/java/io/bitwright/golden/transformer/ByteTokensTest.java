package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.TestModels;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import org.junit.jupiter.api.Test;

class ByteTokensTest {

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
