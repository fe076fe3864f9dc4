package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.ChipPlaces;
import io.bitwright.simulator.pod.topology.DimensionOrderedRouting;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths along one axis of a pod, for the chips whose groups work. Through switches and around
 * failed links they go as {@link DimensionOrderedRouting} does.
 */
final class AxisRoutes {
  private final PodGraph graph;
  private final ChipPlaces places;
  private final int index;
  private final Axis axis;
  private final Axis.Protocol protocol;
  private final WorkingGroups groups;
  private final Optional<TwistedTorus> torus;
  private final List<Integer> placesOfTorus;
  private final boolean twisted;
  private @Nullable DimensionOrderedRouting routing;

  /**
   * Paths along an axis.
   *
   * @param work whose axis it is
   * @param protocol by which all messages go
   * @param groups that send
   */
  AxisRoutes(PodGraph graph, AxisWork work, Axis.Protocol protocol, WorkingGroups groups) {
    this.graph = graph;
    this.groups = groups;
    this.protocol = protocol;
    this.places = new ChipPlaces(graph.axes());
    this.index = work.axis();
    this.axis = work.along();
    this.twisted = TwistedTorus.of(graph.axes(), index).isPresent();
    this.torus = work.wound().map(AxisWork.Wound::torus);
    this.placesOfTorus = work.wound().map(of -> of.winding(index).places()).orElse(List.of());
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
    return torus
        .map(of -> placesOfTorus.get(of.number(places, chip)))
        .orElseGet(() -> places.place(chip, index));
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
    int to = places.stepped(from, index, distance);
    boolean grid = axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
    Optional<List<PodLink>> path = grid ? walk(from, distance) : graph.link(from, to).map(List::of);
    if (path.isEmpty() && twisted) {
      path = Optional.of(linkByLink(from, distance));
    }
    return transfer(from, to, bytes, path);
  }

  /**
   * Along the axis, around each failed link from its one end to the other: through a twisted torus
   * there may be shorter ways, which a message would not have gone without failures either.
   */
  private List<PodLink> linkByLink(int from, int distance) {
    List<PodLink> path = new ArrayList<>();
    int chip = from;
    for (int hop = 0; hop < Math.abs(distance); hop++) {
      int here = chip;
      int next = places.stepped(chip, index, Integer.signum(distance));
      path.addAll(
          graph.link(here, next).map(List::of).orElseGet(() -> links(routing().route(here, next))));
      chip = next;
    }
    return path;
  }

  private DimensionOrderedRouting routing() {
    if (routing == null) {
      routing = DimensionOrderedRouting.of(graph);
    }
    return routing;
  }

  /**
   * A message over links.
   *
   * @param path empty if one of them has failed; then it goes around
   * @throws IllegalStateException if failures have cut the two apart
   */
  private Transfer transfer(int from, int to, double bytes, Optional<List<PodLink>> path) {
    List<PodLink> taken = path.orElseGet(() -> links(routing().route(from, to)));
    double linkBytes = bytes * (axis.bytesPerSecond() / protocol.bytesPerSecond());
    return new Transfer(from, to, bytes, linkBytes, protocol.latencySeconds(), taken);
  }

  /**
   * A message through a twisted torus.
   *
   * @param way one that leads from the sender to the receiver
   * @throws IllegalStateException if failures have cut the two apart
   */
  Transfer transfer(int from, TwistedTorus through, TwistedTorus.Way way, double bytes) {
    int to = from;
    for (int a = 0; a < through.indices().size(); a++) {
      to = places.stepped(to, through.indices().get(a), way.steps().get(a));
    }
    return transfer(from, to, bytes, routing().path(from, through, way).map(AxisRoutes::links));
  }

  private static List<PodLink> links(List<DimensionOrderedRouting.Channel> route) {
    return route.stream().map(DimensionOrderedRouting.Channel::link).toList();
  }

  private Optional<List<PodLink>> walk(int from, int distance) {
    List<PodLink> path = new ArrayList<>();
    int chip = from;
    for (int hop = 0; hop < Math.abs(distance); hop++) {
      int next = places.stepped(chip, index, Integer.signum(distance));
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
