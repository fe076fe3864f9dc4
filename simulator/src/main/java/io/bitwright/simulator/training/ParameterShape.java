package io.bitwright.simulator.training;

import io.bitwright.simulator.training.ParameterGroup.Place;
import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.ParameterCount;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.LoraTarget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters of a model of one stack, by place.
 *
 * @param sums rows and columns of matrices and elements of vectors, together
 * @param linear whether they are weights of linear layers of attention and feed-forward
 * @param norms whether they are those of norms
 */
record ParameterShape(Place place, double parameters, double sums, boolean linear, boolean norms) {
  private static final Set<LoraTarget> KEYS_AND_VALUES =
      EnumSet.of(LoraTarget.K_PROJ, LoraTarget.V_PROJ);
  private static final Set<LoraTarget> FEED_FORWARD =
      EnumSet.of(LoraTarget.GATE_PROJ, LoraTarget.UP_PROJ, LoraTarget.DOWN_PROJ);

  /**
   * All parameters. Tables and dense weights before the layers are with the embedding, as matrices
   * of the stack's width; biases are split as the layers are; routers and norms are whole.
   */
  static List<ParameterShape> of(ModelConfig model) {
    TransformerStack stack = model.lastStack();
    ParameterCount count = model.parameterCount();
    double width = stack.width();
    List<ParameterShape> shapes = new ArrayList<>(linear(stack, (double) count.linear()));
    double routers = routers(stack);
    double tables = count.embedding() + count.dense() - routers;
    shapes.add(other(Place.EMBEDDING, tables, tables / width + width));
    shapes.add(other(Place.WHOLE, routers, routers / width + width));
    double biases = count.biases();
    shapes.add(other(Place.LAYERS, biases, biases));
    shapes.add(new ParameterShape(Place.WHOLE, count.norms(), count.norms(), false, true));
    Optional<OutputHead> head = model.head();
    if (head.isPresent()) {
      OutputHead last = head.get();
      double weights = (double) last.inputs() * last.outputs();
      double sums = (double) last.inputs() + last.outputs();
      shapes.add(other(last.tied() ? Place.SHARED_HEAD : Place.HEAD, weights, sums));
    }
    return shapes;
  }

  private static List<ParameterShape> linear(TransformerStack stack, double all) {
    List<ParameterShape> shapes = new ArrayList<>();
    double rest = all;
    double inExperts = expertCopies(stack);
    for (AdaptedLayer layer : AdaptedLayer.of(stack)) {
      double experts = FEED_FORWARD.contains(layer.target()) ? inExperts : 0;
      Place place = KEYS_AND_VALUES.contains(layer.target()) ? Place.KEY_VALUE_HEADS : Place.LAYERS;
      shapes.add(linear(place, layer, layer.copies() - experts));
      shapes.add(linear(Place.EXPERTS, layer, experts));
      rest -= (double) layer.copies() * layer.inputs() * layer.outputs();
    }
    double width = stack.width();
    shapes.add(new ParameterShape(Place.LAYERS, rest, 2 * rest / width, true, false));
    return shapes;
  }

  private static ParameterShape linear(Place place, AdaptedLayer layer, double copies) {
    double parameters = copies * layer.inputs() * layer.outputs();
    double sums = copies * (layer.inputs() + layer.outputs());
    return new ParameterShape(place, parameters, sums, true, false);
  }

  private static ParameterShape other(Place place, double parameters, double sums) {
    return new ParameterShape(place, parameters, sums, false, false);
  }

  private static double expertCopies(TransformerStack stack) {
    FeedForward feedForward = stack.feedForward();
    return feedForward
        .experts()
        .map(experts -> (double) experts.layersOf(stack.layers()) * experts.count())
        .orElse(0.0);
  }

  /** Weights of all routers. */
  static double routers(TransformerStack stack) {
    return expertCopies(stack) * stack.width();
  }
}
