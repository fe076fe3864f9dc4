package io.bitwright.simulator.scalesim;

/** What is known of the cycles in which SCALE-Sim's array waits for memory. */
public enum ScaleSimStalls {
  /** There are none: all operands and results lie in the SRAMs, or the bandwidth is estimated. */
  NONE("none"),

  /** There may be some, and they are not counted here. */
  NOT_MODELLED("not modelled");

  private final String label;

  ScaleSimStalls(String label) {
    this.label = label;
  }

  /** The words for reports: {@code not modelled}. */
  public String label() {
    return label;
  }
}
