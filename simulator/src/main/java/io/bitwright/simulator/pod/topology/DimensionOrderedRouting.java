package io.bitwright.simulator.pod.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Routes along one axis after another, on rings the shorter way (half round: upwards). Each link
 * has two virtual channels; a message changes from the first to the second when it has crossed the
 * dateline of a ring, the link between its last place and its first, so that no messages can wait
 * for one another in a circle (Dally and Seitz, Deadlock-Free Message Routing in Multiprocessor
 * Interconnection Networks, IEEE TC C-36(5), 1987).
 *
 * <p>Where a link of the way has failed, a ring is gone round the other way, which crosses its
 * dateline at most once too. Where that does not help, the message goes to another chip first, and
 * from there in a second round of dimension order, with two virtual channels of its own: a round
 * waits for later rounds only, so that no circle closes over rounds either (Ho and Stockmeyer, A
 * New Approach to Fault-Tolerant Wormhole Routing for Mesh-Connected Parallel Computers, IEEE TC
 * 53(4), 2004).
 */
public final class DimensionOrderedRouting {
  /** Virtual channels of one round of dimension order. */
  private static final int CHANNELS = 2;

  private final PodGraph graph;
  private final ChipPlaces places;
  private final boolean datelines;

  private DimensionOrderedRouting(PodGraph graph, boolean datelines) {
    for (Axis axis : graph.axes()) {
      if (!fits(axis)) {
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
   * @param number 0, or 1 after a dateline; 2 and 3 in the second round of a detour
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

  /** Whether all axes of a pod are rings and lines, none of them twisted. */
  public static boolean fits(PodGraph graph) {
    return graph.axes().stream().allMatch(DimensionOrderedRouting::fits);
  }

  private static boolean fits(Axis axis) {
    boolean grid = axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
    return grid && axis.twist() == 0;
  }

  /** The same with one channel a link, which deadlocks on rings of four and more chips. */
  static DimensionOrderedRouting withoutDatelines(PodGraph graph) {
    return new DimensionOrderedRouting(graph, false);
  }

  /**
   * The channels that a message takes, in order: those of the plain route if it works, or else of a
   * detour of two rounds with the fewest links, the first in the order of its middle chips.
   *
   * @throws IllegalStateException if no two rounds avoid what has failed
   */
  public List<Channel> route(int from, int to) {
    return round(from, to, 0)
        .or(() ->
            IntStream.range(0, graph.chips())
                .mapToObj(middle -> detour(from, middle, to))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(List::size)))
        .orElseThrow(() ->
            new IllegalStateException(
                "no two rounds of dimension order lead from chip " + from + " to " + to));
  }

  private Optional<List<Channel>> detour(int from, int middle, int to) {
    return round(from, middle, 0)
        .flatMap(first ->
            round(middle, to, CHANNELS)
                .map(second -> {
                  List<Channel> both = new ArrayList<>(first);
                  both.addAll(second);
                  return both;
                }));
  }

  /** One axis after another; empty if something has failed on both ways of an axis. */
  private Optional<List<Channel>> round(int from, int to, int firstChannel) {
    List<Channel> route = new ArrayList<>();
    int chip = from;
    for (int axis = 0; axis < graph.axes().size(); axis++) {
      int place = places.place(to, axis);
      int near = distance(axis, places.place(chip, axis), place);
      int size = graph.axes().get(axis).size();
      boolean ring = graph.axes().get(axis).kind() == AxisKind.RING;
      Optional<List<Channel>> way = walk(chip, axis, near, firstChannel);
      if (way.isEmpty() && ring) {
        way = walk(chip, axis, near - Integer.signum(near) * size, firstChannel);
      }
      if (way.isEmpty()) {
        return Optional.empty();
      }
      route.addAll(way.get());
      chip = places.moved(chip, axis, place);
    }
    return Optional.of(route);
  }

  /** So many places along an axis; empty if a link of the way has failed. */
  private Optional<List<Channel>> walk(int from, int axis, int distance, int firstChannel) {
    List<Channel> way = new ArrayList<>();
    int size = graph.axes().get(axis).size();
    int channel = firstChannel;
    int chip = from;
    for (int left = Math.abs(distance); left > 0; left--) {
      int place = places.place(chip, axis);
      int next = Math.floorMod(place + Integer.signum(distance), size);
      int neighbour = places.moved(chip, axis, next);
      Optional<PodLink> link = graph.link(chip, neighbour);
      if (link.isEmpty()) {
        return Optional.empty();
      }
      way.add(new Channel(link.get(), channel));
      if (Math.abs(next - place) > 1 && datelines) {
        channel = firstChannel + 1;
      }
      chip = neighbour;
    }
    return Optional.of(way);
  }

  private int distance(int index, int from, int to) {
    Axis axis = graph.axes().get(index);
    if (axis.kind() == AxisKind.LINE) {
      return to - from;
    }
    int upwards = Math.floorMod(to - from, axis.size());
    return 2 * upwards <= axis.size() ? upwards : upwards - axis.size();
  }
}
