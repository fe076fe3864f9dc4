package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the chips of each degree lie in a pod: every axis of the pod is cut into parts, one a
 * degree, and a degree's groups span its parts. Of two degrees on one axis the first has
 * neighbouring chips; the groups of the second reach over those and share the links with as many
 * others as they reach over.
 *
 * @param parts axes of a group of each degree; none for a degree of 1
 */
public record Placement(Map<Degree, List<Axis>> parts) {
  /** Places at most that {@link #all} looks at. */
  private static final int MOST = 4096;

  public Placement {
    Map<Degree, List<Axis>> copy = new EnumMap<>(Degree.class);
    parts.forEach((degree, axes) -> copy.put(degree, List.copyOf(axes)));
    parts = copy;
  }

  /** Axes of a group of a degree; none where it is 1. */
  public List<Axis> axes(Degree degree) {
    return parts.getOrDefault(degree, List.of());
  }

  /**
   * The first and the last chip of a group of a degree, as two chips with a link of the slowest
   * axis between them; the others of the group leave the way to them.
   *
   * @return empty where the degree is 1
   */
  public List<Axis> ends(Degree degree) {
    List<Axis> axes = axes(degree);
    double hops =
        axes.stream().mapToDouble(axis -> axis.hopsBetweenEnds() * axis.hopSeconds()).sum();
    return axes.stream()
        .min(Comparator.comparingDouble(Axis::bytesPerSecond))
        .map(slowest ->
            List.of(
                new Axis(
                    AxisKind.LINE, 2, slowest.protocols(), slowest.startSeconds(), hops, 1, 0, -1)))
        .orElse(List.of());
  }

  /**
   * All ways to cut the axes that differ, the first degrees on neighbouring chips: those that give
   * whole axes to a degree come first. Axes with equal links may stand for each other.
   *
   * @param axes of the pod, or of a slice of it
   * @param degrees that are more than 1
   * @return empty if no cut gives each degree its number of chips
   */
  public static List<Placement> all(List<Axis> axes, Map<Degree, Integer> degrees) {
    List<Placement> found = new ArrayList<>();
    int[] left = axes.stream().mapToInt(Axis::size).toArray();
    List<Map.Entry<Degree, Integer>> order = new ArrayList<>(new EnumMap<>(degrees).entrySet());
    order.removeIf(entry -> entry.getValue() == 1);
    new Search(axes, order, found).place(0, left, new EnumMap<>(Degree.class));
    return found.stream().distinct().toList();
  }

  /** A depth-first search over the cuts of the axes. */
  private record Search(
      List<Axis> axes, List<Map.Entry<Degree, Integer>> order, List<Placement> found) {

    void place(int next, int[] left, Map<Degree, List<Axis>> parts) {
      if (next == order.size()) {
        if (IntStream.of(left).allMatch(chips -> chips == 1)) {
          found.add(new Placement(parts));
        }
        return;
      }
      cut(next, 0, order.get(next).getValue(), left, new ArrayList<>(), parts);
    }

    /** Takes the largest part of an axis first. */
    private void cut(
        int next,
        int axis,
        int wanted,
        int[] left,
        List<Axis> taken,
        Map<Degree, List<Axis>> parts) {
      if (found.size() >= MOST) {
        return;
      }
      if (wanted == 1) {
        Map<Degree, List<Axis>> more = new EnumMap<>(Degree.class);
        more.putAll(parts);
        more.put(order.get(next).getKey(), taken);
        place(next + 1, left, more);
        return;
      }
      if (axis == axes.size()) {
        return;
      }
      for (int part = Math.min(left[axis], wanted); part >= 1; part--) {
        if (left[axis] % part == 0 && wanted % part == 0) {
          int[] rest = left.clone();
          rest[axis] /= part;
          List<Axis> more = new ArrayList<>(taken);
          if (part > 1) {
            Axis whole = axes.get(axis);
            more.add(whole.part(part, whole.size() / left[axis]));
          }
          cut(next, axis + 1, wanted / part, rest, more, parts);
        }
      }
    }
  }
}
