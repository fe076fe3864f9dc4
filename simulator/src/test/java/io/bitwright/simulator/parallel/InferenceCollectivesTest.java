package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Bytes of each layer's collectives, by hand. */
class InferenceCollectivesTest {
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");
  private static final ModelConfig PALM = ModelLibrary.get("palm-540b");
  private static final ModelConfig MIXTRAL = ModelLibrary.get("mixtral-8x7b");

  private static List<LayerCollective> decode(
      ModelConfig model, InferenceLayout layout, int batch) {
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, batch, 1, 2048, NumberFormat.INT8, NumberFormat.BF16);
    StackPass pass =
        StackPass.of(layout.share().of(model, layout.stages() - 1), workload).getLast();
    return InferenceCollectives.of(layout, model, pass, ModelFormats.of(workload));
  }

  private static LayerCollective named(List<LayerCollective> all, String name) {
    return all.stream()
        .filter(collective -> collective.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name + " in " + all));
  }

  private static void assertIs(
      LayerCollective found, Collective collective, double bytes, long count) {
    assertThat(found.collective()).isEqualTo(collective);
    assertThat(found.bytes()).isCloseTo(bytes, within(1e-6 * bytes));
    assertThat(found.count()).isEqualTo(count);
  }

  @Test
  void oneChipHasNone() {
    assertThat(decode(LLAMA, InferenceLayout.ONE_CHIP, 8)).isEmpty();
  }

  /** Shoeybi et al. 2019: an all-reduce of the stream behind attention and one behind the MLP. */
  @Test
  void oneDimensionAddsUpBehindEachBlock() {
    List<LayerCollective> all =
        decode(LLAMA, InferenceLayout.stationary(2, 1, AttentionSharding.HEADS), 8);

    assertIs(named(all, "attention output"), Collective.ALL_REDUCE, 8 * 4096 * 2, 32);
    assertIs(named(all, "feed-forward output"), Collective.ALL_REDUCE, 8 * 4096 * 2, 32);
  }

  /** Pope et al. 2022, section 3.4: half as many where both blocks run in parallel. */
  @Test
  void parallelBlocksAddUpTogether() {
    List<LayerCollective> all =
        decode(PALM, InferenceLayout.stationary(64, 1, AttentionSharding.HEADS), 64);

    assertIs(named(all, "output"), Collective.ALL_REDUCE, 64 * 18432 * 2, 118);
    assertThat(all).noneMatch(collective -> collective.name().contains("feed-forward"));
  }

  /**
   * 64 tokens; 16 columns and 4 rows; E 18432, F 73728 with a gate, queries 48 x 256; layer norms.
   */
  @Test
  void twoDimensionsMovePartsOfBothWidths() {
    List<LayerCollective> all =
        decode(PALM, InferenceLayout.stationary(16, 4, AttentionSharding.BATCH), 64);

    assertIs(named(all, "input"), Collective.ALL_GATHER, 64 * 18432 / 64 * 2, 118);
    assertIs(named(all, "norm"), Collective.ALL_REDUCE, 64 * 2 * 4, 118);
    double inner = 2 * 73728 + 48 * 256;
    assertIs(named(all, "inner sums"), Collective.REDUCE_SCATTER, 64 * inner / 16 * 2, 118);
    double values = 73728 + 48 * 256;
    assertIs(named(all, "inner values"), Collective.ALL_GATHER, 64 * values / 64 * 2, 118);
    assertIs(named(all, "output sums"), Collective.REDUCE_SCATTER, 64 * 18432 / 4 * 2, 118);
    assertThat(named(all, "inner sums").beside()).isEqualTo(LayerCollective.Beside.INPUT);
    assertThat(named(all, "inner values").beside()).isEqualTo(LayerCollective.Beside.OUTPUT);
  }

  /** Queries and results change places; a single head of keys is made where its sequences are. */
  @Test
  void attentionOverSequencesMovesQueriesAndResults() {
    List<LayerCollective> all =
        decode(PALM, InferenceLayout.stationary(16, 4, AttentionSharding.BATCH), 64);
    double queries = 64 * 48 * 256 * 2 / 64;

    assertIs(named(all, "queries"), Collective.ALL_TO_ALL, queries, 118);
    assertIs(named(all, "results"), Collective.ALL_TO_ALL, queries, 118);
    double keysAndValues = 64 / 16 * 2 * 256 * 2;
    assertIs(named(all, "keys and values"), Collective.REDUCE_SCATTER, keysAndValues, 118);
  }

  /** Llama's columns have heads of keys of their own, which go with the queries. */
  @Test
  void ownHeadsOfKeysGoWithTheQueries() {
    List<LayerCollective> all =
        decode(LLAMA, InferenceLayout.stationary(8, 1, AttentionSharding.BATCH), 16);

    assertIs(named(all, "queries"), Collective.ALL_TO_ALL, 16 * 3 * 4096 * 2 / 8.0, 32);
    assertIs(named(all, "results"), Collective.ALL_TO_ALL, 16 * 4096 * 2 / 8.0, 32);
  }

  /** All linear weights of a layer but a chip's own: int8, in 64 parts. */
  @Test
  void gatheredWeightsAreThoseOfALayer() {
    List<LayerCollective> all =
        decode(PALM, InferenceLayout.weightGathered(64, 1, AttentionSharding.BATCH), 64);
    double layer = (double) PALM.linearParameters() / 118;

    assertIs(named(all, "weights"), Collective.ALL_GATHER, layer / 64, 118);
    assertThat(all).noneMatch(collective -> collective.name().contains("output"));
  }

  /** Fedus et al. 2021: each token's vector goes to its two experts and comes back. */
  @Test
  void expertsGetTheVectorsOfTheirTokens() {
    InferenceLayout layout = InferenceLayout.ONE_CHIP.withExperts(4);
    List<LayerCollective> all = decode(MIXTRAL, layout, 8);

    assertIs(named(all, "tokens to experts"), Collective.ALL_TO_ALL, 8 * 2 * 4096 * 2, 32);
    assertIs(named(all, "experts' results"), Collective.ALL_TO_ALL, 8 * 2 * 4096 * 2, 32);
    assertThat(all).hasSize(2);
  }

  @Test
  void stagesSendTheStreamOn() {
    List<LayerCollective> all = decode(LLAMA, InferenceLayout.ONE_CHIP.withStages(4), 8);

    assertThat(all).hasSize(1);
    assertIs(named(all, "stage"), Collective.SEND_RECEIVE, 8 * 4096 * 2, 1);
  }

  /** Each chip writes its best logit and where it stands; a whole vocabulary stays in parts. */
  @Test
  void nextTokensAreFoundAmongCandidates() {
    List<LayerCollective> all =
        decode(LLAMA, InferenceLayout.stationary(2, 1, AttentionSharding.HEADS), 8);

    assertIs(named(all, "next tokens"), Collective.ALL_GATHER, 8 * 8, 1);
  }
}
