package io.bitwright.simulator.timing.matrix;

/**
 * The sender of a stream: offers its next beat in the first cycle whose bit is 1, then holds it
 * until it has moved.
 */
final class StallingSource {
  private final StallPattern pattern;
  private boolean offering;

  StallingSource(StallPattern pattern) {
    this.pattern = pattern;
  }

  /** Whether a beat is offered in a cycle; called once a cycle while beats remain. */
  boolean offers(long cycle) {
    offering = offering || pattern.isWilling(cycle);
    return offering;
  }

  /** The offered beat moved in this cycle. */
  void moved() {
    offering = false;
  }
}
