package io.bitwright.app.pod;

import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The collective that takes the most time.
 *
 * @param name what is brought together
 * @param axes of its group
 * @param bytes that each chip holds before
 */
public record LongestCollective(String name, List<Axis> axes, Collective collective, double bytes) {
  public LongestCollective {
    axes = List.copyOf(axes);
  }

  /** What the links of a group carry; empty where there are switches, or nothing to draw. */
  Optional<Picture> picture() {
    List<Integer> group = IntStream.range(0, axes.size()).boxed().toList();
    CollectiveChoice choice = CollectiveChoice.best(axes, group, collective, bytes);
    String title =
        "One %s of %s by %s: bytes over the links of a group"
            .formatted(collective.label(), name, choice.algorithm().label());
    return LinkPicture.of(title, axes, group, collective, choice.algorithm(), bytes);
  }
}
