package io.bitwright.energy;

import java.util.Locale;

/** How a row of a table was come by. */
public enum EntryStatus {
  /** Read in the source, or in a work that quotes it. */
  PUBLISHED,
  /** Computed or carried over from a published number; the derivation says how. */
  DERIVED,
  /** Not checked against any text. */
  UNVERIFIED;

  /** The word in the tables: {@code published}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
