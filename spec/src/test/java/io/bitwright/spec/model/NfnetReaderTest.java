package io.bitwright.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.convolution.BottleneckStage;
import io.bitwright.spec.convolution.ConvolutionLayer;
import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.transformer.ParameterCount;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NfnetReaderTest {
  private static final String SMALL =
      """
      {"model_type": "nfnet",
       "hidden_sizes": [256, 512],
       "depths": [1, 2],
       "image_size": 32,
       "num_labels": 10}
      """;

  private static ModelConfig read(String text) {
    return ModelReader.read("my", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void stemStagesAndLastConvolutionAreThePapers() {
    ConvolutionalNetwork network = read(SMALL).network().orElseThrow();

    assertThat(network.stem())
        .containsExactly(
            new ConvolutionLayer("stem_conv0", 3, 16, 3, 2, 1),
            new ConvolutionLayer("stem_conv1", 16, 32, 3, 1, 1),
            new ConvolutionLayer("stem_conv2", 32, 64, 3, 1, 1),
            new ConvolutionLayer("stem_conv3", 64, 128, 3, 2, 1));
    assertThat(network.stages())
        .containsExactly(
            new BottleneckStage(1, 128, 256, 128, 1, 1, 128),
            new BottleneckStage(2, 256, 512, 256, 2, 2, 256));
    assertThat(network.last()).isEqualTo(new ConvolutionLayer("final_conv", 512, 1024, 1, 1, 1));
    assertThat(network.stages().getFirst().shortcut(0))
        .contains(new ConvolutionLayer("conv_shortcut", 128, 256, 1, 1, 1));
    assertThat(network.stages().getLast().shortcut(1)).isEqualTo(Optional.empty());
  }

  /** Counted by hand, layer by layer. */
  @Test
  void parametersAreWeightsBiasesAndGains() {
    long stem = 9L * (3 * 16 + 16 * 32 + 32 * 64 + 64 * 128);
    long first = 128 * 256 + 128 * 128 + 2 * 9 * 128 * 128 + 128 * 256 + 2 * 256 * 128;
    long projection = 256 * 512;
    long second = 256 * 256 + 2 * 9 * 256 * 128 + 256 * 512 + 2 * 512 * 256;
    long third = 512 * 256 + 2 * 9 * 256 * 128 + 256 * 512 + 2 * 512 * 256;
    long linear = stem + first + projection + second + third + 512 * 1024;
    long filters = 16 + 32 + 64 + 128 + (256 + 3 * 128 + 256) + 512 + 2 * (3 * 256 + 512) + 1024;
    long excitation = 128 + 256 + 2 * (256 + 512);
    ModelConfig model = read(SMALL);

    assertThat(model.parameterCount())
        .isEqualTo(
            new ParameterCount(0, linear, 0, filters + 3, filters + excitation + 10, 10_240));
    assertThat(model.layers()).isEqualTo(3);
    assertThat(model.hiddenSize()).isEqualTo(512);
    assertThat(model.decodes()).isFalse();
    assertThat(model.headOutputs()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[256, 512] | [] | my.json:2: hidden_sizes: has 0 items; write a list of 1 to 8 whole numbers",
        "[256, 512] | [256, x] | my.json:2: hidden_sizes[1]: \"x\" is not a whole number; write a whole"
            + " number from 2 to 65536",
        "[256, 512] | [64, 512] | my.json:2: hidden_sizes[0]: 64 x expansion 0.5 is less than"
            + " group_width 128",
        "[256, 512] | 7 | my.json:2: hidden_sizes: is a single value; write a list of texts",
        "[1, 2] | [1] | my.json:3: depths: has 1 items; write a list of 2 whole numbers",
        "32 | 0 | my.json:4: image_size: \"0\" is out of range; write a whole number from 1 to 8192"
      })
  void wrongDescriptionsAreRefused(String part, String wrong, String message) {
    String quoted = wrong.replace("x", "\"x\"");

    assertThatThrownBy(() -> read(SMALL.replace(part, quoted)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message);
  }
}
