package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A collective by its fastest algorithm.
 *
 * @param algorithm the fastest, the first of several
 * @param seconds by its closed form
 */
public record CollectiveChoice(CollectiveAlgorithm algorithm, double seconds) {

  /**
   * The fastest of all algorithms that suit.
   *
   * @param group indices of the axes
   * @param bytes that each chip holds before
   */
  public static CollectiveChoice best(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    return all(axes, group, collective, bytes).getFirst();
  }

  /**
   * All algorithms that suit, the fastest first.
   *
   * @param group indices of the axes
   * @param bytes that each chip holds before
   */
  public static List<CollectiveChoice> all(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    return candidates(axes, group, collective, bytes).stream()
        .map(algorithm ->
            new CollectiveChoice(
                algorithm, CollectiveTime.seconds(axes, group, collective, algorithm, bytes)))
        .sorted(Comparator.comparingDouble(CollectiveChoice::seconds))
        .toList();
  }

  /** All algorithms that suit: uniform ones in both orders, and each axis by its own fastest. */
  static List<CollectiveAlgorithm> candidates(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    List<AxisAlgorithm> kinds =
        switch (collective) {
          case ALL_REDUCE -> List.of(AxisAlgorithm.values());
          case REDUCE_SCATTER, ALL_GATHER ->
              List.of(AxisAlgorithm.RING, AxisAlgorithm.DIRECT, AxisAlgorithm.HALVING_DOUBLING);
          case ALL_TO_ALL, SEND_RECEIVE -> List.of(AxisAlgorithm.DIRECT);
          case BROADCAST -> List.of(AxisAlgorithm.TREE, AxisAlgorithm.RING);
        };
    List<CollectiveAlgorithm> candidates = new ArrayList<>();
    for (AxisAlgorithm kind : kinds) {
      candidates.add(CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, kind, group.size()));
      if (group.size() > 1 && collective != Collective.SEND_RECEIVE) {
        candidates.add(CollectiveAlgorithm.uniform(AxisOrder.ROTATED, kind, group.size()));
      }
      if (hasLevels(axes, group) && collective != Collective.SEND_RECEIVE) {
        candidates.add(
            CollectiveAlgorithm.uniform(AxisOrder.ROTATED_IN_LEVELS, kind, group.size()));
      }
    }
    if (kinds.contains(AxisAlgorithm.HALVING_DOUBLING) && group.size() > 1) {
      CollectiveAlgorithm hierarchical = hierarchical(axes, group, collective, bytes);
      candidates.add(hierarchical);
      if (hasLevels(axes, group)) {
        candidates.add(
            new CollectiveAlgorithm(AxisOrder.ROTATED_IN_LEVELS, hierarchical.perAxis()));
      }
    }
    return candidates.stream()
        .distinct()
        .filter(algorithm ->
            CollectivePhases.of(axes, group, collective, algorithm, bytes).stream()
                .allMatch(parts -> parts.stream().allMatch(CollectiveTime::suits)))
        .toList();
  }

  /** Whether there is more than one level, one of them with more than one axis. */
  private static boolean hasLevels(List<Axis> axes, List<Integer> group) {
    long joints =
        IntStream.range(1, group.size())
            .filter(place ->
                CollectivePhases.sameLinks(
                    axes.get(group.get(place - 1)), axes.get(group.get(place))))
            .count();
    return joints > 0 && joints < group.size() - 1;
  }

  /** The axes one after another, each by the algorithm that is fastest for what it gets. */
  private static CollectiveAlgorithm hierarchical(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    double left = bytes;
    if (collective == Collective.ALL_GATHER) {
      for (int axis : group) {
        left *= axes.get(axis).size();
      }
    }
    List<AxisAlgorithm> perAxis = new ArrayList<>();
    for (Axis axis : CollectivePhases.inTurn(axes, group)) {
      double vector = left;
      perAxis.add(
          List.of(AxisAlgorithm.RING, AxisAlgorithm.DIRECT, AxisAlgorithm.HALVING_DOUBLING).stream()
              .filter(kind -> CollectiveTime.suits(axis, kind))
              .min(Comparator.comparingDouble(kind -> scatterSeconds(axis, kind, vector)))
              .orElseThrow());
      left /= axis.size();
    }
    return new CollectiveAlgorithm(AxisOrder.SEQUENTIAL, perAxis);
  }

  private static double scatterSeconds(Axis axis, AxisAlgorithm kind, double vector) {
    return AxisTime.seconds(
        new AxisWork(0, axis, Optional.empty(), AxisOperation.REDUCE_SCATTER, kind, vector));
  }
}
