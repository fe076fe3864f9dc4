package io.bitwright.simulator.timing.stream;

/**
 * The sender of a stream: offers its next beat in the first cycle whose bit is 1, then holds it
 * until it has moved.
 */
public final class StallingSource {
  private final StallPattern pattern;
  private boolean offering;

  /** A sender that is willing in the cycles of a pattern. */
  public StallingSource(StallPattern pattern) {
    this.pattern = pattern;
  }

  /** Whether a beat is offered in a cycle; called once a cycle while beats remain. */
  public boolean offers(long cycle) {
    offering = offering || pattern.isWilling(cycle);
    return offering;
  }

  /** The offered beat moved in this cycle. */
  public void moved() {
    offering = false;
  }
}
