package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.Comparator;

/**
 * Closed forms of what is done along one axis: what {@link LinkEventSimulator} gives for the steps
 * of {@link AxisSchedule}, without playing them. In each, a step takes its latency, its hops, and
 * the bytes of the fullest link. All messages of a part go by one protocol, as NCCL chooses one for
 * a collective by its bytes (NVIDIA NCCL, src/graph/tuning.cc).
 */
final class AxisTime {
  private final Axis axis;
  private final int size;

  private AxisTime(Axis axis) {
    this.axis = axis;
    this.size = axis.size();
  }

  /** Seconds of one part of a collective along its axis, by its fastest protocol. */
  static double seconds(AxisWork work) {
    double least = Double.POSITIVE_INFINITY;
    for (Axis.Protocol protocol : work.along().protocols()) {
      least = Math.min(least, seconds(protocol, work));
    }
    return least;
  }

  /** The protocol that is fastest for a part of a collective; the first of several. */
  static Axis.Protocol protocol(AxisWork work) {
    return work.along().protocols().stream()
        .min(Comparator.comparingDouble(protocol -> seconds(protocol, work)))
        .orElseThrow();
  }

  private static double seconds(Axis.Protocol protocol, AxisWork work) {
    if (work.isOverTorus()) {
      return TwistedAllToAll.seconds(work, protocol);
    }
    return work.along().size() == 1 ? 0 : new AxisTime(work.along().by(protocol)).along(work);
  }

  private double along(AxisWork work) {
    double bytes = work.bytes();
    return switch (work.operation()) {
      case REDUCE_SCATTER, ALL_GATHER -> scatter(work.algorithm(), bytes);
      case ALL_REDUCE -> 2 * tree(bytes);
      case BROADCAST ->
          work.algorithm() == AxisAlgorithm.TREE
              ? tree(bytes)
              : deal(bytes / size) + scatter(AxisAlgorithm.RING, bytes);
      case ALL_TO_ALL -> direct(bytes / size);
      case SHIFT -> step(1, bytes * pairs());
    };
  }

  private double scatter(AxisAlgorithm algorithm, double bytes) {
    return switch (algorithm) {
      case RING -> (size - 1) * ring(bytes / size);
      case DIRECT -> direct(bytes / size);
      case HALVING_DOUBLING -> halvings(bytes);
      case TREE -> throw new IllegalArgumentException("a tree does not scatter");
    };
  }

  /** A step in which one part goes on; on a line the way back is the longest. */
  private double ring(double part) {
    return switch (axis.kind()) {
      case RING -> step(1, part / 2);
      case LINE -> step(size - 1, part);
      case FULLY_CONNECTED -> step(1, size > 2 ? part / 2 : part);
      case SWITCH -> step(1, part * axis.oversubscription());
    };
  }

  /** Every chip sends each other one a part of its own. */
  private double direct(double part) {
    return switch (axis.kind()) {
      case RING -> directOnRing(part);
      case LINE -> step(size - 1, part * firstHalf() * (size - firstHalf()));
      case FULLY_CONNECTED -> step(1, part);
      case SWITCH -> step(1, part * (size - 1) * axis.oversubscription());
    };
  }

  /**
   * A link carries the parts that go 1, 2, ... places over it, d of those that go d. On an even
   * ring the parts that go half round are halves; they end while the others still flow, but come
   * from farther.
   */
  private double directOnRing(double part) {
    double half = firstHalf();
    if (size % 2 == 1) {
      return step((int) half, part * half * (half + 1) / 2);
    }
    double flows = half * (half + 1) / 2;
    double all = step((int) half - 1, part * half * half / 2);
    return Math.max(all, step((int) half, flows * part / 2));
  }

  /** The first chip sends each other one its part; they share its link, or on a ring its links. */
  private double deal(double part) {
    return switch (axis.kind()) {
      case RING -> step((int) firstHalf(), part * firstHalf());
      case LINE -> step(size - 1, part * (size - 1));
      case FULLY_CONNECTED -> step(1, part);
      case SWITCH -> step(1, part * (size - 1) * Math.max(1, axis.oversubscription() / size));
    };
  }

  /** Pairs at a distance d cross, on a grid, the link between them d at a time. */
  private double halvings(double bytes) {
    boolean grid = axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
    double seconds = 0;
    double part = bytes / 2;
    for (int distance = 1; distance < size; distance *= 2) {
      seconds += grid ? step(distance, part * distance) : step(1, part * pairs());
      part /= 2;
    }
    return seconds;
  }

  private double tree(double bytes) {
    double seconds = 0;
    for (int distance = Integer.highestOneBit(size - 1); distance > 0; distance /= 2) {
      int senders = (size - distance - 1) / (2 * distance) + 1;
      seconds +=
          switch (axis.kind()) {
            case RING -> step(Math.min(distance, size - distance), bytes);
            case LINE -> step(distance, bytes);
            case FULLY_CONNECTED -> step(1, bytes);
            case SWITCH -> step(1, bytes * Math.max(1, senders * axis.oversubscription() / size));
          };
    }
    return seconds;
  }

  /** Chips of the axis up to its middle. */
  private double firstHalf() {
    return Math.floor(size / 2.0);
  }

  /** How often as long a message takes when every chip of a switch sends one. */
  private double pairs() {
    return axis.kind() == AxisKind.SWITCH ? axis.oversubscription() : 1;
  }

  private double step(int hops, double bytesOfFullestLink) {
    return axis.latencySeconds()
        + hops * axis.hopSeconds()
        + bytesOfFullestLink / axis.bytesPerSecond();
  }
}
