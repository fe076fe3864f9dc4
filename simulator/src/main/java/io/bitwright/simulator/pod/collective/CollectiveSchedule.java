package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
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
   * @throws IllegalArgumentException if an axis of the group is twisted, or the algorithm does not
   *     suit the collective
   * @throws IllegalStateException if failures have cut chips apart, or every group has a failed
   *     chip
   */
  public static Schedule of(
      PodGraph graph,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    CollectiveTime.requireFit(graph.axes(), group, collective, algorithm);
    WorkingGroups groups = WorkingGroups.of(graph, group);
    List<Schedule.Phase> phases = new ArrayList<>();
    for (List<AxisWork> parts :
        CollectivePhases.of(graph.axes(), group, collective, algorithm, bytes)) {
      List<Schedule.Track> tracks = new ArrayList<>();
      for (AxisWork part : parts) {
        Axis.Protocol protocol = AxisTime.protocol(graph.axes().get(part.axis()), part);
        AxisRoutes routes = new AxisRoutes(graph, part.axis(), protocol, groups);
        tracks.add(new Schedule.Track(new AxisSchedule(routes).steps(part)));
      }
      phases.add(new Schedule.Phase(tracks));
    }
    return new Schedule(CollectiveTime.startSeconds(graph.axes(), group, collective), phases);
  }
}
