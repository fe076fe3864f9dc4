package io.bitwright.codegen.unit;

/** Which way the data of a stream flows, seen from the unit. */
public enum Direction {
  /** Beats flow into the unit. */
  INPUT("_i", "_o"),
  /** Beats flow out of the unit. */
  OUTPUT("_o", "_i");

  private final String forward;
  private final String backward;

  Direction(String forward, String backward) {
    this.forward = forward;
    this.backward = backward;
  }

  /** Port suffix of the signals that go with the data: {@code _i} of an input stream. */
  public String forwardSuffix() {
    return forward;
  }

  /** Port suffix of ready, which goes against the data: {@code _o} of an input stream. */
  public String backwardSuffix() {
    return backward;
  }
}
