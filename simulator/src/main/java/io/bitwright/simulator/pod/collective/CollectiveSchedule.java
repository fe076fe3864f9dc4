package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.PodGraph;
import java.util.ArrayList;
import java.util.List;

/** Schedules of collectives. */
public final class CollectiveSchedule {
  private CollectiveSchedule() {}

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
