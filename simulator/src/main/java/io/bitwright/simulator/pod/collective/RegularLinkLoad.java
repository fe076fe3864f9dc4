package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.ChipPlaces;
import io.bitwright.simulator.pod.topology.PodAxes;
import java.util.List;
import java.util.OptionalDouble;

/** Loads of a pod without failures, where all groups of chips along an axis carry the same. */
final class RegularLinkLoad implements LinkLoad {
  private final List<Axis> axes;
  private final List<AxisLoad> loads;
  private final ChipPlaces places;
  private final int chips;

  private RegularLinkLoad(List<Axis> axes, List<AxisLoad> loads) {
    this.axes = List.copyOf(axes);
    this.loads = loads;
    this.places = new ChipPlaces(axes);
    this.chips = Math.toIntExact(PodAxes.chips(axes));
  }

  static RegularLinkLoad of(List<Axis> axes, List<List<AxisWork>> phases) {
    if (axes.stream().anyMatch(axis -> axis.twist() > 0)) {
      throw new IllegalArgumentException("no closed form on a pod with a twisted axis");
    }
    List<AxisLoad> loads = axes.stream().map(AxisLoad::of).toList();
    for (List<AxisWork> parts : phases) {
      parts.forEach(part -> loads.get(part.axis()).add(part));
    }
    return new RegularLinkLoad(axes, loads);
  }

  @Override
  public List<Axis> axes() {
    return axes;
  }

  @Override
  public OptionalDouble bytes(int from, int to) {
    if (from >= 0 && from < chips && to >= 0 && to < chips) {
      return betweenChips(from, to);
    }
    return overSwitches(from, to);
  }

  /** Chips with a link differ in their place along one axis. */
  private OptionalDouble betweenChips(int from, int to) {
    int differing = -1;
    for (int a = 0; a < axes.size(); a++) {
      if (places.place(from, a) != places.place(to, a)) {
        if (differing >= 0) {
          return OptionalDouble.empty();
        }
        differing = a;
      }
    }
    return differing < 0
        ? OptionalDouble.empty()
        : loads.get(differing).bytes(places.place(from, differing), places.place(to, differing));
  }

  /**
   * Of each axis with switches, each group has the vertex that chips send to and after it the one
   * that sends to chips, in the order of the groups' first chips.
   */
  private OptionalDouble overSwitches(int from, int to) {
    int first = chips;
    int stride = 1;
    for (int a = 0; a < axes.size(); a++) {
      int size = axes.get(a).size();
      if (axes.get(a).kind() == AxisKind.SWITCH && size > 1) {
        int end = first + 2 * (chips / size);
        int fromPlace = place(from, a, first, stride, to);
        int toPlace = place(to, a, first + 1, stride, from);
        boolean through = from >= first && from < end && (from - first) % 2 == 0 && to == from + 1;
        if (through || fromPlace >= 0 || toPlace >= 0) {
          return loads.get(a).bytes(fromPlace, toPlace);
        }
        first = end;
      }
      stride *= size;
    }
    return OptionalDouble.empty();
  }

  /** A chip's place along an axis if the vertex is the side of its switch; else {@code SWITCH}. */
  private int place(int chip, int axis, int firstVertex, int stride, int vertex) {
    if (chip < 0 || chip >= chips) {
      return AxisLoad.SWITCH;
    }
    int group = chip / (stride * axes.get(axis).size()) * stride + chip % stride;
    return vertex == firstVertex + 2 * group ? places.place(chip, axis) : AxisLoad.SWITCH;
  }

  @Override
  public double busiestBytes() {
    return loads.stream().mapToDouble(AxisLoad::busiestBytes).max().orElse(0);
  }

  @Override
  public double totalBytes() {
    double sum = 0;
    for (int a = 0; a < axes.size(); a++) {
      sum += loads.get(a).totalBytes() * ((double) chips / axes.get(a).size());
    }
    return sum;
  }
}
