package io.bitwright.simulator.pod.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Axes of a pod that twists tie together. One step along an axis is the same translation wherever
 * it begins: the chips are an abelian group, the links its Cayley graph, and every chip sees the
 * same (Camara et al., Twisted Torus Topologies for Enhanced Interconnection Networks, IEEE TPDS
 * 21(12), 2010, section 2).
 *
 * <p>A chip of the torus is numbered as in {@link ChipPlaces} of its axes alone.
 */
public final class TwistedTorus {
  private final List<Integer> indices;
  private final List<Axis> axes;
  private final ChipPlaces places;
  private final int chips;
  private final Map<List<Integer>, List<Winding>> windings = new ConcurrentHashMap<>();
  private final AtomicReference<List<List<Way>>> ways = new AtomicReference<>(List.of());

  private TwistedTorus(List<Axis> pod, SortedSet<Integer> tied) {
    indices = List.copyOf(tied);
    axes = indices.stream().map(index -> withOwnIndices(pod.get(index))).toList();
    places = new ChipPlaces(axes);
    chips = Math.toIntExact(PodAxes.chips(axes));
  }

  private Axis withOwnIndices(Axis axis) {
    return new Axis(
        axis.kind(),
        axis.size(),
        axis.protocols(),
        axis.startSeconds(),
        axis.hopSeconds(),
        axis.oversubscription(),
        axis.twist(),
        axis.twistedAlong().stream().map(indices::indexOf).toList());
  }

  /**
   * The translation that one way between two chips adds up to: steps along each axis of the torus,
   * below 0 towards the first place.
   */
  public record Way(List<Integer> steps) {
    public Way {
      steps = List.copyOf(steps);
    }

    /** Links of the way. */
    public int links() {
      return steps.stream().mapToInt(Math::abs).sum();
    }
  }

  /**
   * An axis as a ring or a line of chips that fit together with those of other axes: each chip of
   * the torus has one place on each.
   *
   * @param axis the ring, closed where its steps lead back to the first chip without a twist, or
   *     the line
   * @param places of the chips of the torus, by their numbers
   */
  public record Winding(Axis axis, List<Integer> places) {
    public Winding {
      places = List.copyOf(places);
    }
  }

  /** The torus that an axis of a pod belongs to; empty if no twist ties it to another. */
  public static Optional<TwistedTorus> of(List<Axis> pod, int axis) {
    TreeSet<Integer> tied = new TreeSet<>(List.of(axis));
    int before;
    do {
      before = tied.size();
      for (int a = 0; a < pod.size(); a++) {
        TreeSet<Integer> own = new TreeSet<>(pod.get(a).twistedAlong());
        own.add(a);
        if (pod.get(a).twist() > 0 && own.stream().anyMatch(tied::contains)) {
          tied.addAll(own);
        }
      }
    } while (tied.size() > before);
    return tied.size() > 1 ? Optional.of(new TwistedTorus(pod, tied)) : Optional.empty();
  }

  /** Indices of its axes in the pod, in their order. */
  public List<Integer> indices() {
    return indices;
  }

  /** Its axes; what they are twisted along is counted among them. */
  public List<Axis> axes() {
    return axes;
  }

  /** Chips of the torus. */
  public int chips() {
    return chips;
  }

  /** The number in the torus of a chip of the pod. */
  public int number(ChipPlaces pod, int chip) {
    int number = 0;
    for (int a = 0; a < axes.size(); a++) {
      number = places.moved(number, a, pod.place(chip, indices.get(a)));
    }
    return number;
  }

  /** The chip to which a way leads from the first one. */
  public int end(Way way) {
    int chip = 0;
    for (int a = 0; a < axes.size(); a++) {
      chip = places.stepped(chip, a, way.steps().get(a));
    }
    return chip;
  }

  /** The number of the chip that lies from the first as one chip does from another. */
  public int difference(int from, int to) {
    int difference = to;
    for (int a = 0; a < axes.size(); a++) {
      difference = places.stepped(difference, a, -places.place(from, a));
    }
    return difference;
  }

  /** Links from the first chip to each chip, by its number. */
  int[] distances() {
    int[] distances = new int[chips];
    Arrays.fill(distances, -1);
    distances[0] = 0;
    List<Integer> reached = new ArrayList<>(List.of(0));
    for (int i = 0; i < reached.size(); i++) {
      for (int a = 0; a < axes.size(); a++) {
        for (int step : new int[] {1, -1}) {
          int next = places.stepped(reached.get(i), a, step);
          if (distances[next] < 0) {
            distances[next] = distances[reached.get(i)] + 1;
            reached.add(next);
          }
        }
      }
    }
    return distances;
  }

  /** The most links between two of its chips. */
  public int diameter() {
    return Arrays.stream(distances()).max().orElse(0);
  }

  /**
   * All ways with the fewest links from the first chip to each chip, by its number, in the order of
   * their steps.
   */
  public List<List<Way>> shortestWays() {
    if (ways.get().isEmpty()) {
      ways.set(findShortestWays());
    }
    return ways.get();
  }

  private List<List<Way>> findShortestWays() {
    int[] distances = distances();
    int most = Arrays.stream(distances).max().orElse(0);
    List<List<Way>> found = new ArrayList<>();
    for (int chip = 0; chip < chips; chip++) {
      found.add(new ArrayList<>());
    }
    for (List<Integer> steps : steps(axes.size(), most)) {
      Way way = new Way(steps);
      int end = end(way);
      if (way.links() == distances[end]) {
        found.get(end).add(way);
      }
    }
    return found.stream().map(List::copyOf).toList();
  }

  /** All steps along so many axes, no more than {@code most} in all. */
  private static List<List<Integer>> steps(int axes, int most) {
    List<List<Integer>> all = List.of(List.of());
    for (int axis = 0; axis < axes; axis++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> steps : all) {
        int left = most - steps.stream().mapToInt(Math::abs).sum();
        for (int step = -left; step <= left; step++) {
          List<Integer> more = new ArrayList<>(steps);
          more.add(step);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  /**
   * The windings of all axes, one within the other: the first along its axis until the chips
   * repeat, each later one until the chips of those before it repeat. The product of their lengths
   * is the torus. The first one is always a ring.
   *
   * @param order all axes of the torus, by their indices in the pod
   */
  public List<Winding> windings(List<Integer> order) {
    return windings.computeIfAbsent(List.copyOf(order), this::wind);
  }

  private List<Winding> wind(List<Integer> order) {
    List<Integer> wound = new ArrayList<>(List.of(0));
    List<List<Integer>> placesOfWound = new ArrayList<>();
    List<Axis> lines = new ArrayList<>();
    for (int index : order) {
      int axis = indices.indexOf(index);
      Set<Integer> inner = new LinkedHashSet<>(wound);
      int length = 1;
      while (!inner.contains(places.stepped(0, axis, length))) {
        length++;
      }
      for (List<Integer> of : placesOfWound) {
        List<Integer> once = List.copyOf(of);
        IntStream.range(1, length).forEach(_ -> of.addAll(once));
      }
      List<Integer> own = new ArrayList<>();
      wound.clear();
      for (int step = 0; step < length; step++) {
        for (int chip : inner) {
          wound.add(places.stepped(chip, axis, step));
          own.add(step);
        }
      }
      placesOfWound.add(own);
      boolean closes = places.stepped(0, axis, length) == 0;
      lines.add(axes.get(axis).as(closes ? AxisKind.RING : AxisKind.LINE, length));
    }
    return IntStream.range(0, order.size())
        .mapToObj(w -> new Winding(lines.get(w), byChip(wound, placesOfWound.get(w))))
        .toList();
  }

  private static List<Integer> byChip(List<Integer> chips, List<Integer> places) {
    Integer[] byChip = new Integer[chips.size()];
    for (int i = 0; i < byChip.length; i++) {
      byChip[chips.get(i)] = places.get(i);
    }
    return List.of(byChip);
  }
}
