package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceLayoutTest {
  private static final ModelConfig PALM = ModelLibrary.get("palm-540b");
  private static final ModelConfig MIXTRAL = ModelLibrary.get("mixtral-8x7b");

  private static InferenceLayout overHeads(int columns, int rows) {
    return InferenceLayout.stationary(columns, rows, AttentionSharding.HEADS);
  }

  @Test
  void labelsSayWhatIsShared() {
    assertThat(InferenceLayout.ONE_CHIP.label()).isEqualTo("whole model");
    assertThat(overHeads(8, 1).label()).isEqualTo("WS 1D 8 / heads");
    assertThat(InferenceLayout.stationary(16, 4, AttentionSharding.BATCH).label())
        .isEqualTo("WS 2D 16x4 / batch");
    assertThat(InferenceLayout.weightGathered(16, 4, AttentionSharding.HEADS).label())
        .isEqualTo("WG 16 x 4 / heads");
    assertThat(overHeads(2, 1).withExperts(4).withStages(3).withReplicas(2).label())
        .isEqualTo("WS 1D 2 / heads, experts 4, pipeline 3, replicas 2");
  }

  @Test
  void chipsAreTheProductOfAllDegrees() {
    InferenceLayout layout = overHeads(4, 2).withStages(3).withReplicas(5);

    assertThat(layout.chips()).isEqualTo(120);
    assertThat(layout.degrees().values().stream().reduce(1, (a, b) -> a * b)).isEqualTo(120);
  }

  @Test
  void sequencesAreSharedByGroupsAndRoundedUp() {
    InferenceLayout layout =
        InferenceLayout.weightGathered(4, 2, AttentionSharding.HEADS).withReplicas(2);

    assertThat(layout.sequences(17)).isEqualTo(3);
    assertThat(layout.withStages(4).microBatches(17)).isEqualTo(3);
    assertThat(layout.withStages(2).microBatches(17)).isEqualTo(2);
  }

  /** Over all chips where each has a sequence, else over columns, else not at all. */
  @Test
  void attentionIsSharedAmongAsManyChipsAsHaveSequences() {
    InferenceLayout layout = InferenceLayout.stationary(16, 4, AttentionSharding.BATCH);

    assertThat(layout.attentionBatchShards(64)).isEqualTo(64);
    assertThat(layout.attentionBatchShards(63)).isEqualTo(16);
    assertThat(layout.attentionBatchShards(15)).isEqualTo(1);
    assertThat(overHeads(16, 4).attentionBatchShards(64)).isEqualTo(1);
  }

  @Test
  void whatDoesNotSuitIsRefusedWithNumbers() {
    assertRefused(
        InferenceLayout.weightGathered(64, 1, AttentionSharding.BATCH),
        PALM,
        8,
        "layout WG 64 / batch has 64 groups of chips with sequences of their own, "
            + "but there are 8 sequences");
    assertRefused(
        overHeads(1, 1).withStages(128),
        PALM,
        1,
        "layout whole model, pipeline 128 has 128 stages, but there are 118 layers");
    assertRefused(
        overHeads(1, 1).withExperts(16),
        MIXTRAL,
        16,
        "layout whole model, experts 16 has 16 chips, but there are 8 experts of a layer");
    assertRefused(
        overHeads(128, 1),
        PALM,
        1,
        "layout WS 1D 128 / heads has 128 columns of attention over heads, "
            + "but there are 48 heads");
    assertRefused(
        InferenceLayout.stationary(16, 4, AttentionSharding.BATCH),
        PALM,
        8,
        "layout WS 2D 16x4 / batch has 16 columns of attention over sequences, "
            + "but there are 8 sequences");
    assertRefused(
        InferenceLayout.ONE_CHIP,
        ModelLibrary.get("nfnet-f0"),
        1,
        "nfnet-f0 is a convolutional network; allowed: transformers");
  }

  private static void assertRefused(
      InferenceLayout layout, ModelConfig model, int batch, String message) {
    assertThatThrownBy(() -> layout.requireFit(model, batch))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  void allLayoutsUseAllChipsAndDifferFromEachOther() {
    List<InferenceLayout> layouts = InferenceLayouts.all(MIXTRAL, 8, 8);

    assertThat(layouts)
        .doesNotHaveDuplicates()
        .allMatch(layout -> layout.chips() == 8)
        .contains(overHeads(8, 1), overHeads(4, 2), overHeads(1, 1).withExperts(8))
        .contains(overHeads(1, 1).withReplicas(8), overHeads(2, 1).withStages(4));
    assertThat(InferenceLayouts.all(PALM, 8, 8)).allMatch(layout -> layout.experts() == 1);
    assertThat(InferenceLayouts.all(PALM, 1, 1)).containsExactly(InferenceLayout.ONE_CHIP);
  }
}
