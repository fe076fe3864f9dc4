package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.RopeScaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RopeScalingFieldsTest {
  private static final int POSITIONS = 4096;

  private static ModelConfig model(String keys) {
    String json =
        """
        {"model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "vocab_size": 100,
         "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": 4096%s}
        """
            .formatted(keys.isEmpty() ? "" : ",\n" + keys);
    return HuggingFaceConfigReader.read(
        "mine", JsonReader.read("config.json", json.getBytes(UTF_8)));
  }

  private static RopeScaling scaling(String keys) {
    return ((Positions.Rotary) model(keys).lastStack().positions()).scaling();
  }

  private static String section(String keys) {
    return "\"rope_scaling\": {" + keys.replace('\'', '"') + "}";
  }

  @Test
  void nothingIsScaledUnlessTheFileSaysSo() {
    assertThat(scaling("")).isEqualTo(new RopeScaling.None());
    assertThat(scaling("\"rope_scaling\": null")).isEqualTo(new RopeScaling.None());
    assertThat(scaling(section("'rope_type': 'default'"))).isEqualTo(new RopeScaling.None());
    assertThat(scaling("\"rope_parameters\": {\"rope_theta\": 5e5}"))
        .isEqualTo(new RopeScaling.None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rope_type", "type"})
  void bothWordsForTheTypeAreRead(String key) {
    String linear = "\"" + key + "\": \"linear\", \"factor\": 2.5";
    RopeScaling expected = new RopeScaling.Linear(2.5);
    assertThat(scaling("\"rope_scaling\": {" + linear + "}")).isEqualTo(expected);
    assertThat(scaling("\"rope_parameters\": {" + linear + "}")).isEqualTo(expected);
  }

  @Test
  void theTrainedLengthIsTheModelsUnlessStated() {
    String dynamic = "'type': 'dynamic', 'factor': 4";
    assertThat(scaling(section(dynamic))).isEqualTo(new RopeScaling.DynamicNtk(4, POSITIONS));
    assertThat(scaling(section(dynamic + ", 'original_max_position_embeddings': 1024")))
        .isEqualTo(new RopeScaling.DynamicNtk(4, 1024));
  }

  @Test
  void llama3HasFourNumbers() {
    assertThat(
            scaling(
                section(
                    "'rope_type': 'llama3', 'factor': 8, 'low_freq_factor': 1,"
                        + " 'high_freq_factor': 4, 'original_max_position_embeddings': 8192")))
        .isEqualTo(new RopeScaling.Llama3(8, 1, 4, 8192));
  }

  @Test
  void yarnHasThePapersDefaults() {
    String yarn = "'type': 'yarn', 'factor': 4, 'original_max_position_embeddings': 1024";
    double attention = 0.1 * StrictMath.log(4) + 1;
    assertThat(scaling(section(yarn)))
        .isEqualTo(new RopeScaling.Yarn(4, 1024, 32, 1, attention, true));
    assertThat(
            scaling(
                section(
                    yarn
                        + ", 'beta_fast': 16, 'beta_slow': 2, 'attention_factor': 1.5,"
                        + " 'truncate': false")))
        .isEqualTo(new RopeScaling.Yarn(4, 1024, 16, 2, 1.5, false));
    RopeScaling.Yarn weighed =
        (RopeScaling.Yarn) scaling(section(yarn + ", 'mscale': 0.5, 'mscale_all_dim': 2"));
    assertThat(weighed.attentionFactor())
        .isCloseTo((0.05 * Math.log(4) + 1) / (0.2 * Math.log(4) + 1), within(1e-15));
    assertThat(RopeScaling.Yarn.attentionFactor(1, 3)).isEqualTo(1);
  }

  @Test
  void anUnknownTypeHidesNothingElseOfTheModel() {
    assertThat(scaling(section("'type': 'longrope', 'long_factor': [1, 2]")))
        .isEqualTo(new RopeScaling.Unknown("longrope"));
    assertThat(scaling(section("'factor': 8"))).isEqualTo(new RopeScaling.Unknown(""));
    assertThat(model(section("'type': 'longrope'")).parameters()).isEqualTo(model("").parameters());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type': 'linear' | factor: missing; write a number from 1 up",
        "'type': 'linear', 'factor': 0.5 | factor: \"0.5\" is out of range; write a number from 1"
            + " up",
        "'type': 'yarn', 'factor': 2, 'beta_fast': 1 | beta_fast: \"1\" is out of range; write a"
            + " number above beta_slow",
        "'type': 'yarn', 'factor': 2, 'beta_slow': 40 | beta_slow: 40.0 is not below beta_fast,"
            + " which is 32.0",
        "'type': 'yarn', 'factor': 2, 'attention_factor': 0 | attention_factor: \"0\" is out of"
            + " range; write a number above 0",
        "'type': 'llama3', 'factor': 2, 'low_freq_factor': 4, 'high_freq_factor': 4 |"
            + " high_freq_factor: \"4\" is out of range; write a number above low_freq_factor",
        "'type': 'dynamic', 'factor': 2, 'original_max_position_embeddings': 0 |"
            + " original_max_position_embeddings: \"0\" is out of range; write a whole number from"
            + " 1 to 1073741824"
      })
  void wrongNumbersAreRefused(String keys, String message) {
    String text = section(keys);
    assertThatThrownBy(() -> scaling(text))
        .isInstanceOf(SpecException.class)
        .hasMessage("config.json:3: rope_scaling." + message);
  }

  @Test
  void scalingReachesFurtherThanTheStatedLength() {
    assertThat(new RopeScaling.Yarn(4, 1024, 32, 1, 1, true).positions(1024)).isEqualTo(4096);
    assertThat(new RopeScaling.DynamicNtk(2.5, 100).positions(100)).isEqualTo(250);
    assertThat(new RopeScaling.Llama3(8, 1, 4, 8192).positions(131_072)).isEqualTo(131_072);
    assertThat(new RopeScaling.Linear(4).positions(4096)).isEqualTo(4096);
    assertThat(new RopeScaling.None().positions(7)).isEqualTo(7);
    assertThat(new RopeScaling.Unknown("su").positions(7)).isEqualTo(7);
    assertThat(new RopeScaling.Yarn(1e9, 1 << 20, 32, 1, 1, true).positions(8)).isEqualTo(1 << 30);
  }
}
