package io.bitwright.simulator.pod.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * Routes along one axis after another, on rings the shorter way (half round: upwards). Each link
 * has two virtual channels; a message changes from the first to the second when it has crossed the
 * dateline of a ring, the link between its last place and its first, so that no messages can wait
 * for one another in a circle (Dally and Seitz, Deadlock-Free Message Routing in Multiprocessor
 * Interconnection Networks, IEEE TC C-36(5), 1987).
 */
public final class DimensionOrderedRouting {
  private final PodGraph graph;
  private final ChipPlaces places;
  private final boolean datelines;

  private DimensionOrderedRouting(PodGraph graph, boolean datelines) {
    for (Axis axis : graph.axes()) {
      boolean grid = axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
      if (!grid || axis.twist() > 0) {
        throw new IllegalArgumentException("dimension order is for rings and lines, not " + axis);
      }
    }
    this.graph = graph;
    this.places = new ChipPlaces(graph.axes());
    this.datelines = datelines;
  }

  /**
   * A virtual channel.
   *
   * @param link it shares
   * @param number 0, or 1 after a dateline
   */
  public record Channel(PodLink link, int number) {}

  /**
   * The routes of a pod whose axes are rings and lines.
   *
   * @throws IllegalArgumentException if an axis is neither, or twisted
   */
  public static DimensionOrderedRouting of(PodGraph graph) {
    return new DimensionOrderedRouting(graph, true);
  }

  /** The same with one channel a link, which deadlocks on rings of four and more chips. */
  static DimensionOrderedRouting withoutDatelines(PodGraph graph) {
    return new DimensionOrderedRouting(graph, false);
  }

  /**
   * The channels that a message takes, in order.
   *
   * @throws IllegalStateException if one of its links has failed
   */
  public List<Channel> route(int from, int to) {
    List<Channel> route = new ArrayList<>();
    int chip = from;
    for (int axis = 0; axis < graph.axes().size(); axis++) {
      int channel = 0;
      int left = distance(axis, places.place(chip, axis), places.place(to, axis));
      while (left != 0) {
        int size = graph.axes().get(axis).size();
        int place = places.place(chip, axis);
        int next = Math.floorMod(place + Integer.signum(left), size);
        int neighbour = places.moved(chip, axis, next);
        route.add(new Channel(link(chip, neighbour), channel));
        if (Math.abs(next - place) > 1 && datelines) {
          channel = 1;
        }
        chip = neighbour;
        left -= Integer.signum(left);
      }
    }
    return List.copyOf(route);
  }

  private int distance(int index, int from, int to) {
    Axis axis = graph.axes().get(index);
    if (axis.kind() == AxisKind.LINE) {
      return to - from;
    }
    int upwards = Math.floorMod(to - from, axis.size());
    return 2 * upwards <= axis.size() ? upwards : upwards - axis.size();
  }

  private PodLink link(int from, int to) {
    return graph
        .link(from, to)
        .orElseThrow(() -> new IllegalStateException("no link works from " + from + " to " + to));
  }
}
