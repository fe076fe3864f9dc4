package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.TestModels;
import io.bitwright.spec.SpecException;
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
    var config = TestModels.config("b1");
    var other =
        new io.bitwright.spec.model.GatedDecoder(
            "other",
            config.family(),
            192,
            512,
            4,
            6,
            2,
            32,
            32_000,
            256,
            1e-5,
            10_000,
            true,
            false,
            256,
            config.activation(),
            config.nativeWeights(),
            config.nativeActivations());
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ByteTokens.check(other))
        .withMessage("other: a vocabulary of 32000 is not byte-level; text needs one of 256");
  }
}
