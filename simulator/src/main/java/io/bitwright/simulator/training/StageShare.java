package io.bitwright.simulator.training;

import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.StageLayers;
import io.bitwright.spec.transformer.TransformerStack;

/**
 * What a stage of a pipeline has of a model.
 *
 * @param layers share of all layers, above 0 and at most 1
 * @param keyValueHeads heads of keys; with more tensor chips than these, several have the same
 * @param first whether the embedding is on it
 * @param last whether the output head is on it
 */
public record StageShare(double layers, int keyValueHeads, boolean first, boolean last) {

  /**
   * The share of a stage, counted from 0.
   *
   * @throws IllegalArgumentException if there is no such stage, or there are more than layers
   */
  public static StageShare of(TransformerStack stack, ParallelismSpec parallelism, int stage) {
    int stages = parallelism.pipeline();
    double layers = new StageLayers(stack.layers(), stages).of(stage);
    return new StageShare(
        layers / stack.layers(),
        stack.attention().keyValueHeads(),
        stage == 0,
        stage == stages - 1);
  }

  /** Share of the parameters of a place that a chip of the stage has, before ZeRO. */
  double of(ParameterGroup.Place place, ParallelismSpec parallelism) {
    double tensor = parallelism.tensor();
    return switch (place) {
      case EMBEDDING -> first ? 1 / tensor : 0;
      case LAYERS -> layers / tensor;
      case KEY_VALUE_HEADS -> layers / Math.min(tensor, keyValueHeads);
      case EXPERTS -> layers / (tensor * parallelism.expert());
      case WHOLE -> layers;
      case HEAD -> last ? 1 / tensor : 0;
      case SHARED_HEAD -> last && !first ? 1 / tensor : 0;
    };
  }
}
