package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import java.util.ArrayList;
import java.util.Collections;
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
    if (collective == Collective.SEND_RECEIVE) {
      return List.of(List.of(work(0, AxisOperation.SHIFT, bytes)));
    }
    int tracks = algorithm.order() == AxisOrder.ROTATED ? group.size() : 1;
    List<List<AxisWork>> ofTracks = new ArrayList<>();
    for (int first = 0; first < tracks; first++) {
      ofTracks.add(track(first, bytes / tracks));
    }
    List<List<AxisWork>> phases = new ArrayList<>();
    for (int phase = 0; phase < ofTracks.getFirst().size(); phase++) {
      List<AxisWork> parts = new ArrayList<>();
      for (List<AxisWork> track : ofTracks) {
        parts.add(track.get(phase));
      }
      phases.add(parts);
    }
    return List.copyOf(phases);
  }

  /** What happens to one chunk, which begins on the axis {@code first} of the group. */
  private List<AxisWork> track(int first, double chunk) {
    return switch (collective) {
      case ALL_REDUCE ->
          algorithm.perAxis().contains(AxisAlgorithm.TREE)
              ? whole(first, AxisOperation.ALL_REDUCE, chunk)
              : thereAndBack(first, chunk);
      case REDUCE_SCATTER -> scatters(first, chunk);
      case ALL_GATHER -> gathers(first, chunk * groupSize());
      case ALL_TO_ALL -> whole(first, AxisOperation.ALL_TO_ALL, chunk);
      case BROADCAST -> whole(first, AxisOperation.BROADCAST, chunk);
      case SEND_RECEIVE -> throw new IllegalStateException("no track of a shift");
    };
  }

  private List<AxisWork> thereAndBack(int first, double chunk) {
    List<AxisWork> track = new ArrayList<>(scatters(first, chunk));
    track.addAll(gathers(first, chunk));
    return track;
  }

  /** Each axis gets what the one before left of the vector. */
  private List<AxisWork> scatters(int first, double vector) {
    List<AxisWork> track = new ArrayList<>();
    double left = vector;
    for (int i = 0; i < group.size(); i++) {
      int place = (first + i) % group.size();
      track.add(work(place, AxisOperation.REDUCE_SCATTER, left));
      left /= axes.get(group.get(place)).size();
    }
    return track;
  }

  /** The way of the scatters, backwards. */
  private List<AxisWork> gathers(int first, double vector) {
    List<AxisWork> track = new ArrayList<>();
    for (AxisWork scatter : scatters(first, vector)) {
      track.add(
          new AxisWork(
              scatter.axis(), AxisOperation.ALL_GATHER, scatter.algorithm(), scatter.bytes()));
    }
    Collections.reverse(track);
    return track;
  }

  private List<AxisWork> whole(int first, AxisOperation operation, double vector) {
    List<AxisWork> track = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      track.add(work((first + i) % group.size(), operation, vector));
    }
    return track;
  }

  private AxisWork work(int place, AxisOperation operation, double vector) {
    return new AxisWork(group.get(place), operation, algorithm.perAxis().get(place), vector);
  }

  private double groupSize() {
    return group.stream().mapToDouble(axis -> axes.get(axis).size()).reduce(1, (a, b) -> a * b);
  }
}
