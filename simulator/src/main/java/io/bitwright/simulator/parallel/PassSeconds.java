package io.bitwright.simulator.parallel;

/**
 * Seconds of a micro-batch on one chip, collectives left out.
 *
 * @param forward of the forward pass
 * @param backward of the gradients
 * @param recomputation of what is computed a second time before them
 */
public record PassSeconds(double forward, double backward, double recomputation) {
  static final PassSeconds NONE = new PassSeconds(0, 0, 0);

  /** Both, one after the other. */
  PassSeconds plus(PassSeconds other) {
    return new PassSeconds(
        forward + other.forward, backward + other.backward, recomputation + other.recomputation);
  }

  /** So many of it; a fraction is a part. */
  PassSeconds times(double factor) {
    return new PassSeconds(forward * factor, backward * factor, recomputation * factor);
  }

  /** All of it. */
  public double total() {
    return forward + backward + recomputation;
  }
}
