package io.bitwright.simulator.parallel;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Experts;
import java.util.ArrayList;
import java.util.List;

/** All layouts of a model on a number of chips, in an order that is always the same. */
public final class InferenceLayouts {
  private InferenceLayouts() {}

  /**
   * Every way to write the chips as a product of degrees that suits a model and a batch. Rows are
   * no more than columns (Pope et al. 2022, arXiv 2211.05102, appendix A.2.1: the best has fewer,
   * as the feed-forward layer is wider than the stream), and come without gathered weights, which
   * are brought together over what would be rows.
   *
   * @throws SpecException if the model is a convolutional network
   */
  public static List<InferenceLayout> all(ModelConfig model, int chips, int batch) {
    if (model.network().isPresent()) {
      throw new SpecException(model.name() + " is a convolutional network; allowed: transformers");
    }
    List<InferenceLayout> layouts = new ArrayList<>();
    boolean sparse = model.lastStack().feedForward().experts().map(Experts::count).isPresent();
    for (int replicas : Divisors.of(chips)) {
      for (int stages : Divisors.of(chips / replicas)) {
        int ofStage = chips / replicas / stages;
        for (int experts : sparse ? Divisors.of(ofStage) : List.of(1)) {
          addTensorLayouts(layouts, ofStage / experts, experts, replicas, stages);
        }
      }
    }
    return layouts.stream().filter(layout -> suits(layout, model, batch)).toList();
  }

  private static void addTensorLayouts(
      List<InferenceLayout> layouts, int chips, int experts, int replicas, int stages) {
    for (int columns : Divisors.of(chips)) {
      int others = chips / columns;
      List<InferenceLayout> stationary = new ArrayList<>();
      for (AttentionSharding attention : AttentionSharding.values()) {
        if (others <= columns && (columns > 1 || attention == AttentionSharding.HEADS)) {
          stationary.add(InferenceLayout.stationary(columns, others, attention));
        }
        if (others > 1 && (columns > 1 || attention == AttentionSharding.BATCH)) {
          stationary.add(InferenceLayout.weightGathered(others, columns, attention));
        }
      }
      for (InferenceLayout layout : stationary) {
        layouts.add(layout.withExperts(experts).withReplicas(replicas).withStages(stages));
      }
    }
  }

  private static boolean suits(InferenceLayout layout, ModelConfig model, int batch) {
    try {
      layout.requireFit(model, batch);
      return true;
    } catch (SpecException unsuitable) {
      return false;
    }
  }
}
