package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Times that no algorithm can beat: what each chip must send or receive over all its links of the
 * group, what must cross the middle of an axis, and the way of a byte to the farthest chip (Chan,
 * Heimlich, Purkayastha and van de Geijn, Collective Communication: Theory, Practice, and
 * Experience, CCPE 19(13), 2007).
 *
 * @param linkSeconds what one chip must send or receive, over its links of the group
 * @param bisectionSeconds what must cross the middle of an axis, over its links there; 0 where it
 *     is no bound
 * @param latencySeconds the start of the collective, and the way of a byte to the farthest chip
 */
public record CollectiveBounds(double linkSeconds, double bisectionSeconds, double latencySeconds) {

  /** The greatest of the bounds. */
  public double seconds() {
    return Math.max(Math.max(linkSeconds, bisectionSeconds), latencySeconds);
  }

  /** The name of the greatest, of equal ones the first: link bandwidth, bisection, latency. */
  public String greatest() {
    if (linkSeconds == seconds()) {
      return "link bandwidth";
    }
    return bisectionSeconds == seconds() ? "bisection" : "latency";
  }

  /**
   * The greatest of the bounds, in seconds.
   *
   * @param group indices of the axes the collective spans
   * @param bytes that each chip holds before
   */
  public static double seconds(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    return of(axes, group, collective, bytes).seconds();
  }

  /**
   * The bounds of a collective.
   *
   * @param group indices of the axes the collective spans
   * @param bytes that each chip holds before
   */
  public static CollectiveBounds of(
      List<Axis> axes, List<Integer> group, Collective collective, double bytes) {
    List<Integer> used =
        group.stream().limit(collective == Collective.SEND_RECEIVE ? 1 : group.size()).toList();
    List<TwistedTorus> tori = tori(axes, used);
    List<Integer> wound = tori.stream().flatMap(torus -> torus.indices().stream()).toList();
    List<Axis> plain =
        used.stream()
            .filter(axis -> !wound.contains(axis))
            .map(axis -> axes.get(axis).untwisted())
            .toList();
    List<Axis> spanned = new ArrayList<>(plain);
    tori.forEach(torus -> spanned.addAll(torus.axes()));
    double chips = spanned.stream().mapToDouble(Axis::size).reduce(1, (a, b) -> a * b);
    if (chips == 1) {
      return new CollectiveBounds(0, 0, 0);
    }
    double bisection = 0;
    if (collective == Collective.ALL_TO_ALL) {
      for (Axis axis : plain) {
        bisection = Math.max(bisection, bisectionSeconds(axis, bytes));
      }
      for (TwistedTorus torus : tori) {
        bisection = Math.max(bisection, bisectionSeconds(torus, bytes));
      }
    }
    double hops = 0;
    for (TwistedTorus torus : tori) {
      hops += torus.diameter() * torus.axes().getFirst().hopSeconds();
    }
    return new CollectiveBounds(
        linkSeconds(spanned, collective, chips, bytes),
        bisection,
        CollectiveTime.startSeconds(axes, group, collective)
            + latencySeconds(plain, spanned, hops, collective));
  }

  /** The twisted tori that a group holds whole. */
  private static List<TwistedTorus> tori(List<Axis> axes, List<Integer> group) {
    return group.stream()
        .flatMap(axis ->
            TwistedTorus.of(axes, axis)
                .filter(torus -> group.containsAll(torus.indices()))
                .filter(torus -> torus.indices().getFirst().equals(axis))
                .stream())
        .toList();
  }

  /** Bytes through the links of the chip that has the most, over what they carry. */
  private static double linkSeconds(
      List<Axis> axes, Collective collective, double chips, double bytes) {
    double others = (chips - 1) / chips;
    double through =
        switch (collective) {
          case ALL_REDUCE -> 2 * others * bytes;
          case ALL_GATHER -> (chips - 1) * bytes;
          case REDUCE_SCATTER, ALL_TO_ALL -> others * bytes;
          case BROADCAST, SEND_RECEIVE -> bytes;
        };
    double links = 0;
    for (Axis axis : axes) {
      links += axis.degree() * axis.bytesPerSecond();
    }
    return through / links;
  }

  /** Each chip of one half sends each of the other half its part. */
  private static double bisectionSeconds(Axis axis, double bytes) {
    int half = axis.size() / 2;
    double share = (axis.size() - half) / (double) axis.size();
    return half == 0 ? 0 : half * share * bytes / axis.bisectionBytesPerSecond();
  }

  /** The same over the middle of each axis of a twisted torus, which closing links cross too. */
  private static double bisectionSeconds(TwistedTorus torus, double bytes) {
    PodGraph graph = PodGraph.of(torus.axes());
    double seconds = 0;
    for (int axis = 0; axis < torus.axes().size(); axis++) {
      Set<Integer> half = new HashSet<>(graph.half(axis));
      double others = (graph.chips() - half.size()) / (double) graph.chips();
      if (!half.isEmpty()) {
        seconds = Math.max(seconds, half.size() * others * bytes / graph.cutBytesPerSecond(half));
      }
    }
    return seconds;
  }

  private static double latencySeconds(
      List<Axis> plain, List<Axis> all, double hopSeconds, Collective collective) {
    if (collective == Collective.SEND_RECEIVE) {
      return all.getFirst().latencySeconds() + all.getFirst().hopSeconds();
    }
    double hops = hopSeconds;
    for (Axis axis : plain) {
      hops += axis.diameter() * axis.hopSeconds();
    }
    return hops
        + all.stream()
            .filter(axis -> axis.size() > 1)
            .mapToDouble(Axis::latencySeconds)
            .min()
            .orElseThrow();
  }
}
