package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has failed of a pod; chips are numbered from 0, the first axis counting fastest.
 *
 * @param links that fail in both directions
 * @param chips that fail with all their links
 */
public record PodFailures(List<Pair> links, List<Integer> chips) {
  /** Chips of an all-to-all over a twisted torus that is played where no chip is like another. */
  private static final int MOST_TWISTED_CHIPS = 32;

  public PodFailures {
    links = List.copyOf(links);
    chips = List.copyOf(chips);
  }

  /** Two chips that a link joins. */
  public record Pair(int one, int other) {}

  /**
   * Seconds of a collective by its chosen algorithm when it is called alone on what is left of the
   * pod, played link by link: messages go around failed links, groups with a failed chip do
   * nothing.
   *
   * @throws SpecException if the pod has no such chip or link, what is left is not one piece, or it
   *     is too large to be played
   */
  public double seconds(PodSpec pod, CollectiveEstimate estimate) {
    requirePlayable(pod, estimate);
    PodGraph graph = left(pod);
    try {
      Schedule schedule =
          CollectiveSchedule.of(
              graph,
              estimate.group(),
              estimate.collective(),
              estimate.choice().algorithm(),
              estimate.bytes());
      return estimate.launchSeconds() + LinkEventSimulator.seconds(schedule, graph.linkCount());
    } catch (IllegalStateException apart) {
      throw new SpecException(pod.name() + " with what has failed: " + apart.getMessage(), apart);
    }
  }

  private static void requirePlayable(PodSpec pod, CollectiveEstimate estimate) {
    List<Axis> axes = PodAxes.of(pod);
    boolean twisted = estimate.group().stream().anyMatch(a -> TwistedTorus.of(axes, a).isPresent());
    if (!CollectiveSchedule.isPlayable(axes, estimate.group(), estimate.collective())) {
      throw new SpecException(
          "%s is too large to be played with failures: its chips times those of an axis may be %s"
              .formatted(pod.name(), Quantities.formatWhole(1 << 18)));
    }
    if (twisted
        && estimate.collective() == Collective.ALL_TO_ALL
        && pod.chips() > MOST_TWISTED_CHIPS) {
      throw new SpecException(
          "%s is too large to be played with failures: an all_to_all over a twisted torus may have %d chips"
              .formatted(pod.name(), MOST_TWISTED_CHIPS));
    }
  }

  private PodGraph left(PodSpec pod) {
    PodGraph whole = PodGraph.of(pod);
    List<PodLink> failed = new ArrayList<>();
    for (Pair pair : links) {
      requireChip(pod, pair.one());
      requireChip(pod, pair.other());
      Optional<PodLink> link = whole.link(pair.one(), pair.other());
      if (link.isEmpty()) {
        throw new SpecException(
            "no link of %s joins its chips %d and %d"
                .formatted(pod.name(), pair.one(), pair.other()));
      }
      failed.add(link.get());
      whole.link(pair.other(), pair.one()).ifPresent(failed::add);
    }
    chips.forEach(chip -> requireChip(pod, chip));
    return whole.without(failed, chips);
  }

  private static void requireChip(PodSpec pod, int chip) {
    if (chip < 0 || chip >= pod.chips()) {
      throw new SpecException(
          "%s has no chip %d; its chips are 0 to %s"
              .formatted(pod.name(), chip, Quantities.formatWhole(pod.chips() - 1)));
    }
  }
}
