package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.ChipPlaces;
import io.bitwright.simulator.pod.topology.DimensionOrderedRouting;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths along one axis of a pod, for the chips whose groups work. Around failed links they go as
 * {@link DimensionOrderedRouting} does, or, where an axis of the pod is a switch, fully connected
 * or twisted, by any shortest path.
 */
final class AxisRoutes {
  private final PodGraph graph;
  private final ChipPlaces places;
  private final int index;
  private final Axis axis;
  private final Axis.Protocol protocol;
  private final WorkingGroups groups;

  /**
   * Paths along an axis.
   *
   * @param index of the axis
   * @param protocol by which all messages go
   * @param groups that send
   */
  AxisRoutes(PodGraph graph, int index, Axis.Protocol protocol, WorkingGroups groups) {
    this.graph = graph;
    this.groups = groups;
    this.protocol = protocol;
    this.places = new ChipPlaces(graph.axes());
    this.index = index;
    this.axis = graph.axes().get(index);
  }

  Axis axis() {
    return axis;
  }

  int chips() {
    return graph.chips();
  }

  boolean takesPart(int chip) {
    return groups.contain(chip);
  }

  int place(int chip) {
    return places.place(chip, index);
  }

  /**
   * A message along the axis.
   *
   * @param from the sender
   * @param distance places to go, below 0 towards the first; over the end of a ring too
   * @param bytes of the message
   * @throws IllegalStateException if failures have cut the two apart
   */
  Transfer transfer(int from, int distance, double bytes) {
    int to = places.moved(from, index, Math.floorMod(place(from) + distance, axis.size()));
    boolean grid = axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
    Optional<List<PodLink>> path = grid ? walk(from, distance) : graph.link(from, to).map(List::of);
    List<PodLink> taken =
        path.or(() -> around(from, to))
            .orElseThrow(() -> new IllegalStateException("no path from " + from + " to " + to));
    double linkBytes = bytes * (axis.bytesPerSecond() / protocol.bytesPerSecond());
    return new Transfer(from, to, bytes, linkBytes, protocol.latencySeconds(), taken);
  }

  private Optional<List<PodLink>> around(int from, int to) {
    if (!DimensionOrderedRouting.fits(graph)) {
      return graph.shortestPath(from, to);
    }
    return Optional.of(
        DimensionOrderedRouting.of(graph).route(from, to).stream()
            .map(DimensionOrderedRouting.Channel::link)
            .toList());
  }

  private Optional<List<PodLink>> walk(int from, int distance) {
    List<PodLink> path = new ArrayList<>();
    int chip = from;
    for (int hop = 0; hop < Math.abs(distance); hop++) {
      int place = Math.floorMod(place(chip) + Integer.signum(distance), axis.size());
      int next = places.moved(chip, index, place);
      Optional<PodLink> link = graph.link(chip, next);
      if (link.isEmpty()) {
        return Optional.empty();
      }
      path.add(link.orElseThrow());
      chip = next;
    }
    return Optional.of(path);
  }
}
