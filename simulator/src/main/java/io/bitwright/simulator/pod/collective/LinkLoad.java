package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodGraph;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Bytes that the directed links of a pod carry for a collective. Chips and switches are numbered as
 * in {@link PodGraph}.
 */
public sealed interface LinkLoad permits RegularLinkLoad, ListedLinkLoad {
  /** Axes of the pod. */
  List<Axis> axes();

  /**
   * Bytes over the link from one vertex to another, 0 over one that is not used; empty if there is
   * no such link or it has failed.
   */
  OptionalDouble bytes(int from, int to);

  /** Bytes over the link that carries the most; 0 without links. */
  double busiestBytes();

  /** Sum over all links: of every message, its bytes times the links that it crosses. */
  double totalBytes();

  /**
   * The load of a collective over some axes of a pod without failures, in all groups at once: equal
   * to that of its {@link CollectiveSchedule}, at a cost that grows with the lengths of the axes
   * and not with their product.
   *
   * @param group indices of the axes, in the order of the algorithm's list
   * @param bytes that each chip holds before
   * @throws IllegalArgumentException if an axis of the pod is twisted, or the algorithm does not
   *     suit the collective
   */
  static LinkLoad of(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    return RegularLinkLoad.of(
        axes, CollectiveTime.phases(axes, group, collective, algorithm, bytes));
  }

  /** The load of a schedule on the links of a pod that work: the reference. */
  static LinkLoad of(PodGraph graph, Schedule schedule) {
    return new ListedLinkLoad(graph, schedule.bytesOfLinks());
  }
}
