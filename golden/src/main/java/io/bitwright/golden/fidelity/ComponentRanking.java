package io.bitwright.golden.fidelity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Linear layers in the order in which they bear a format: each alone in that format, all others as
 * they stand.
 *
 * <p>Source: Divergent Token Metrics (arXiv 2311.01544) section 4, components are compressed one by
 * one and sorted by FDT.
 */
public final class ComponentRanking {
  private ComponentRanking() {}

  /**
   * Ranks all linear layers of a model.
   *
   * @param others the formats of the layers that are not measured
   * @param format the format of the one that is
   * @param texts those of the model to stay near to
   * @param progress called after each layer
   * @return by falling FDT, then rising SDT, rising DPPL and the layer's name
   * @throws io.bitwright.spec.SpecException as {@link QuantisedModels#transformer}
   */
  public static List<RankedComponent> of(
      QuantisedModels models,
      FormatAssignment others,
      LayerFormat format,
      DivergentTokens texts,
      Runnable progress) {
    List<RankedComponent> ranked = new ArrayList<>();
    for (String layer : models.layers()) {
      FormatAssignment alone = others.with(layer, format);
      ranked.add(
          new RankedComponent(
              layer,
              models.weights(layer),
              models.bitsPerWeight(alone, layer),
              texts.of(models.transformer(alone))));
      progress.run();
    }
    ranked.sort(
        Comparator.comparing(RankedComponent::divergence, Divergence.NEAREST_FIRST)
            .thenComparing(RankedComponent::layer));
    return List.copyOf(ranked);
  }
}
