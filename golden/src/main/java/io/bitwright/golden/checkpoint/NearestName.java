package io.bitwright.golden.checkpoint;

import java.util.Collection;

/** The name most like a missing one, for error messages. */
final class NearestName {
  private NearestName() {}

  /** {@code "; did you mean 'x'?"}, or nothing where there are no names. */
  static String hint(String missing, Collection<String> names) {
    String nearest = "";
    int smallest = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = editDistance(missing, name);
      if (distance < smallest) {
        smallest = distance;
        nearest = name;
      }
    }
    return nearest.isEmpty() ? "" : "; the nearest name there is '" + nearest + "'";
  }

  /** Insertions, deletions and substitutions that turn one word into the other (Levenshtein). */
  static int editDistance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
