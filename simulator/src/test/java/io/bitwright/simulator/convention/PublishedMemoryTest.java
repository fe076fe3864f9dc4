package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedMemoryTest {
  @Test
  void everyRowHolds() {
    List<ValidationRow> rows = PublishedMemory.rows();

    assertThat(rows).hasSize(9 + 3).allMatch(ValidationRow::holds);
    assertThat(rows).extracting(ValidationRow::item).doesNotHaveDuplicates();
    assertThat(rows.stream().filter(ValidationRow::bound)).hasSize(6);
  }

  /** 26 layers of 4 x 3200^2 + 3 x 3200 x 8640 weights, 14 bits saved of each. */
  @Test
  void ternaryWeightsSaveFourteenBitsEach() {
    double weights = 26 * (4 * 3200.0 * 3200 + 3 * 3200.0 * 8640);
    ValidationRow saved = PublishedMemory.ternaryModels().getLast();

    assertThat(saved.item()).isEqualTo("BitNet b1.58 3B, memory saved by ternary weights");
    assertThat(saved.published()).isEqualTo(5.67);
    assertThat(saved.ours()).isCloseTo(weights * 14 / 8 / 1e9, within(1e-9));
  }

  /** 96 layers of 12 x 12288^2 weights. */
  @Test
  void sizesAreThoseOfTheLinearLayers() {
    assertThat(PublishedMemory.lowBitSizes())
        .extracting(ValidationRow::ours)
        .containsExactly(
            96 * 12 * 12288.0 * 12288 * 2 / 1e9,
            96 * 12 * 12288.0 * 12288 / 2 / 1e9,
            96 * 12 * 12288.0 * 12288 * 3 / 8 / 1e9);
  }
}
