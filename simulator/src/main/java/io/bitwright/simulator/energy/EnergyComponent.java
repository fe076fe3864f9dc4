package io.bitwright.simulator.energy;

/** The parts that energy is split into; the order is the order in reports. */
public enum EnergyComponent {
  /** Multiplications. */
  MULTIPLY("multiply"),
  /** Additions. */
  ADD("add"),
  /** Multiply-accumulates of an array as built, its registers included, where a table has them. */
  MATRIX_UNIT("matrixUnit"),
  /** Registers of the array. */
  REGISTERS("registers"),
  /** On-chip buffers, read and written. */
  ON_CHIP("onChip"),
  /** Off-chip memory, read and written. */
  OFF_CHIP("offChip"),
  /** Links between chips. */
  INTERCONNECT("interconnect"),
  /** Power of the chip doing nothing, over the time of the run. */
  IDLE("idle"),
  /** What leaks over the time of the run, where the power of doing nothing is not known. */
  LEAKAGE("leakage");

  private final String label;

  EnergyComponent(String label) {
    this.label = label;
  }

  /** Whether few descriptions have it, so that reports leave it out where it is none. */
  public boolean isRare() {
    return this == MATRIX_UNIT || this == LEAKAGE;
  }

  /** The word in reports: {@code onChip}. */
  public String label() {
    return label;
  }
}
