package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules of collectives. */
public final class CollectiveSchedule {
  /** Messages of one step at most, of a schedule that is played for a user. */
  private static final long MOST_MESSAGES = 1 << 18;

  /** Shortest ways between two chips of a twisted torus, roughly. */
  private static final int WAYS = 4;

  private CollectiveSchedule() {}

  /**
   * Whether a pod is small enough for a schedule of a collective to be written out: its chips times
   * those of the longest axis of the group, or, of an all-to-all, four times those of a twisted
   * torus, may be 2^18.
   */
  public static boolean isPlayable(List<Axis> axes, List<Integer> group, Collective collective) {
    long most = 1;
    for (int axis : group) {
      long chips = axes.get(axis).size();
      Optional<TwistedTorus> torus = TwistedTorus.of(axes, axis);
      if (collective == Collective.ALL_TO_ALL && torus.isPresent()) {
        chips = (long) WAYS * torus.get().chips();
      }
      most = Math.max(most, chips);
    }
    return PodAxes.chips(axes) * most <= MOST_MESSAGES;
  }

  /**
   * The schedule of a collective over some axes, in all groups of the pod at once, but those with a
   * failed chip, which do nothing. Messages go around failed links.
   *
   * @param group indices of the axes, in the order of the algorithm's list
   * @param bytes that each chip holds before
   * @throws IllegalArgumentException if the algorithm does not suit the collective
   * @throws IllegalStateException if failures have cut chips apart, or every group has a failed
   *     chip
   */
  public static Schedule of(
      PodGraph graph,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    WorkingGroups groups = WorkingGroups.of(graph, group);
    List<Schedule.Phase> phases = new ArrayList<>();
    for (List<AxisWork> parts :
        CollectiveTime.phases(graph.axes(), group, collective, algorithm, bytes)) {
      List<Schedule.Track> tracks = new ArrayList<>();
      for (AxisWork part : parts) {
        tracks.add(new Schedule.Track(steps(graph, groups, part)));
      }
      phases.add(new Schedule.Phase(tracks));
    }
    return new Schedule(CollectiveTime.startSeconds(graph.axes(), group, collective), phases);
  }

  private static List<Step> steps(PodGraph graph, WorkingGroups groups, AxisWork part) {
    AxisRoutes routes = new AxisRoutes(graph, part, AxisTime.protocol(part), groups);
    return part.isOverTorus()
        ? List.of(TwistedAllToAll.step(graph, part, routes))
        : new AxisSchedule(routes).steps(part);
  }
}
