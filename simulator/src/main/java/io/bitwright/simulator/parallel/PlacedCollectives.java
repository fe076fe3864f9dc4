package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Times of collectives in groups of chips; remembers what it has been asked. Several threads may
 * use it; nothing that it gives depends on what it remembers.
 */
final class PlacedCollectives {
  /** Collectives remembered at most; what comes later is timed anew each time. */
  private static final int MOST_REMEMBERED = 1 << 16;

  private final Map<Question, CollectiveChoice> known = new ConcurrentHashMap<>();

  private record Question(List<Axis> axes, Collective collective, double bytes) {}

  /** The fastest over all axes of several degrees; bytes are what each chip holds before. */
  CollectiveChoice best(
      Placement placement, List<Degree> degrees, Collective collective, double bytes) {
    List<Axis> axes = new ArrayList<>();
    degrees.forEach(degree -> axes.addAll(placement.axes(degree)));
    return best(axes, collective, bytes);
  }

  /** The fastest over all of some axes; it takes no time on one chip. */
  CollectiveChoice best(List<Axis> axes, Collective collective, double bytes) {
    Question asked = new Question(axes, collective, bytes);
    CollectiveChoice answer = known.get(asked);
    if (answer != null) {
      return answer;
    }
    List<Integer> all = IntStream.range(0, axes.size()).boxed().toList();
    CollectiveChoice choice = CollectiveChoice.best(axes, all, collective, bytes);
    if (known.size() < MOST_REMEMBERED) {
      known.put(asked, choice);
    }
    return choice;
  }
}
