package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedTrainingTest {
  @Test
  void everyRowHoldsOrHasAReason() {
    List<ValidationRow> rows = new ArrayList<>(PublishedTraining.rows());
    rows.addAll(PublishedTrainingMemory.rows());

    assertThat(rows).hasSize(7 + 4 * 3 + 2 * 3 + 18 + 4 + 4 + 4);
    assertThat(rows).allMatch(row -> row.holds() || row.knownDeviation());
    assertThat(rows).extracting(ValidationRow::item).doesNotHaveDuplicates();
    assertThat(rows.stream().filter(row -> !row.holds()).map(ValidationRow::item))
        .containsExactly(
            "gpt-3-175b, MFU of its stated speed",
            "palm-540b, HFU of its stated speed",
            "GPT 22B on 8 A100, HFU of its iteration time",
            "GPT 175B on 64 A100, HFU of its iteration time",
            "GPT 530B on 280 A100, HFU of its iteration time",
            "GPT 1T on 512 A100, HFU of its iteration time",
            "GPT 175B, operations that selective recomputation adds",
            "GPT 530B, operations that selective recomputation adds",
            "GPT-3 175B, Adam, model states",
            "deberta-v3-base, adapters of rank 32, trained share");
  }

  /** 16 bytes a parameter on one chip; 4 + 12 / 64, 2 + 14 / 64 and 16 / 64 on 64 chips. */
  @Test
  void statesAreSharedOutStageByStage() {
    List<ValidationRow> rows = PublishedTrainingMemory.shardedStates();

    assertThat(rows).hasSize(6 * 3);
    assertThat(rows.getFirst().ours()).isEqualTo(7.5 * 16);
    assertThat(rows.subList(9, 12).stream().map(ValidationRow::ours))
        .containsExactly(7.5 * (4 + 12.0 / 64), 7.5 * (2 + 14.0 / 64), 7.5 * 16 / 64);
  }

  /** 96 layers with 2 adapters each of 4 x (12288 + 12288) parameters of 2 bytes. */
  @Test
  void checkpointOfAdaptersHoldsTheirParametersAlone() {
    ValidationRow checkpoint = PublishedTrainingMemory.lowRankAdapters().getLast();

    assertThat(checkpoint.ours()).isCloseTo(96 * 2 * 4 * 24576.0 * 2 / 1e6, within(1e-9));
  }

  @Test
  void reasonOfTheDeviationsIsTheirSize() {
    for (ValidationRow row : PublishedTraining.activationShares()) {
      if (!row.holds()) {
        assertThat(3 * row.ours()).isCloseTo(row.published(), within(0.05));
      }
    }
  }
}
