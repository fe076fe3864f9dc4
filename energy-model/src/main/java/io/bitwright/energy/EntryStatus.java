package io.bitwright.energy;

import java.util.Locale;

/** How far a number can be trusted, from the most to the least. */
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

  /** The less trusted of two. */
  public EntryStatus weaker(EntryStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return label();
  }
}
