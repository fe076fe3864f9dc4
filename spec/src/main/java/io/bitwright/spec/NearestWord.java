package io.bitwright.spec;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The known word that a mistyped one most likely stands for.
 *
 * <p>Distance is optimal string alignment (insert, delete, replace, swap of neighbours; Damerau
 * 1964), letter case left out. A word is near if at most a third of the longer of the two is
 * different, or if it begins the known word.
 */
public final class NearestWord {
  private static final int SHORTEST_BEGINNING = 3;
  private static final int LONGEST_WORD = 100;

  private NearestWord() {}

  /** The nearest of the known words, the first of equally near ones; empty if none is near. */
  public static Optional<String> of(String word, Collection<String> known) {
    String written = word.toLowerCase(Locale.ROOT);
    if (written.isEmpty() || written.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      String folded = candidate.toLowerCase(Locale.ROOT);
      int distance = distance(written, folded);
      if (distance < least && isNear(written, folded, distance)) {
        nearest = candidate;
        least = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code ; did you mean "rows"?} to end a message with, or nothing if no word is near. */
  public static String hint(String word, Collection<String> known) {
    return of(word, known).map(nearest -> "; did you mean \"" + nearest + "\"?").orElse("");
  }

  private static boolean isNear(String written, String known, int distance) {
    return distance <= Math.max(written.length(), known.length()) / 3
        || (written.length() >= SHORTEST_BEGINNING && known.startsWith(written));
  }

  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapestStep(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapestStep(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
  }
}
