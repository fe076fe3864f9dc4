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
 * <p>What a layer loses on each rung of a ladder of formats is measured once, alone, all others as
 * they were trained: L layers and R rungs take L x R evaluations, whatever the budgets. Then all
 * layers start at the top and go down one by one, as a {@link LoweringRule} says, until the budget
 * is met; last, steps that turn out to be needless for it are taken back, the latest first.
 *
 * <p>Source: Divergent Token Metrics (arXiv 2311.01544) section 4, which measures components alone,
 * sorts them by FDT and compresses those of the highest first. The rule by bits is ours: layers of
 * a model differ in size.
 */
public final class BitBudgetSearch {
  private final QuantisedModels models;
  private final List<LayerFormat> ladder;

  /**
   * A search over one ladder.
   *
   * @param ladder formats of falling bits, at least two
   * @throws SpecException if there are fewer, or bits do not fall from rung to rung
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
            "%s takes %.4f bits a weight, no fewer than the %.4f of %s before it in the ladder"
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

  /** Models that {@link #measure} measures: how often it reports progress. */
  public int evaluations() {
    return models.layers().size() * ladder.size();
  }

  /**
   * Measures each layer alone on each rung.
   *
   * @param progress called after each evaluation
   * @throws SpecException as {@link QuantisedModels#transformer}
   */
  public LayerLosses measure(SearchGuide guide, Runnable progress) {
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    for (String layer : models.layers()) {
      List<Double> ofRungs = new ArrayList<>();
      for (LayerFormat format : ladder) {
        FormatAssignment alone = FormatAssignment.asTrained().with(layer, format);
        ofRungs.add(guide.loss(models.transformer(alone)));
        progress.run();
      }
      losses.put(layer, List.copyOf(ofRungs));
    }
    return new LayerLosses(guide.label(), losses);
  }

  /**
   * The assignment for a budget; measures nothing.
   *
   * @param losses what {@link #measure} gave for this ladder
   * @param bitsPerWeight the most bits over all linear layers, scales and all else counted
   * @throws SpecException if the end of the ladder takes more for all layers
   */
  public SearchResult search(LayerLosses losses, double bitsPerWeight, LoweringRule rule) {
    double fewest = bits(ladder.size() - 1);
    if (!(bitsPerWeight >= fewest)) {
      throw new SpecException(
          "a budget of %.4f bits a weight; %s for all layers takes %.4f"
              .formatted(bitsPerWeight, ladder.getLast().label(), fewest));
    }
    return new LadderDescent(models, ladder, losses, rule).to(bitsPerWeight);
  }

  /** The lowest rung of at least so many bits, for all layers; empty if none has as many. */
  public Optional<FormatAssignment> uniformOfAtLeast(double bitsPerWeight) {
    for (int rung = ladder.size() - 1; rung >= 0; rung--) {
      if (bits(rung) >= bitsPerWeight) {
        return Optional.of(uniform(rung));
      }
    }
    return Optional.empty();
  }
}
