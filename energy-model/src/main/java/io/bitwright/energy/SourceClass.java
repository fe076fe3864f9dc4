package io.bitwright.energy;

import java.util.Locale;

/** How an energy is known, from the most to the least trusted. */
public enum SourceClass {
  /** Read in a source that measured it on silicon. */
  MEASURED,
  /** Read in a source that gives it another way, or in a work that quotes the source. */
  PUBLISHED,
  /** Computed from measured or published numbers; the note or the row says how. */
  DERIVED,
  /** Taken for lack of a better one: not checked against any text, or of another technology. */
  ASSUMED;

  /** The word in reports: {@code published}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The less trusted of two. */
  public SourceClass weaker(SourceClass other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The class of a row, which is that of its source at best. */
  static SourceClass of(EntryStatus status, SourceKind kind) {
    return switch (status) {
      case PUBLISHED ->
          switch (kind) {
            case MEASURED -> MEASURED;
            case SIMULATED, ESTIMATED, QUOTED -> PUBLISHED;
            case DERIVED -> DERIVED;
          };
      case DERIVED -> DERIVED;
      case UNVERIFIED -> ASSUMED;
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
