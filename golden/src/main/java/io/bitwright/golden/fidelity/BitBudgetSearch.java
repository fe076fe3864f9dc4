package io.bitwright.golden.fidelity;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a format for each linear layer so that all together keep to a budget of bits.
 *
 * <p>All layers start at the top of a ladder of formats. Again and again the layer goes one rung
 * down whose lower rung costs least, until the budget is met. What a rung costs is measured for
 * each layer alone, all others at the top, once: L layers and R rungs take L (R - 1) evaluations.
 *
 * <p>Source: Divergent Token Metrics (arXiv 2311.01544) section 4, which sorts components measured
 * alone by FDT and compresses those of the highest first.
 */
public final class BitBudgetSearch {
  private final QuantisedModels models;
  private final List<LayerFormat> ladder;

  /**
   * @param ladder formats of falling bits, at least two
   * @throws SpecException if bits do not fall from rung to rung
   */
  public BitBudgetSearch(QuantisedModels models, List<LayerFormat> ladder) {
    this.models = models;
    this.ladder = List.copyOf(ladder);
    if (ladder.size() < 2) {
      throw new SpecException("a ladder of " + ladder.size() + " formats; at least 2 are needed");
    }
    for (int rung = 1; rung < ladder.size(); rung++) {
      if (bits(rung) >= bits(rung - 1)) {
        throw new SpecException(
            "%s takes %.3f bits a weight, no fewer than the %.3f of %s before it in the ladder"
                .formatted(
                    ladder.get(rung).label(),
                    bits(rung),
                    bits(rung - 1),
                    ladder.get(rung - 1).label()));
      }
    }
  }

  private double bits(int rung) {
    return models.bitsPerWeight(uniform(rung));
  }

  private FormatAssignment uniform(int rung) {
    return FormatAssignment.uniform(models.layers(), ladder.get(rung));
  }

  /** The models that one search measures: how often it reports progress. */
  public int evaluations() {
    return models.layers().size() * (ladder.size() - 1);
  }

  /** The lowest rung of at least so many bits for all layers; empty if none has as many. */
  public Optional<FormatAssignment> uniformOfAtLeast(double bitsPerWeight) {
    for (int rung = ladder.size() - 1; rung >= 0; rung--) {
      if (bits(rung) >= bitsPerWeight) {
        return Optional.of(uniform(rung));
      }
    }
    return Optional.empty();
  }

  public SearchResult within(double bits, SearchGuide guide, Runnable progress) { throw new IllegalStateException("not yet"); }
}
