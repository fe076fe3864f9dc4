package io.bitwright.simulator.parallel;

import io.bitwright.simulator.energy.LinkBytes;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes that collectives send over the links of a pod, by their technology, as the algorithms that
 * send the fewest do (Chan et al. 2007, Collective communication: theory, practice, and experience,
 * section 3): axis by axis, each chip of n sends (n - 1) / n of what it has along an axis, to its
 * neighbour, in a scatter or gather, and twice that in an all-reduce; an all-to-all crosses as many
 * links as lie between two chips on average. A byte crosses two links where a switch joins them.
 * Other algorithms send as much or more, so that this is a lower bound.
 */
final class LinkTraffic {
  private final List<Axis> podAxes;
  private final List<String> kinds;
  private final Map<String, Double> bytesByKind = new LinkedHashMap<>();

  /**
   * No bytes, yet.
   *
   * @param kinds technology of the links of each axis of the pod, empty where not stated
   */
  LinkTraffic(List<Axis> podAxes, List<String> kinds) {
    this.podAxes = podAxes;
    this.kinds = kinds;
  }

  /** What has been added. */
  List<LinkBytes> links() {
    List<LinkBytes> links = new ArrayList<>();
    bytesByKind.forEach((kind, bytes) -> links.add(new LinkBytes(kind, bytes)));
    return links;
  }

  /**
   * Adds collectives of a group.
   *
   * @param group axes of it
   * @param bytes that each chip holds before one
   * @param times how many such collectives there are, one counted for each chip that takes part
   */
  void add(List<Axis> group, Collective collective, double bytes, double times) {
    if (collective == Collective.SEND_RECEIVE) {
      group.stream().limit(1).forEach(axis -> add(axis, bytes * times));
      return;
    }
    double vector = collective == Collective.ALL_GATHER ? bytes * chips(group) : bytes;
    double ways = collective == Collective.ALL_REDUCE ? 2 : 1;
    for (Axis axis : group) {
      double others = vector * (axis.size() - 1) / axis.size();
      if (collective == Collective.ALL_TO_ALL) {
        add(axis, others * meanLinks(axis) * times);
      } else {
        add(axis, others * ways * times);
        vector /= axis.size();
      }
    }
  }

  private static double chips(List<Axis> group) {
    return group.stream().mapToDouble(Axis::size).reduce(1, (a, b) -> a * b);
  }

  private void add(Axis axis, double bytes) {
    double links = axis.kind() == AxisKind.SWITCH ? 2 : 1;
    bytesByKind.merge(kind(axis), links * bytes, Double::sum);
  }

  /** Links between two different chips of an axis, on average. */
  static double meanLinks(Axis axis) {
    double chips = axis.size();
    return switch (axis.kind()) {
      case LINE -> (chips + 1) / 3;
      case RING -> {
        double all = 0;
        for (int distance = 1; distance < axis.size(); distance++) {
          all += Math.min(distance, axis.size() - distance);
        }
        yield all / (chips - 1);
      }
      case FULLY_CONNECTED, SWITCH -> 1;
    };
  }

  /** The technology of the first axis of the pod that a group's axis can be a part of. */
  private String kind(Axis part) {
    for (int a = 0; a < podAxes.size(); a++) {
      if (isPart(podAxes.get(a), part)) {
        return kinds.get(a);
      }
    }
    return "";
  }

  private static boolean isPart(Axis whole, Axis part) {
    for (int stride = 1; (long) stride * part.size() <= whole.size(); stride++) {
      if (whole.size() % ((long) stride * part.size()) == 0
          && whole.part(part.size(), stride).equals(part)) {
        return true;
      }
    }
    return false;
  }
}
