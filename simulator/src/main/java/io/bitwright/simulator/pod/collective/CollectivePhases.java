package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A collective as phases, one after another; what is in a phase runs at once, each part on an axis
 * of its own. The closed form and the schedule both start from here.
 */
final class CollectivePhases {
  private final List<Axis> axes;
  private final List<Integer> group;
  private final Collective collective;
  private final CollectiveAlgorithm algorithm;
  private final double bytes;

  private CollectivePhases(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    this.axes = axes;
    this.group = group;
    this.collective = collective;
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /**
   * The phases of a collective.
   *
   * @param group indices of the axes it spans, in the order of the algorithm's list
   * @param bytes that each chip holds before
   */
  static List<List<AxisWork>> of(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    return new CollectivePhases(axes, group, collective, algorithm, bytes).phases();
  }

  private List<List<AxisWork>> phases() {
    if (group.isEmpty()) {
      return List.of();
    }
    return switch (collective) {
      case ALL_REDUCE ->
          algorithm.perAxis().contains(AxisAlgorithm.TREE)
              ? whole(AxisOperation.ALL_REDUCE)
              : thereAndBack();
      case REDUCE_SCATTER -> scatters(bytes);
      case ALL_GATHER -> gathers(bytes * groupSize());
      case ALL_TO_ALL -> whole(AxisOperation.ALL_TO_ALL);
      case BROADCAST -> whole(AxisOperation.BROADCAST);
      case SEND_RECEIVE -> List.of(List.of(work(0, AxisOperation.SHIFT, bytes)));
    };
  }

  /** Places in the group of the axes that are used at once. */
  private List<List<Integer>> levels() {
    List<List<Integer>> levels = new ArrayList<>();
    for (int place = 0; place < group.size(); place++) {
      boolean joins =
          switch (algorithm.order()) {
            case SEQUENTIAL -> false;
            case ROTATED -> true;
            case ROTATED_IN_LEVELS -> place > 0 && sameLinks(axis(place - 1), axis(place));
          };
      if (place == 0 || !joins) {
        levels.add(new ArrayList<>());
      }
      levels.getLast().add(place);
    }
    return levels;
  }

  /** Whether two axes are of one level, as far as their links say. */
  static boolean sameLinks(Axis one, Axis other) {
    return one.kind() != AxisKind.SWITCH
        && other.kind() != AxisKind.SWITCH
        && one.protocols().equals(other.protocols())
        && one.startSeconds() == other.startSeconds()
        && one.hopSeconds() == other.hopSeconds();
  }

  private List<List<AxisWork>> thereAndBack() {
    List<List<AxisWork>> phases = new ArrayList<>(scatters(bytes));
    phases.addAll(gathers(bytes));
    return phases;
  }

  /** Each axis gets what those before it left of the vector, or of its chunk within a level. */
  private List<List<AxisWork>> scatters(double vector) {
    List<List<AxisWork>> phases = new ArrayList<>();
    double left = vector;
    for (List<Integer> level : levels()) {
      double[] chunks = new double[level.size()];
      Arrays.fill(chunks, left / level.size());
      for (int phase = 0; phase < level.size(); phase++) {
        List<AxisWork> parts = new ArrayList<>();
        for (int track = 0; track < level.size(); track++) {
          int place = level.get((track + phase) % level.size());
          parts.add(work(place, AxisOperation.REDUCE_SCATTER, chunks[track]));
          chunks[track] /= axis(place).size();
        }
        phases.add(parts);
        left /= axis(level.get(phase)).size();
      }
    }
    return phases;
  }

  /** The way of the scatters, backwards. */
  private List<List<AxisWork>> gathers(double vector) {
    return scatters(vector).reversed().stream()
        .map(parts ->
            parts.stream()
                .map(part ->
                    new AxisWork(
                        part.axis(), AxisOperation.ALL_GATHER, part.algorithm(), part.bytes()))
                .toList())
        .toList();
  }

  private List<List<AxisWork>> whole(AxisOperation operation) {
    List<List<AxisWork>> phases = new ArrayList<>();
    for (List<Integer> level : levels()) {
      for (int phase = 0; phase < level.size(); phase++) {
        List<AxisWork> parts = new ArrayList<>();
        for (int track = 0; track < level.size(); track++) {
          int place = level.get((track + phase) % level.size());
          parts.add(work(place, operation, bytes / level.size()));
        }
        phases.add(parts);
      }
    }
    return phases;
  }

  private Axis axis(int place) {
    return axes.get(group.get(place));
  }

  private AxisWork work(int place, AxisOperation operation, double vector) {
    return new AxisWork(group.get(place), operation, algorithm.perAxis().get(place), vector);
  }

  private double groupSize() {
    return group.stream().mapToDouble(axis -> axes.get(axis).size()).reduce(1, (a, b) -> a * b);
  }
}
