package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.LayerPattern;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layers have a sliding window, as files say it. */
class WindowFieldsTest {
  private static final String SIZES =
      """
      "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 6,
      "num_attention_heads": 4, "max_position_embeddings": 1000, "vocab_size": 100
      """;

  private static Attention attention(String family, String more) {
    String json = "{\"model_type\": \"" + family + "\", " + more + ", " + SIZES + "}";
    return HuggingFaceConfigReader.read("m", JsonReader.read("config.json", json.getBytes(UTF_8)))
        .lastStack()
        .attention();
  }

  private static List<Integer> windowed(Attention attention) {
    return IntStream.range(0, 6).filter(attention::hasWindow).boxed().toList();
  }

  /** Qwen2Config: all layers behind the first max_window_layers, 28 where it is missing. */
  @ParameterizedTest
  @CsvSource({
    "'\"max_window_layers\": 4', '4 5'",
    "'\"max_window_layers\": 0', '0 1 2 3 4 5'",
    "'\"max_window_layers\": 6', ''",
    "'\"rope_theta\": 10000', ''"
  })
  void qwenLeavesTheFirstLayersDense(String field, String layers) {
    Attention attention =
        attention("qwen2", "\"use_sliding_window\": true, \"sliding_window\": 99, " + field);

    assertThat(String.join(" ", windowed(attention).stream().map(String::valueOf).toList()))
        .isEqualTo(layers);
    assertThat(attention.window())
        .isEqualTo(layers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(99));
    assertThat(attention("qwen2", "\"sliding_window\": 99, " + field).window()).isEmpty();
  }

  @Test
  void qwensWindowHasADefault() {
    String json =
        """
        {"model_type": "qwen2", "use_sliding_window": true, "max_window_layers": 1, %s}
        """
            .formatted(SIZES.replace("1000", "9000"));
    ModelConfig model =
        HuggingFaceConfigReader.read("m", JsonReader.read("c.json", json.getBytes(UTF_8)));

    assertThat(model.lastStack().attention().window()).hasValue(4096);
  }

  @Test
  void layerTypesNameThem() {
    String types =
        """
        "use_sliding_window": true, "sliding_window": 99, "max_window_layers": 0, "layer_types":
        ["full_attention", "sliding_attention", "full_attention", "full_attention",
         "sliding_attention", "full_attention"]
        """;

    assertThat(windowed(attention("qwen2", types))).containsExactly(1, 4);
    assertThat(windowed(attention("decoder", types))).containsExactly(1, 4);
  }

  @Test
  void gptNeoAlternates() {
    Attention attention = ModelLibrary.get("gpt-neo-2.7b").lastStack().attention();

    assertThat(attention.window()).hasValue(256);
    assertThat(attention.windowedLayersOf(32)).isEqualTo(16);
    assertThat(windowed(attention)).containsExactly(1, 3, 5);
    assertThat(attention.biases(2560)).isEqualTo(2560);
  }

  @Test
  void gptNeoMayNameItsLayers() {
    String sizes = "\"num_layers\": 6, \"num_heads\": 4, \"window_size\": 9";

    assertThat(windowed(attention("gpt_neo", sizes))).containsExactly(1, 3, 5);
    assertThat(
            windowed(
                attention(
                    "gpt_neo",
                    sizes
                        + ", \"attention_layers\": [\"local\", \"local\", \"global\", \"global\","
                        + " \"global\", \"local\"]")))
        .containsExactly(0, 1, 5);
    assertThatThrownBy(() -> attention("gpt_neo", sizes + ", \"attention_types\": [1]"))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith(
            "attention_types: alone is not read; write attention_layers, a word for each layer");
  }

  /** Every n-th layer is dense, as gemma-3 has it; every layer for n = 1. */
  @ParameterizedTest
  @CsvSource({"2, '[0, 2, 4]'", "3, '[0, 1, 3, 4]'", "1, '[]'", "7, '[0, 1, 2, 3, 4, 5]'"})
  void aDescriptionMayAlternate(int pattern, String layers) {
    Attention attention =
        attention("decoder", "\"sliding_window\": 99, \"sliding_window_pattern\": " + pattern);

    assertThat(windowed(attention)).hasToString(layers);
    assertThat(attention.windowedLayersOf(6)).isEqualTo(windowed(attention).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"full_attention\"] | layer_types: has 1 words; write one for each of 6 layers",
        "[\"full_attention\", \"full_attention\", \"full_atention\", \"\", \"\", \"\"] | "
            + "layer_types[2]: unknown type of layer 'full_atention'; allowed: sliding_attention,"
            + " full_attention; did you mean 'full_attention'?",
        "7 | layer_types: is a single value; write a list of texts",
      })
  void wrongTypesAreRefused(String types, String message) {
    assertThatThrownBy(
            () -> attention("decoder", "\"sliding_window\": 9, \"layer_types\": " + types))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith(message.replace('\'', '"'))
        .hasMessageStartingWith("config.json:1");
  }

  @Test
  void typesWithoutAWindowAreRefused() {
    String type = "\"sliding_attention\", ";
    String types = "\"layer_types\": [" + type.repeat(5) + "\"full_attention\"]";

    assertThatThrownBy(() -> attention("decoder", types))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith(
            "layer_types: names layers with a window, but there is none; write sliding_window, "
                + "less than 1000");
  }

  @Test
  void patternsOfAllLayersAreOnePattern() {
    assertThat(new LayerPattern(List.of(true, true))).isEqualTo(LayerPattern.ALL);
    assertThat(LayerPattern.allButFirst(0, 9)).isEqualTo(LayerPattern.ALL);
    assertThat(LayerPattern.allButEvery(3).of(8)).isEqualTo(6);
    assertThat(LayerPattern.allButEvery(1).of(8)).isZero();
  }
}
