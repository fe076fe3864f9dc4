package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.ChipPlaces;
import io.bitwright.simulator.pod.topology.PodGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The groups of a collective none of whose chips has failed. */
final class WorkingGroups {
  private final ChipPlaces places;
  private final List<Integer> axes;
  private final Set<Integer> stopped = new HashSet<>();

  private WorkingGroups(PodGraph graph, List<Integer> axes) {
    this.places = new ChipPlaces(graph.axes());
    this.axes = axes;
    graph.failedChips().forEach(chip -> stopped.add(first(chip)));
  }

  /**
   * The groups of a pod over some axes.
   *
   * @param axes indices of the axes that a group spans
   * @throws IllegalStateException if every group has a failed chip
   */
  static WorkingGroups of(PodGraph graph, List<Integer> axes) {
    WorkingGroups groups = new WorkingGroups(graph, axes);
    long sizes =
        axes.stream().mapToLong(axis -> graph.axes().get(axis).size()).reduce(1, (a, b) -> a * b);
    if (groups.stopped.size() * sizes == graph.chips()) {
      throw new IllegalStateException(
          "every group over the axes " + axes + " has a failed chip: " + graph.failedChips());
    }
    return groups;
  }

  /** Whether the group of a chip works. */
  boolean contain(int chip) {
    return !stopped.contains(first(chip));
  }

  /** The first chip of the group of a chip. */
  private int first(int chip) {
    int first = chip;
    for (int axis : axes) {
      first = places.moved(first, axis, 0);
    }
    return first;
  }
}
