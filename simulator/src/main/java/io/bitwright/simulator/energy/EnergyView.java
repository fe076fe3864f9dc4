package io.bitwright.simulator.energy;

import java.util.Locale;

/** What is counted as energy. */
public enum EnergyView {
  /** Additions and multiplications alone, as the BitNet papers count. */
  ARITHMETIC,
  /** Arithmetic, on-chip buffers, off-chip memory, links between chips, and idle power. */
  SYSTEM;

  /** The word users write: {@code arithmetic}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
