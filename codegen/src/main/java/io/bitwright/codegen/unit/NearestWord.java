package io.bitwright.codegen.unit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. */
final class NearestWord {
  private NearestWord() {}

  /** One message: what is unknown, the nearest known word if one is near, and all known words. */
  static String unknown(String what, String word, Collection<String> known) {
    String nearest = find(word, known).map(near -> ", did you mean '" + near + "'?").orElse("");
    return "unknown "
        + what
        + " '"
        + word
        + "'"
        + nearest
        + "; allowed: "
        + String.join(", ", known);
  }

  /**
   * The known word with the fewest edits, if at most a third of its letters (at least 2) differ.
   */
  static Optional<String> find(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= Math.max(2, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
  }

  /** Levenshtein distance: insertions, deletions and substitutions. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
