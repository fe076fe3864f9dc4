package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import java.util.List;

/**
 * Closed forms of collectives on whole axes: equal to the play of {@link CollectiveSchedule} on a
 * pod without failures, at a cost that does not grow with its chips.
 */
public final class CollectiveTime {
  private CollectiveTime() {}

  /**
   * Seconds of a collective over some axes, in all groups of the pod at once.
   *
   * @param group indices of the axes, in the order of the algorithm's list
   * @param bytes that each chip holds before
   * @throws IllegalArgumentException if an axis of the group is twisted, or the algorithm does not
   *     suit the collective
   */
  public static double seconds(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    requireFit(axes, group, collective, algorithm);
    double seconds = startSeconds(axes, group, collective);
    for (List<AxisWork> parts : CollectivePhases.of(axes, group, collective, algorithm, bytes)) {
      double longest = 0;
      for (AxisWork part : parts) {
        longest = Math.max(longest, AxisTime.seconds(axes.get(part.axis()), part));
      }
      seconds += longest;
    }
    return seconds;
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

  static void requireFit(
      List<Axis> axes, List<Integer> group, Collective collective, CollectiveAlgorithm algorithm) {
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
    for (int i = 0; i < group.size(); i++) {
      requireFit(axes.get(group.get(i)), algorithm.perAxis().get(i));
    }
    if (group.stream().distinct().count() != group.size()) {
      throw new IllegalArgumentException("an axis twice in the group " + group);
    }
  }

  private static void requireFit(Axis axis, AxisAlgorithm algorithm) {
    if (axis.twist() > 0) {
      throw new IllegalArgumentException("no schedule along a twisted axis");
    }
    if (!suits(axis, algorithm)) {
      throw new IllegalArgumentException(
          "halving-doubling needs a power of two, not " + axis.size() + " chips");
    }
  }

  /** Whether an algorithm works with the number of chips of an axis. */
  static boolean suits(Axis axis, AxisAlgorithm algorithm) {
    return algorithm != AxisAlgorithm.HALVING_DOUBLING || Integer.bitCount(axis.size()) == 1;
  }
}
