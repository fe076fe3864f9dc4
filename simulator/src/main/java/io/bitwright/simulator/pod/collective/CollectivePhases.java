package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private final List<List<Integer>> levels;
  private final Map<Integer, Optional<TwistedTorus>> heldTori = new HashMap<>();

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
    this.levels = levels();
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

  /** The axes as a group uses them one after another: twisted ones as lines, or wound. */
  static List<Axis> inTurn(List<Axis> axes, List<Integer> group) {
    CollectiveAlgorithm rings =
        CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.RING, group.size());
    return of(axes, group, Collective.REDUCE_SCATTER, rings, 0).stream()
        .map(parts -> parts.getFirst().along())
        .toList();
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
      case SEND_RECEIVE -> List.of(List.of(work(List.of(0), 0, 0, AxisOperation.SHIFT, bytes)));
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
            case ROTATED_IN_LEVELS ->
                place > 0 && sameLinks(axes.get(group.get(place - 1)), axes.get(group.get(place)));
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
    for (List<Integer> level : levels) {
      double[] chunks = new double[level.size()];
      Arrays.fill(chunks, left / level.size());
      for (int phase = 0; phase < level.size(); phase++) {
        List<AxisWork> parts = new ArrayList<>();
        for (int track = 0; track < level.size(); track++) {
          AxisWork part = work(level, track, phase, AxisOperation.REDUCE_SCATTER, chunks[track]);
          parts.add(part);
          chunks[track] /= part.along().size();
        }
        phases.add(parts);
        left /= parts.getFirst().along().size();
      }
    }
    return phases;
  }

  /** The way of the scatters, backwards. */
  private List<List<AxisWork>> gathers(double vector) {
    return scatters(vector).reversed().stream()
        .map(parts -> parts.stream().map(part -> part.with(AxisOperation.ALL_GATHER)).toList())
        .toList();
  }

  private List<List<AxisWork>> whole(AxisOperation operation) {
    List<List<AxisWork>> phases = new ArrayList<>();
    for (List<Integer> all : levels) {
      List<Integer> level = operation == AxisOperation.ALL_TO_ALL ? together(all) : all;
      for (int phase = 0; phase < level.size(); phase++) {
        List<AxisWork> parts = new ArrayList<>();
        for (int track = 0; track < level.size(); track++) {
          parts.add(work(level, track, phase, operation, bytes / level.size()));
        }
        phases.add(parts);
      }
    }
    return phases;
  }

  /** The places of a level without those whose twisted torus an earlier one stands for. */
  private List<Integer> together(List<Integer> level) {
    return level.stream()
        .filter(place ->
            heldTorus(group.get(place)).map(torus -> firstPlace(torus) == place).orElse(true))
        .toList();
  }

  private int firstPlace(TwistedTorus torus) {
    return IntStream.range(0, group.size())
        .filter(place -> torus.indices().contains(group.get(place)))
        .findFirst()
        .orElseThrow();
  }

  /** The twisted torus of an axis, if the group holds the whole of it, in one level or in turn. */
  private Optional<TwistedTorus> heldTorus(int axis) {
    Optional<TwistedTorus> known = heldTori.get(axis);
    if (known != null) {
      return known;
    }
    Optional<TwistedTorus> held = findHeldTorus(axis);
    held.ifPresentOrElse(
        torus -> torus.indices().forEach(index -> heldTori.put(index, held)),
        () -> heldTori.put(axis, held));
    return held;
  }

  private Optional<TwistedTorus> findHeldTorus(int axis) {
    return TwistedTorus.of(axes, axis)
        .filter(torus -> group.containsAll(torus.indices()))
        .filter(torus ->
            algorithm.order() == AxisOrder.SEQUENTIAL
                || levels.stream()
                    .map(level -> level.stream().map(group::get).toList())
                    .anyMatch(level -> level.containsAll(torus.indices())));
  }

  /**
   * What a track does in a phase of its level.
   *
   * @param level places in the group of its axes
   */
  private AxisWork work(
      List<Integer> level, int track, int phase, AxisOperation operation, double vector) {
    int place = level.get((track + phase) % level.size());
    int index = group.get(place);
    Axis axis = axes.get(index);
    AxisAlgorithm kind = algorithm.perAxis().get(place);
    Optional<TwistedTorus> torus = heldTorus(index);
    if (torus.isEmpty()) {
      return new AxisWork(index, axis.untwisted(), Optional.empty(), operation, kind, vector);
    }
    AxisWork.Wound wound =
        new AxisWork.Wound(torus.get(), order(torus.get(), group.get(level.get(track))));
    Axis along =
        operation == AxisOperation.ALL_TO_ALL
            ? axis.untwisted().as(AxisKind.LINE, torus.get().chips())
            : wound.winding(index).axis();
    return new AxisWork(index, along, Optional.of(wound), operation, kind, vector);
  }

  /** The axes of a torus in the order of a track: of the group, from where the track begins. */
  private List<Integer> order(TwistedTorus torus, int first) {
    List<Integer> order =
        new ArrayList<>(group.stream().filter(torus.indices()::contains).toList());
    if (algorithm.order() != AxisOrder.SEQUENTIAL) {
      int start = group.indexOf(first);
      Comparator<Integer> turned =
          Comparator.comparingInt(axis -> Math.floorMod(group.indexOf(axis) - start, group.size()));
      order.sort(turned);
    }
    return order;
  }

  private double groupSize() {
    return group.stream().mapToDouble(axis -> axes.get(axis).size()).reduce(1, (a, b) -> a * b);
  }
}
