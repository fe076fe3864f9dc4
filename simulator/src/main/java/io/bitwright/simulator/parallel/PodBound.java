package io.bitwright.simulator.parallel;

import io.bitwright.simulator.timing.chip.Bound;
import java.util.Locale;

/** What the chips of a pod spend most of their time on. */
public enum PodBound {
  /** The matrix units. */
  COMPUTE,
  /** The off-chip memory's bandwidth. */
  MEMORY,
  /** The vector unit. */
  VECTOR,
  /** Waiting within a chip. */
  LATENCY,
  /** Collectives that run beside nothing. */
  COMMUNICATION,
  /** Waiting for other stages. */
  BUBBLE;

  /** That of a chip. */
  static PodBound of(Bound bound) {
    return switch (bound) {
      case COMPUTE -> COMPUTE;
      case MEMORY -> MEMORY;
      case VECTOR -> VECTOR;
      case LATENCY -> LATENCY;
    };
  }

  /** The word in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
