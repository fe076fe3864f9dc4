package io.bitwright.simulator.timing.chip;

import java.util.Locale;

/** What an operator spends its time on. */
public enum Bound {
  /** The matrix units. */
  COMPUTE,
  /** The off-chip memory's bandwidth. */
  MEMORY,
  /** The vector unit. */
  VECTOR,
  /** Waiting: for most of the time not one of the others is busy. */
  LATENCY;

  /** The word in reports: {@code memory}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }

  /**
   * The busiest of the three, the first named of equals; latency if it is busy for less than half
   * of the time.
   */
  public static Bound of(double seconds, double matrix, double memory, double vector) {
    double busiest = Math.max(matrix, Math.max(memory, vector));
    if (busiest < seconds / 2) {
      return LATENCY;
    }
    if (busiest == matrix) {
      return COMPUTE;
    }
    return busiest == memory ? MEMORY : VECTOR;
  }
}
