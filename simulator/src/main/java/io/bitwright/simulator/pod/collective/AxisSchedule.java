package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** The steps of what is done along one axis, for the chips of the whole pod. */
final class AxisSchedule {
  private final AxisRoutes routes;
  private final Axis axis;
  private final int size;

  AxisSchedule(AxisRoutes routes) {
    this.routes = routes;
    this.axis = routes.axis();
    this.size = axis.size();
  }

  List<Step> steps(AxisWork work) {
    if (size == 1) {
      return List.of();
    }
    double bytes = work.bytes();
    return switch (work.operation()) {
      case ALL_TO_ALL -> List.of(direct(bytes));
      case SHIFT -> List.of(shift(bytes));
      case BROADCAST ->
          work.algorithm() == AxisAlgorithm.TREE ? tree(bytes) : dealtAndGathered(bytes);
      case ALL_REDUCE -> {
        List<Step> steps = new ArrayList<>(reversed(tree(bytes)));
        steps.addAll(tree(bytes));
        yield steps;
      }
      case REDUCE_SCATTER -> scatter(work.algorithm(), bytes);
      case ALL_GATHER -> gather(work.algorithm(), bytes);
    };
  }

  private List<Step> scatter(AxisAlgorithm algorithm, double bytes) {
    return switch (algorithm) {
      case RING -> Collections.nCopies(size - 1, ring(bytes / size));
      case DIRECT -> List.of(direct(bytes));
      case HALVING_DOUBLING -> halvings(bytes);
      case TREE -> throw new IllegalArgumentException("a tree does not scatter");
    };
  }

  /** Scatters, backwards; the direct one is its own. */
  private List<Step> gather(AxisAlgorithm algorithm, double bytes) {
    return switch (algorithm) {
      case RING -> Collections.nCopies(size - 1, backwards(ring(bytes / size)));
      case DIRECT -> scatter(algorithm, bytes);
      case HALVING_DOUBLING, TREE -> reversed(scatter(algorithm, bytes));
    };
  }

  private List<Step> reversed(List<Step> steps) {
    return steps.reversed().stream().map(this::backwards).toList();
  }

  /** The receivers send what they got back to the senders. */
  private Step backwards(Step step) {
    List<Transfer> transfers = new ArrayList<>();
    for (Transfer transfer : step.transfers()) {
      int distance = routes.place(transfer.from()) - routes.place(transfer.to());
      transfers.add(send(transfer.to(), nearest(distance), transfer.bytes()));
    }
    return new Step(transfers);
  }

  /** On a line the last chip sends back to the first. */
  private Step ring(double part) {
    boolean bothWays = size > 2 && axis.kind() != AxisKind.LINE && axis.kind() != AxisKind.SWITCH;
    return step(chip -> {
      if (bothWays) {
        return List.of(send(chip, 1, part / 2), send(chip, -1, part / 2));
      }
      boolean back = axis.kind() == AxisKind.LINE && routes.place(chip) == size - 1;
      return List.of(send(chip, back ? 1 - size : 1, part));
    });
  }

  /** On a ring of even size, half of what goes to the opposite chip goes either way. */
  private Step direct(double bytes) {
    double part = bytes / size;
    return step(chip -> {
      List<Transfer> transfers = new ArrayList<>();
      for (int other = 0; other < size; other++) {
        int distance = nearest(other - routes.place(chip));
        if (axis.kind() == AxisKind.RING && 2 * Math.abs(distance) == size) {
          transfers.add(send(chip, distance, part / 2));
          transfers.add(send(chip, -distance, part / 2));
        } else if (distance != 0) {
          transfers.add(send(chip, distance, part));
        }
      }
      return transfers;
    });
  }

  /** The first chip deals out the parts, each straight to its chip; then they go round. */
  private List<Step> dealtAndGathered(double bytes) {
    double part = bytes / size;
    Step dealt =
        step(chip -> {
          List<Transfer> transfers = new ArrayList<>();
          for (int other = 1; other < size && routes.place(chip) == 0; other++) {
            transfers.add(send(chip, nearest(other), part));
          }
          return transfers;
        });
    List<Step> steps = new ArrayList<>(List.of(dealt));
    steps.addAll(gather(AxisAlgorithm.RING, bytes));
    return steps;
  }

  private Step shift(double bytes) {
    return step(chip ->
        axis.kind() == AxisKind.LINE && routes.place(chip) == size - 1
            ? List.of()
            : List.of(send(chip, 1, bytes)));
  }

  /** The farthest first, then each chip that has the vector to one half as far away. */
  private List<Step> tree(double bytes) {
    List<Step> steps = new ArrayList<>();
    for (int distance = Integer.highestOneBit(size - 1); distance > 0; distance /= 2) {
      int stride = distance;
      steps.add(
          step(chip -> {
            int place = routes.place(chip);
            boolean sends = place % (2 * stride) == 0 && place + stride < size;
            return sends ? List.of(send(chip, nearest(stride), bytes)) : List.of();
          }));
    }
    return steps;
  }

  private List<Step> halvings(double bytes) {
    if (Integer.bitCount(size) > 1) {
      throw new IllegalArgumentException("halving-doubling needs a power of two, not " + size);
    }
    List<Step> steps = new ArrayList<>();
    double part = bytes / 2;
    for (int distance = 1; distance < size; distance *= 2) {
      int apart = distance;
      double half = part;
      steps.add(
          step(chip -> {
            int place = routes.place(chip);
            return List.of(send(chip, nearest((place ^ apart) - place), half));
          }));
      part /= 2;
    }
    return steps;
  }

  private Step step(IntFunction<List<Transfer>> ofChip) {
    List<Transfer> transfers = new ArrayList<>();
    for (int chip = 0; chip < routes.chips(); chip++) {
      if (routes.takesPart(chip)) {
        transfers.addAll(ofChip.apply(chip));
      }
    }
    return new Step(transfers);
  }

  /** The shorter way; on a ring half round, upwards. */
  private int nearest(int distance) {
    if (axis.kind() != AxisKind.RING) {
      return distance;
    }
    int upwards = Math.floorMod(distance, size);
    return 2 * upwards <= size ? upwards : upwards - size;
  }

  private Transfer send(int chip, int distance, double bytes) {
    return routes.transfer(chip, distance, bytes);
  }
}
