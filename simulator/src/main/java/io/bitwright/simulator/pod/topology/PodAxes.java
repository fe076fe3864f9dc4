package io.bitwright.simulator.pod.topology;

import io.bitwright.spec.pod.LinkSpec;
import io.bitwright.spec.pod.PodLevel;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.pod.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The axes of a pod: those of its innermost level first. */
public final class PodAxes {
  private PodAxes() {}

  /** The axes of all levels; a hypercube has one of two chips for each dimension. */
  public static List<Axis> of(PodSpec pod) {
    List<Axis> axes = new ArrayList<>();
    for (PodLevel level : pod.levels()) {
      add(axes, level.topology(), level.link());
    }
    return List.copyOf(axes);
  }

  private static void add(List<Axis> axes, Topology topology, LinkSpec link) {
    switch (topology) {
      case Topology.Ring ring -> axes.add(axis(AxisKind.RING, ring.chips(), link, 1));
      case Topology.Torus torus -> addTorus(axes, torus, link);
      case Topology.Mesh mesh -> {
        for (int length : mesh.shape().axes()) {
          axes.add(axis(AxisKind.LINE, length, link, 1));
        }
      }
      case Topology.Hypercube cube ->
          axes.addAll(Collections.nCopies(cube.dimensions(), axis(AxisKind.LINE, 2, link, 1)));
      case Topology.FullyConnected full ->
          axes.add(axis(AxisKind.FULLY_CONNECTED, full.chips(), link, 1));
      case Topology.Switch star ->
          axes.add(axis(AxisKind.SWITCH, star.chips(), link, star.oversubscription()));
    }
  }

  private static void addTorus(List<Axis> axes, Topology.Torus torus, LinkSpec link) {
    List<Integer> lengths = torus.shape().axes();
    int first = axes.size();
    for (int a = 0; a < lengths.size(); a++) {
      AxisKind kind = torus.wrap().get(a) ? AxisKind.RING : AxisKind.LINE;
      boolean twisted = lengths.get(a) > 1 && torus.twistedAxes().contains(a);
      axes.add(
          new Axis(
              kind,
              lengths.get(a),
              protocols(link),
              link.start().seconds(),
              link.hop().seconds(),
              1,
              twisted ? torus.twist() : 0,
              twisted
                  ? torus.axesTwistedAlong().stream().map(b -> first + b).toList()
                  : List.of()));
    }
  }

  private static Axis axis(AxisKind kind, int size, LinkSpec link, double oversubscription) {
    return new Axis(
        kind,
        size,
        protocols(link),
        link.start().seconds(),
        link.hop().seconds(),
        oversubscription,
        0,
        -1);
  }

  private static List<Axis.Protocol> protocols(LinkSpec link) {
    return link.protocols().stream()
        .map(protocol ->
            new Axis.Protocol(protocol.bandwidth().bytesPerSecond(), protocol.latency().seconds()))
        .toList();
  }

  /**
   * The corner of a pod with so many chips along each axis. A link that closes a twisted axis leads
   * out of it where an axis that it moves along is cut.
   *
   * @param extents for each axis, from 1 to its size
   */
  public static List<Axis> slice(List<Axis> axes, List<Integer> extents) {
    if (axes.size() != extents.size()) {
      throw new IllegalArgumentException(extents.size() + " extents for " + axes.size() + " axes");
    }
    List<Axis> slice = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      boolean cut =
          axes.get(a).twistedAlong().stream()
              .anyMatch(along -> extents.get(along) < axes.get(along).size());
      slice.add((cut ? axes.get(a).untwisted() : axes.get(a)).slice(extents.get(a)));
    }
    return List.copyOf(slice);
  }

  /** Chips of the product of the axes. */
  public static long chips(List<Axis> axes) {
    return axes.stream().mapToLong(Axis::size).reduce(1, Math::multiplyExact);
  }
}
