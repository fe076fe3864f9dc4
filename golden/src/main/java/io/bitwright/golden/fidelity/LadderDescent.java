package io.bitwright.golden.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All layers of a model on a ladder of formats, going down one by one from its top. */
final class LadderDescent {
  private final QuantisedModels models;
  private final List<LayerFormat> ladder;
  private final LayerLosses losses;
  private final LoweringRule rule;
  private final Map<String, Integer> rungs = new LinkedHashMap<>();
  private FormatAssignment assignment;

  /** A step of a layer to a rung. */
  private record Step(String layer, int rung) {}

  /** What a rule weighs: less is lowered earlier; of equal prices what saves more. */
  private record Price(double price, double savedBits) {
    boolean isBelow(Price other) {
      int byPrice = Double.compare(price, other.price);
      return byPrice != 0 ? byPrice < 0 : savedBits > other.savedBits;
    }
  }

  LadderDescent(
      QuantisedModels models, List<LayerFormat> ladder, LayerLosses losses, LoweringRule rule) {
    this.models = models;
    this.ladder = ladder;
    this.losses = losses;
    this.rule = rule;
    models.layers().forEach(layer -> rungs.put(layer, 0));
    assignment = FormatAssignment.uniform(models.layers(), ladder.getFirst());
  }

  /** Down to a budget that the end of the ladder meets. */
  SearchResult to(double bitsPerWeight) {
    List<Step> steps = new ArrayList<>();
    while (models.bitsPerWeight(assignment) > bitsPerWeight) {
      Step step = next();
      put(step.layer(), step.rung());
      steps.add(step);
    }
    List<Step> kept = withoutNeedless(steps, bitsPerWeight);
    return new SearchResult(assignment, models.bitsPerWeight(assignment), path(kept));
  }

  private void put(String layer, int rung) {
    rungs.put(layer, rung);
    assignment = assignment.with(layer, ladder.get(rung));
  }

  private int rung(String layer) {
    return Objects.requireNonNull(rungs.get(layer));
  }

  private Step next() {
    Step best = null;
    Price lowest = new Price(Double.POSITIVE_INFINITY, 0);
    for (String layer : models.layers()) {
      int rung = rung(layer) + 1;
      if (rung < ladder.size()) {
        Price price = price(layer, rung);
        if (best == null || price.isBelow(lowest)) {
          best = new Step(layer, rung);
          lowest = price;
        }
      }
    }
    return Objects.requireNonNull(best, "all layers are at the end of the ladder");
  }

  private Price price(String layer, int rung) {
    double saved = bits(layer, rung - 1) - bits(layer, rung);
    double loss = losses.loss(layer, rung);
    double price =
        switch (rule) {
          case LEAST_LOSS -> loss;
          case LEAST_RISE_PER_BIT -> (loss - losses.loss(layer, rung - 1)) / saved;
        };
    return new Price(price, saved);
  }

  /** Bits of a whole layer on a rung. */
  private double bits(String layer, int rung) {
    FormatAssignment there = assignment.with(layer, ladder.get(rung));
    return models.bitsPerWeight(there, layer) * models.weights(layer);
  }

  private List<Step> withoutNeedless(List<Step> steps, double bitsPerWeight) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps.reversed()) {
      boolean last = rung(step.layer()) == step.rung();
      FormatAssignment before = assignment.with(step.layer(), ladder.get(step.rung() - 1));
      if (last && models.bitsPerWeight(before) <= bitsPerWeight) {
        put(step.layer(), step.rung() - 1);
      } else {
        kept.add(step);
      }
    }
    return kept.reversed();
  }

  private List<SearchStep> path(List<Step> steps) {
    List<SearchStep> path = new ArrayList<>();
    FormatAssignment at = FormatAssignment.uniform(models.layers(), ladder.getFirst());
    for (Step step : steps) {
      LayerFormat format = ladder.get(step.rung());
      at = at.with(step.layer(), format);
      path.add(new SearchStep(step.layer(), format, models.bitsPerWeight(at)));
    }
    return path;
  }
}
