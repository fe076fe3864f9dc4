package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.command.ExplorationDocument.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts why points do not count; reasons that differ in their numbers alone are one. */
final class RefusalCounts {
  /** Different reasons that are told apart; what comes later is counted together. */
  private static final int MOST = 1000;

  private static final String OTHERS = "other reasons";
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** By the reason without its numbers. */
  private final Map<String, Refusal> refusals = new TreeMap<>();

  void add(PointBlock block) {
    for (int row = 0; row < block.size(); row++) {
      if (!block.counts(row)) {
        add(block.reason(row), 1);
      }
    }
  }

  void add(String reason, long count) {
    String kind = NUMBER.matcher(reason).replaceAll("#");
    boolean known = refusals.size() < MOST || refusals.containsKey(kind);
    refusals.merge(
        known ? kind : OTHERS, new Refusal(known ? reason : OTHERS, count), RefusalCounts::joined);
  }

  /** One example stands for all: the first of the alphabet, whatever the order they came in. */
  private static Refusal joined(Refusal one, Refusal other) {
    boolean first = one.reason().compareTo(other.reason()) <= 0;
    return new Refusal(first ? one.reason() : other.reason(), one.points() + other.points());
  }

  /** The reasons of the most points. */
  List<Refusal> most(int count) {
    return refusals.values().stream()
        .sorted(Comparator.comparingLong(Refusal::points).reversed().thenComparing(Refusal::reason))
        .limit(count)
        .toList();
  }
}
