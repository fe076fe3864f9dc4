package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Times of collectives in the groups of placements; remembers what it has been asked. */
final class PlacedCollectives {
  private record Question(List<Axis> axes, Collective collective, double bytes) {}

  private final Map<Question, CollectiveChoice> known = new HashMap<>();

  /** The fastest over all axes of several degrees; bytes are what each chip holds before. */
  CollectiveChoice best(
      Placement placement, List<Degree> degrees, Collective collective, double bytes) {
    List<Axis> axes = new ArrayList<>();
    degrees.forEach(degree -> axes.addAll(placement.axes(degree)));
    return known.computeIfAbsent(
        new Question(axes, collective, bytes),
        asked ->
            CollectiveChoice.best(
                asked.axes(), IntStream.range(0, axes.size()).boxed().toList(), collective, bytes));
  }
}
