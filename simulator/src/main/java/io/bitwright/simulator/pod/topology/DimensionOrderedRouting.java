package io.bitwright.simulator.pod.topology;

import io.bitwright.simulator.pod.topology.TwistedTorus.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Routes along one axis after another: on rings the shorter way (half round: upwards), on a twisted
 * torus the first of its {@link TwistedTorus#shortestWays}, through a switch up and down. Each link
 * has virtual channels; a message changes to the next one when it has crossed the dateline of a
 * ring, the link between its last place and its first, so that no messages can wait for one another
 * in a circle (Dally and Seitz, Deadlock-Free Message Routing in Multiprocessor Interconnection
 * Networks, IEEE TC C-36(5), 1987). A twisted ring is as long as its steps take to repeat and may
 * cross its dateline more than once: channels and places along it together only ever rise.
 *
 * <p>Where a link of the way has failed, a plain ring is gone round the other way, which crosses
 * its dateline at most once too, and a twisted torus is crossed by another of the shortest ways.
 * Where that does not help, the message goes to another chip first, and from there in a second
 * round of dimension order, with virtual channels of its own: a round waits for later rounds only,
 * so that no circle closes over rounds either (Ho and Stockmeyer, A New Approach to Fault-Tolerant
 * Wormhole Routing for Mesh-Connected Parallel Computers, IEEE TC 53(4), 2004).
 */
public final class DimensionOrderedRouting {
  private final PodGraph graph;
  private final ChipPlaces places;
  private final boolean datelines;

  /** The twisted torus that begins at an axis, with its ways. */
  private final Map<Integer, Twisted> twisted = new HashMap<>();

  /** Axes of twisted tori after the first of each. */
  private final Set<Integer> followers = new HashSet<>();

  /** Virtual channels of one round of dimension order. */
  private final int channels;

  private record Twisted(TwistedTorus torus, List<List<Way>> ways) {}

  private DimensionOrderedRouting(PodGraph graph, boolean datelines) {
    this.graph = graph;
    this.places = new ChipPlaces(graph.axes());
    this.datelines = datelines;
    int most = 1;
    for (int axis = 0; axis < graph.axes().size(); axis++) {
      Optional<TwistedTorus> torus = TwistedTorus.of(graph.axes(), axis);
      if (torus.isPresent() && !followers.contains(axis)) {
        Twisted of = new Twisted(torus.get(), torus.get().shortestWays());
        twisted.put(axis, of);
        followers.addAll(of.torus().indices().subList(1, of.torus().indices().size()));
        most = Math.max(most, mostCrossings(of));
      }
    }
    this.channels = most + 1;
  }

  /** Of datelines along one axis. */
  private static int mostCrossings(Twisted of) {
    int most = 0;
    for (List<Way> ways : of.ways()) {
      for (Way way : ways) {
        for (int a = 0; a < way.steps().size(); a++) {
          int size = of.torus().axes().get(a).size();
          most = Math.max(most, Math.ceilDiv(Math.abs(way.steps().get(a)), size));
        }
      }
    }
    return most;
  }

  /**
   * A virtual channel.
   *
   * @param link it shares
   * @param number 0, or 1 after a dateline, one more after each further one; in the second round of
   *     a detour those after all of the first
   */
  public record Channel(PodLink link, int number) {}

  /** The routes of a pod. */
  public static DimensionOrderedRouting of(PodGraph graph) {
    return new DimensionOrderedRouting(graph, true);
  }

  /** Virtual channels that a link needs without failures. */
  public int channels() {
    return channels;
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
            round(middle, to, channels)
                .map(second -> {
                  List<Channel> both = new ArrayList<>(first);
                  both.addAll(second);
                  return both;
                }));
  }

  /** One axis after another; empty if something has failed on all ways of an axis. */
  private Optional<List<Channel>> round(int from, int to, int firstChannel) {
    List<Channel> route = new ArrayList<>();
    int chip = from;
    for (int axis = 0; axis < graph.axes().size(); axis++) {
      if (!followers.contains(axis)) {
        int next = chip;
        for (int moved : moved(axis)) {
          next = places.moved(next, moved, places.place(to, moved));
        }
        Optional<List<Channel>> way = next == chip ? Optional.of(List.of()) : way(chip, axis, next);
        if (way.isEmpty()) {
          return Optional.empty();
        }
        way.get().forEach(of -> route.add(new Channel(of.link(), firstChannel + of.number())));
        chip = next;
      }
    }
    return Optional.of(route);
  }

  /** The axes that are crossed together: one, or those of a twisted torus. */
  private List<Integer> moved(int axis) {
    return twisted.containsKey(axis) ? twisted.get(axis).torus().indices() : List.of(axis);
  }

  /** From one chip to another that differs along an axis, or along those of its twisted torus. */
  private Optional<List<Channel>> way(int from, int axis, int to) {
    Axis of = graph.axes().get(axis);
    Twisted torus = twisted.get(axis);
    if (torus != null) {
      int difference =
          torus
              .torus()
              .difference(torus.torus().number(places, from), torus.torus().number(places, to));
      return torus.ways().get(difference).stream()
          .map(way -> path(from, torus.torus(), way))
          .flatMap(Optional::stream)
          .findFirst();
    }
    int near = distance(axis, places.place(from, axis), places.place(to, axis));
    return switch (of.kind()) {
      case RING ->
          walk(from, axis, near)
              .or(() -> walk(from, axis, near - Integer.signum(near) * of.size()));
      case LINE -> walk(from, axis, near);
      case FULLY_CONNECTED -> graph.link(from, to).map(link -> List.of(new Channel(link, 0)));
      case SWITCH ->
          graph
              .throughSwitch(from, to)
              .map(links -> links.stream().map(link -> new Channel(link, 0)).toList());
    };
  }

  /** A way through a twisted torus, one axis after another; empty if a link of it has failed. */
  public Optional<List<Channel>> path(int from, TwistedTorus torus, Way way) {
    List<Channel> path = new ArrayList<>();
    int chip = from;
    for (int a = 0; a < torus.indices().size(); a++) {
      int axis = torus.indices().get(a);
      Optional<List<Channel>> along = walk(chip, axis, way.steps().get(a));
      if (along.isEmpty()) {
        return Optional.empty();
      }
      path.addAll(along.get());
      chip = places.stepped(chip, axis, way.steps().get(a));
    }
    return Optional.of(path);
  }

  /** So many places along an axis; empty if a link of the way has failed. */
  private Optional<List<Channel>> walk(int from, int axis, int distance) {
    List<Channel> way = new ArrayList<>();
    int step = Integer.signum(distance);
    int last = step > 0 ? graph.axes().get(axis).size() - 1 : 0;
    int channel = 0;
    int chip = from;
    for (int left = Math.abs(distance); left > 0; left--) {
      int neighbour = places.stepped(chip, axis, step);
      Optional<PodLink> link = graph.link(chip, neighbour);
      if (link.isEmpty()) {
        return Optional.empty();
      }
      way.add(new Channel(link.get(), channel));
      if (places.place(chip, axis) == last && datelines) {
        channel++;
      }
      chip = neighbour;
    }
    return Optional.of(way);
  }

  private int distance(int index, int from, int to) {
    Axis axis = graph.axes().get(index);
    if (axis.kind() != AxisKind.RING) {
      return to - from;
    }
    int upwards = Math.floorMod(to - from, axis.size());
    return 2 * upwards <= axis.size() ? upwards : upwards - axis.size();
  }
}
