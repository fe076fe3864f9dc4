package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import java.util.List;

/**
 * Closed forms of collectives on whole axes and whole twisted tori: equal to the play of {@link
 * CollectiveSchedule} on a pod without failures, at a cost that does not grow with its chips.
 */
public final class CollectiveTime {
  private CollectiveTime() {}

  /**
   * Seconds of a collective over some axes, in all groups of the pod at once.
   *
   * @param group indices of the axes, in the order of the algorithm's list
   * @param bytes that each chip holds before
   * @throws IllegalArgumentException if the algorithm does not suit the collective
   */
  public static double seconds(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    double seconds = startSeconds(axes, group, collective);
    for (List<AxisWork> parts : phases(axes, group, collective, algorithm, bytes)) {
      double longest = 0;
      for (AxisWork part : parts) {
        longest = Math.max(longest, AxisTime.seconds(part));
      }
      seconds += longest;
    }
    return seconds;
  }

  /**
   * The phases of a collective whose algorithm suits.
   *
   * @throws IllegalArgumentException if it does not
   */
  static List<List<AxisWork>> phases(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    requireFit(group, collective, algorithm);
    List<List<AxisWork>> phases = CollectivePhases.of(axes, group, collective, algorithm, bytes);
    phases.forEach(parts -> parts.forEach(CollectiveTime::requireSuited));
    return phases;
  }

  /** Seconds before the first message: the longest start of the axes that are used. */
  static double startSeconds(List<Axis> axes, List<Integer> group, Collective collective) {
    return group.stream()
        .limit(collective == Collective.SEND_RECEIVE ? 1 : group.size())
        .map(axes::get)
        .filter(axis -> axis.size() > 1)
        .mapToDouble(Axis::startSeconds)
        .max()
        .orElse(0);
  }

  private static void requireFit(
      List<Integer> group, Collective collective, CollectiveAlgorithm algorithm) {
    boolean tree = algorithm.perAxis().contains(AxisAlgorithm.TREE);
    boolean onlyTree = algorithm.perAxis().stream().allMatch(AxisAlgorithm.TREE::equals);
    boolean fits =
        switch (collective) {
          case ALL_REDUCE -> !tree || onlyTree;
          case REDUCE_SCATTER, ALL_GATHER -> !tree;
          case ALL_TO_ALL -> algorithm.perAxis().stream().allMatch(AxisAlgorithm.DIRECT::equals);
          case BROADCAST ->
              algorithm.perAxis().stream()
                  .allMatch(kind -> kind == AxisAlgorithm.TREE || kind == AxisAlgorithm.RING);
          case SEND_RECEIVE -> true;
        };
    if (!fits || algorithm.perAxis().size() != group.size()) {
      String over = " over " + group.size() + " axes";
      throw new IllegalArgumentException(
          algorithm.label() + " does not suit " + collective.label() + over);
    }
    if (group.stream().distinct().count() != group.size()) {
      throw new IllegalArgumentException("an axis twice in the group " + group);
    }
  }

  private static void requireSuited(AxisWork part) {
    if (!suits(part)) {
      throw new IllegalArgumentException(
          "halving-doubling needs a power of two, not " + part.along().size() + " chips");
    }
  }

  /** Whether an algorithm works with the number of chips of an axis. */
  static boolean suits(AxisWork part) {
    return suits(part.along(), part.algorithm());
  }

  /** Whether an algorithm works with the number of chips of an axis. */
  static boolean suits(Axis axis, AxisAlgorithm algorithm) {
    return algorithm != AxisAlgorithm.HALVING_DOUBLING || Integer.bitCount(axis.size()) == 1;
  }
}
