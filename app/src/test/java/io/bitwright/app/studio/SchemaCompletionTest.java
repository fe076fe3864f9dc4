package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is proposed where; the bar {@code |} is the cursor. */
class SchemaCompletionTest {
  private final SchemaCompletion completion = SchemaCompletion.ofAccelerators();

  private SchemaCompletion.Place place(String text) {
    int offset = text.indexOf('|');
    return completion.at(text.replace("|", ""), offset);
  }

  private List<String> labels(String text) {
    return place(text).proposals().stream().map(SchemaCompletion.Proposal::label).toList();
  }

  @Test
  void keysOfTheTopAreProposedOnce() {
    assertThat(labels("|")).startsWith("name", "description").contains("matrix-unit", "energy");
    assertThat(labels("name: x\n|\nclock: 1 GHz\n"))
        .doesNotContain("name", "clock")
        .contains("source", "memory");
  }

  @Test
  void keysOfASectionAreThoseOfItsSchema() {
    assertThat(labels("vector-unit:\n  |")).containsExactly("lanes");
    assertThat(labels("memory:\n  kind: HBM2\n  |\nbuffers:\n  weights: 4 KiB\n"))
        .containsExactly("capacity", "bandwidth", "latency", "dram");
    assertThat(labels("memory:\n  dram:\n    |"))
        .containsExactly("device", "channels", "data-rate");
  }

  @Test
  void keysOfItemsAndBracesAreThoseOfTheItem() {
    assertThat(labels("matrix-unit:\n  operands:\n    - |"))
        .containsExactly("weights", "activations", "rate");
    assertThat(labels("matrix-unit:\n  operands:\n    - weights: int8\n      |"))
        .containsExactly("activations", "rate");
    assertThat(labels("matrix-unit:\n  operands:\n    - weights: int8\n      rate: 1\n    - we|"))
        .containsExactly("weights");
    assertThat(labels("matrix-unit:\n  operands:\n    - {weights: int8, |"))
        .containsExactly("activations", "rate");
    assertThat(labels("memory:\n  dram: {device: hbm2, ch|")).containsExactly("channels");
  }

  @Test
  void wordsUnitsAndFlagsAreProposedAsValues() {
    assertThat(labels("matrix-unit:\n  kind: |"))
        .contains("weight_stationary_array", "tensor_core");
    assertThat(labels("matrix-unit:\n  operands:\n    - {weights: t|")).containsExactly("ternary");
    assertThat(labels("generable: |")).containsExactly("true", "false");
    assertThat(labels("clock: 200 |")).containsExactly("200 Hz", "200 kHz", "200 MHz", "200 GHz");
    assertThat(labels("clock: 200 M|")).containsExactly("200 MHz");
    assertThat(labels("memory:\n  dram:\n    device: lpd|"))
        .containsExactly("lpddr4-3200", "lpddr5-6400");
  }

  @Test
  void proposalsReplaceTheWordThatIsTyped() {
    SchemaCompletion.Place place = place("matrix-unit:\n  ro|");

    assertThat(place.from()).isEqualTo("matrix-unit:\n  ".length());
    assertThat(place.proposals().getFirst().text()).isEqualTo("rows: ");
    assertThat(place.proposals().getFirst().detail())
        .startsWith("required. Array rows")
        .endsWith("From 1 to 1024.");
    assertThat(place("mem|").proposals().getFirst().text()).isEqualTo("memory:");
    assertThat(place("clo|").proposals().getFirst().detail())
        .endsWith("A number with a unit: Hz, kHz, MHz, GHz.");
  }

  @Test
  void nothingIsProposedWhereNothingIsKnown() {
    assertThat(labels("# na|")).isEmpty();
    assertThat(labels("name: x # comm|")).isEmpty();
    assertThat(labels("nothing:\n  |")).isEmpty();
    assertThat(labels("source: |")).isEmpty();
    assertThat(labels("a b c|")).isEmpty();
  }

  /** Every place in every text that ships has an answer. */
  @Test
  void everyPlaceCanBeAskedFor() {
    for (String name : AcceleratorLibrary.names()) {
      String text = new String(AcceleratorLibrary.yaml(name), StandardCharsets.UTF_8);
      for (int offset = 0; offset <= text.length(); offset++) {
        assertThat(completion.at(text, offset).from()).isBetween(0, offset);
      }
    }
  }
}
