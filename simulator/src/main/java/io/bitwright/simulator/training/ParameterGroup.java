package io.bitwright.simulator.training;

import io.bitwright.spec.training.Optimizer;

/**
 * Parameters of a model that are stored and split in one way.
 *
 * @param place which chips have them
 * @param parameters how many there are in the model
 * @param sums rows and columns of their matrices, and elements of their vectors, together: what an
 *     optimizer that factors matrices keeps
 * @param trained whether the step changes them
 * @param weightBits bits of one for forward and backward pass, its share of scales included
 * @param gradientBits bits of the gradient of one, 0 unless trained
 * @param masterBits bits of the copy that the optimizer changes, 0 for none
 */
public record ParameterGroup(
    Place place,
    double parameters,
    double sums,
    boolean trained,
    double weightBits,
    double gradientBits,
    double masterBits) {

  /** Which chips have the parameters, and what their number is divided by on each. */
  public enum Place {
    /** First stage, split over the tensor chips. */
    EMBEDDING,
    /** All stages, split over the tensor chips. */
    LAYERS,
    /** All stages, split over the tensor chips, but no further than into single key-value heads. */
    KEY_VALUE_HEADS,
    /** All stages, split over the tensor and the expert chips. */
    EXPERTS,
    /** All stages, whole on each tensor chip. */
    WHOLE,
    /** Last stage, split over the tensor chips. */
    HEAD,
    /**
     * Last stage, split over the tensor chips: the copy of the embedding there, if it is not the
     * first stage, too. It is no parameter of its own.
     */
    SHARED_HEAD
  }

  static ParameterGroup frozen(Place place, double parameters, double bits) {
    return new ParameterGroup(place, parameters, 0, false, bits, 0, 0);
  }

  /** Bits of the optimizer's states of all of them, its masters left out. */
  double stateBits(Optimizer optimizer) {
    if (!trained) {
      return 0;
    }
    return optimizer.bits() * (optimizer.factored() ? sums : parameters);
  }
}
