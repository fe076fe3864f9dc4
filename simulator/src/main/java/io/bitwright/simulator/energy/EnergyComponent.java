package io.bitwright.simulator.energy;

/** The parts that energy is split into; the order is the order in reports. */
public enum EnergyComponent {
  MULTIPLY("multiply"),
  ADD("add"),
  ON_CHIP("onChip"),
  OFF_CHIP("offChip"),
  INTERCONNECT("interconnect"),
  IDLE("idle");

  private final String label;

  EnergyComponent(String label) {
    this.label = label;
  }

  /** The word in reports: {@code onChip}. */
  public String label() {
    return label;
  }
}
