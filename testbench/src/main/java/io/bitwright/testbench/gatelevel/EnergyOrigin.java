package io.bitwright.testbench.gatelevel;

import java.util.Locale;

/** What a part of a module is there for, and takes energy for. */
public enum EnergyOrigin {
  /** Logic between the operands and the sums: products, or signs and selections. */
  MULTIPLIER,
  /** Logic that a sum goes through. */
  ADDER,
  /** What flip-flops and the inverters at them take for their data. */
  REGISTERS,
  /** The clock's net and what flip-flops take at its edges. */
  CLOCK,
  /** All other logic. */
  CONTROL;

  /** The name in reports: {@code multiplier}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
