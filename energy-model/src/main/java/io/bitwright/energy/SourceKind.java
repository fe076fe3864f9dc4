package io.bitwright.energy;

import java.util.Locale;

/** How the numbers of a source came about. */
public enum SourceKind {
  /** Measured on silicon. */
  MEASURED,
  /** From a circuit or device simulation. */
  SIMULATED,
  /** The author's estimate. */
  ESTIMATED,
  /** Taken over from earlier work. */
  QUOTED,
  /** Computed here from data of the source. */
  DERIVED;

  /** The word in {@code source.yaml}: {@code measured}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
