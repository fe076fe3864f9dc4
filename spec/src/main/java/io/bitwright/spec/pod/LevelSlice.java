package io.bitwright.spec.pod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Parts of one level of a pod. A part of a torus is a box of neighbouring chips; an axis of it is
 * closed if it is a whole axis of the torus. Where optical switches join blocks, a part of whole
 * blocks is a torus of any lengths, and any other part has no closed axis
 * (cloud.google.com/tpu/docs v4 and v5p, topologies; Jouppi et al., ISCA 2023, arXiv 2304.01433,
 * section 2.2).
 */
final class LevelSlice {
  private LevelSlice() {}

  /** Fewer chips of a level; empty if it has no such part. */
  static Optional<Topology> ofChips(Topology whole, int chips) {
    if (chips == 1) {
      return Optional.of(line(1));
    }
    return switch (whole) {
      case Topology.Ring _ -> Optional.of(line(chips));
      case Topology.Torus torus ->
          nearestToACube(torus, chips).flatMap(grid -> ofGrid(torus, grid));
      case Topology.Mesh mesh -> nearestToACube(open(mesh), chips).map(Topology.Mesh::new);
      case Topology.Hypercube _ ->
          Integer.bitCount(chips) == 1
              ? Optional.of(new Topology.Hypercube(Integer.numberOfTrailingZeros(chips)))
              : Optional.empty();
      case Topology.FullyConnected _ -> Optional.of(new Topology.FullyConnected(chips));
      case Topology.Switch star -> Optional.of(new Topology.Switch(chips, star.oversubscription()));
    };
  }

  /** A box of a level, its axes in the order given; empty if it does not fit. */
  static Optional<Topology> ofGrid(Topology whole, GridShape grid) {
    return switch (whole) {
      case Topology.Torus torus -> ofTorus(torus, grid);
      case Topology.Mesh mesh -> ofTorus(open(mesh), grid).map(_ -> new Topology.Mesh(grid));
      default -> Optional.empty();
    };
  }

  private static Optional<Topology> ofTorus(Topology.Torus torus, GridShape grid) {
    if (grid.equals(torus.shape())) {
      return Optional.of(torus);
    }
    if (isMadeOfBlocks(torus, grid)) {
      return Optional.of(new Topology.Torus(grid, allAxes(grid, true), 0, torus.cube()));
    }
    boolean opened = torus.cube().isPresent() || torus.twist() > 0;
    return turned(torus, grid)
        .map(wrap -> new Topology.Torus(grid, opened ? allAxes(grid, false) : wrap, 0));
  }

  private static boolean isMadeOfBlocks(Topology.Torus torus, GridShape grid) {
    return torus.cube().filter(grid::isMadeOf).isPresent() && grid.chips() <= torus.chips();
  }

  /** Which axes of a box are closed, turned so that most are; empty if it fits no way. */
  private static Optional<List<Boolean>> turned(Topology.Torus torus, GridShape grid) {
    return orders(torus.shape().axes().size()).stream()
        .filter(order -> fits(torus.shape(), grid, order))
        .map(order -> closed(torus, grid, order))
        .max(Comparator.comparingInt(wrap -> Collections.frequency(wrap, true)));
  }

  private static boolean fits(GridShape whole, GridShape grid, List<Integer> order) {
    return grid.axes().size() == order.size()
        && IntStream.range(0, order.size())
            .allMatch(axis -> grid.axes().get(axis) <= whole.axes().get(order.get(axis)));
  }

  private static List<Boolean> closed(Topology.Torus torus, GridShape grid, List<Integer> order) {
    return IntStream.range(0, order.size())
        .mapToObj(axis -> {
          int of = order.get(axis);
          return torus.wrap().get(of) && grid.axes().get(axis).equals(torus.shape().axes().get(of));
        })
        .toList();
  }

  /** All orders of so many axes, the plain one first. */
  private static List<List<Integer>> orders(int axes) {
    List<List<Integer>> orders = List.of(List.of());
    for (int length = 0; length < axes; length++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (int axis = 0; axis < axes; axis++) {
          if (!order.contains(axis)) {
            List<Integer> next = new ArrayList<>(order);
            next.add(axis);
            longer.add(next);
          }
        }
      }
      orders = longer;
    }
    return orders;
  }

  /**
   * The grid of so many chips that fits with the least sum of lengths, short axes first; one of
   * whole blocks before all others.
   */
  private static Optional<GridShape> nearestToACube(Topology.Torus torus, int chips) {
    return grids(chips, torus.shape().axes().size(), 1).stream()
        .map(GridShape::new)
        .filter(grid -> isMadeOfBlocks(torus, grid) || turned(torus, grid).isPresent())
        .min(
            Comparator.comparing((GridShape grid) -> !isMadeOfBlocks(torus, grid))
                .thenComparingInt(grid -> grid.axes().stream().mapToInt(Integer::intValue).sum()));
  }

  /** All ways to write a number as a product of so many lengths that do not fall. */
  private static List<List<Integer>> grids(int chips, int axes, int least) {
    if (axes == 1) {
      return chips >= least && PodLimits.AXIS.contains(chips) ? List.of(List.of(chips)) : List.of();
    }
    List<List<Integer>> grids = new ArrayList<>();
    for (int first = least; Math.pow(first, axes) <= chips; first++) {
      if (chips % first == 0) {
        for (List<Integer> rest : grids(chips / first, axes - 1, first)) {
          List<Integer> grid = new ArrayList<>(List.of(first));
          grid.addAll(rest);
          grids.add(grid);
        }
      }
    }
    return grids;
  }

  private static Topology line(int chips) {
    return new Topology.Mesh(new GridShape(List.of(chips)));
  }

  private static Topology.Torus open(Topology.Mesh mesh) {
    return new Topology.Torus(mesh.shape(), allAxes(mesh.shape(), false), 0);
  }

  private static List<Boolean> allAxes(GridShape grid, boolean closed) {
    return Collections.nCopies(grid.axes().size(), closed);
  }
}
