package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Bytes over the links of one group of chips along an axis: what the steps of {@link AxisSchedule}
 * add up to. Where all chips do the same it is a formula, elsewhere the few messages one by one.
 */
abstract sealed class AxisLoad {
  /** The place of the switch of a group. */
  static final int SWITCH = -1;

  /** Chips along the axis. */
  final int size;

  private AxisLoad(int size) {
    this.size = size;
  }

  /** An axis that carries nothing yet. */
  static AxisLoad of(Axis axis) {
    return switch (axis.kind()) {
      case RING, LINE -> new Grid(axis);
      case FULLY_CONNECTED -> new Pairs(axis.size());
      case SWITCH -> new Switched(axis.size());
    };
  }

  /** Adds a part of a collective. */
  void add(AxisWork work) {
    if (size == 1) {
      return;
    }
    double bytes = work.bytes();
    double part = bytes / size;
    switch (work.operation()) {
      case REDUCE_SCATTER, ALL_GATHER -> addScatter(work.algorithm(), bytes);
      case ALL_REDUCE -> addTree(bytes, true);
      case BROADCAST -> {
        if (work.algorithm() == AxisAlgorithm.TREE) {
          addTree(bytes, false);
        } else {
          for (int place = 1; place < size; place++) {
            addMessage(0, place, part);
          }
          addRing((size - 1) * part);
        }
      }
      case ALL_TO_ALL -> addDirect(part);
      case SHIFT -> addShift(bytes);
    }
  }

  /** A gather is a scatter backwards, over as many links each way. */
  private void addScatter(AxisAlgorithm algorithm, double bytes) {
    switch (algorithm) {
      case RING -> addRing((size - 1) * bytes / size);
      case DIRECT -> addDirect(bytes / size);
      case HALVING_DOUBLING -> addHalvings(bytes);
      case TREE -> throw new IllegalArgumentException("a tree does not scatter");
    }
  }

  private void addHalvings(double bytes) {
    double part = bytes / 2;
    for (int distance = 1; distance < size; distance *= 2) {
      for (int place = 0; place < size; place++) {
        addMessage(place, place ^ distance, part);
      }
      part /= 2;
    }
  }

  /** From the first chip to all, and before that back from all to the first if asked. */
  private void addTree(double bytes, boolean both) {
    for (int distance = Integer.highestOneBit(size - 1); distance > 0; distance /= 2) {
      for (int place = 0; place + distance < size; place += 2 * distance) {
        addMessage(place, place + distance, bytes);
        if (both) {
          addMessage(place + distance, place, bytes);
        }
      }
    }
  }

  /** What each chip sends on as parts go round, in all steps together. */
  abstract void addRing(double bytes);

  /** Every chip sends each other one a part. */
  abstract void addDirect(double part);

  /** Every chip sends to the next. */
  abstract void addShift(double bytes);

  /** A chip sends to another, the shorter way. */
  abstract void addMessage(int from, int to, double bytes);

  /** Bytes over the link from one place to another; empty if there is none. */
  abstract OptionalDouble bytes(int from, int to);

  abstract double busiestBytes();

  abstract double totalBytes();

  private static double most(double[] bytes) {
    return Arrays.stream(bytes).max().orElse(0);
  }

  private static double sum(double[] bytes) {
    return Arrays.stream(bytes).sum();
  }

  private static void addToAll(double[] loads, double bytes) {
    for (int i = 0; i < loads.length; i++) {
      loads[i] += bytes;
    }
  }

  /** A ring or a line. */
  private static final class Grid extends AxisLoad {
    private final boolean ring;

    /** From each place to the next. */
    private final double[] upward;

    /** To each place from the next. */
    private final double[] downward;

    Grid(Axis axis) {
      super(axis.size());
      ring = axis.kind() == AxisKind.RING;
      int links = ring ? size : size - 1;
      upward = new double[links];
      downward = new double[links];
    }

    /** On a ring halves go either way; on a line the last chip's part goes all the way back. */
    @Override
    void addRing(double bytes) {
      double each = ring ? bytes / 2 : bytes;
      addToAll(upward, each);
      addToAll(downward, each);
    }

    /**
     * A link of a ring carries d of the parts that go d places its way, and half of those that go
     * half round; a link of a line all parts between its two sides.
     */
    @Override
    void addDirect(double part) {
      for (int link = 0; link < upward.length; link++) {
        double crossing = (link + 1.0) * (size - 1 - link);
        if (ring) {
          double half = Math.floor(size / 2.0);
          crossing = size % 2 == 1 ? half * (half + 1) / 2 : half * half / 2;
        }
        upward[link] += part * crossing;
        downward[link] += part * crossing;
      }
    }

    @Override
    void addShift(double bytes) {
      addToAll(upward, bytes);
    }

    @Override
    void addMessage(int from, int to, double bytes) {
      int distance = ring ? Math.floorMod(to - from, size) : to - from;
      boolean up = ring ? 2 * distance <= size : distance > 0;
      int hops = ring && !up ? size - distance : Math.abs(distance);
      for (int hop = 0; hop < hops; hop++) {
        if (up) {
          upward[(from + hop) % size] += bytes;
        } else {
          downward[Math.floorMod(from - hop - 1, size)] += bytes;
        }
      }
    }

    @Override
    OptionalDouble bytes(int from, int to) {
      if (to == from + 1 || (ring && from == size - 1 && to == 0)) {
        return OptionalDouble.of(upward[from]);
      }
      boolean down = from == to + 1 || (ring && to == size - 1 && from == 0);
      return down ? OptionalDouble.of(downward[to]) : OptionalDouble.empty();
    }

    @Override
    double busiestBytes() {
      return Math.max(most(upward), most(downward));
    }

    @Override
    double totalBytes() {
      return sum(upward) + sum(downward);
    }
  }

  /** A link between any two. */
  private static final class Pairs extends AxisLoad {
    private final double[][] loads;

    Pairs(int size) {
      super(size);
      loads = new double[size][size];
    }

    /** Between three and more halves go either way. */
    @Override
    void addRing(double bytes) {
      for (int place = 0; place < size; place++) {
        loads[place][(place + 1) % size] += size > 2 ? bytes / 2 : bytes;
        if (size > 2) {
          loads[place][(place + size - 1) % size] += bytes / 2;
        }
      }
    }

    @Override
    void addDirect(double part) {
      for (int from = 0; from < size; from++) {
        for (int to = 0; to < size; to++) {
          loads[from][to] += from == to ? 0 : part;
        }
      }
    }

    @Override
    void addShift(double bytes) {
      for (int place = 0; place < size; place++) {
        loads[place][(place + 1) % size] += bytes;
      }
    }

    @Override
    void addMessage(int from, int to, double bytes) {
      loads[from][to] += bytes;
    }

    @Override
    OptionalDouble bytes(int from, int to) {
      return from == to ? OptionalDouble.empty() : OptionalDouble.of(loads[from][to]);
    }

    @Override
    double busiestBytes() {
      return Arrays.stream(loads).mapToDouble(AxisLoad::most).max().orElse(0);
    }

    @Override
    double totalBytes() {
      return Arrays.stream(loads).mapToDouble(AxisLoad::sum).sum();
    }
  }

  /** A link of every chip to the switch and one back, and what passes through the switch. */
  private static final class Switched extends AxisLoad {
    private final double[] sent;
    private final double[] received;
    private double through;

    Switched(int size) {
      super(size);
      sent = new double[size];
      received = new double[size];
    }

    @Override
    void addRing(double bytes) {
      addShift(bytes);
    }

    @Override
    void addDirect(double part) {
      addShift((size - 1) * part);
    }

    /** All send and all receive. */
    @Override
    void addShift(double bytes) {
      addToAll(sent, bytes);
      addToAll(received, bytes);
      through += size * bytes;
    }

    @Override
    void addMessage(int from, int to, double bytes) {
      sent[from] += bytes;
      received[to] += bytes;
      through += bytes;
    }

    @Override
    OptionalDouble bytes(int from, int to) {
      if (from == SWITCH) {
        return OptionalDouble.of(to == SWITCH ? through : received[to]);
      }
      return to == SWITCH ? OptionalDouble.of(sent[from]) : OptionalDouble.empty();
    }

    @Override
    double busiestBytes() {
      return Math.max(through, Math.max(most(sent), most(received)));
    }

    @Override
    double totalBytes() {
      return through + sum(sent) + sum(received);
    }
  }
}
