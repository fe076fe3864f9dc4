package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.ByteTokens;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComponentRankingTest {
  private static final int[] TEXT =
      ByteTokens.encode("BAPTISTA:\nGood morrow, neighbour Gremio.\nGod save you, gentlemen!");

  private final QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
  private final DivergentTokens texts =
      DivergentTokens.of(models.reference(), DivergentTokens.prompts(TEXT, 3, 20), 8);

  private List<RankedComponent> ranked(FormatAssignment others, String format, Runnable progress) {
    LayerFormat alone = LayerFormat.weightsOnly(MatrixFormat.parse(format));
    return ComponentRanking.of(models, others, alone, texts, progress);
  }

  @Test
  void eachLayerIsMeasuredAloneAndTheNearestStandsFirst() {
    AtomicInteger steps = new AtomicInteger();
    List<RankedComponent> ranking =
        ranked(FormatAssignment.asTrained(), "binary/row", steps::incrementAndGet);
    assertThat(steps).hasValue(28);
    assertThat(ranking)
        .extracting(RankedComponent::layer)
        .containsExactlyInAnyOrderElementsOf(models.layers());
    assertThat(ranking)
        .extracting(RankedComponent::divergence)
        .isSortedAccordingTo(Divergence.NEAREST_FIRST);
    assertThat(ranking.getLast().divergence().firstDivergentToken())
        .isLessThan(ranking.getFirst().divergence().firstDivergentToken());
    LayerFormat binary = LayerFormat.weightsOnly(MatrixFormat.parse("binary/row"));
    for (RankedComponent component : List.of(ranking.getFirst(), ranking.get(11))) {
      FormatAssignment alone = FormatAssignment.asTrained().with(component.layer(), binary);
      assertThat(component.divergence()).isEqualTo(texts.of(models.transformer(alone)));
      assertThat(component.weights()).isEqualTo(models.weights(component.layer()));
      assertThat(component.bitsPerWeight())
          .isEqualTo(models.bitsPerWeight(alone, component.layer()));
    }
  }

  /** Ternary weights in int2 lose nothing but the rounding of inputs, so names decide. */
  @Test
  void layersThatLoseTheSameStandByName() {
    FormatAssignment int2 =
        FormatAssignment.uniform(
            models.layers(), LayerFormat.weightsOnly(MatrixFormat.parse("ternary")));
    assertThat(ranked(int2, "ternary", () -> {}))
        .extracting(RankedComponent::layer)
        .containsExactlyElementsOf(models.layers().stream().sorted().toList());
  }
}
