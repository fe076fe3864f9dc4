package io.bitwright.energy;

import java.util.List;
import java.util.Locale;

/** The known word that a mistyped one most likely meant. */
final class NearestWord {
  private NearestWord() {}

  /** The candidate with the smallest edit distance, case ignored; the first of equals. */
  static String of(String word, List<String> candidates) {
    String nearest = "";
    int smallest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance =
          editDistance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < smallest) {
        smallest = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein distance: insertions, deletions and substitutions that turn one into the other. */
  private static int editDistance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
