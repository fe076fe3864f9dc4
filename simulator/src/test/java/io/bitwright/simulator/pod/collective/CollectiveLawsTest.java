package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every collective on every pod. */
class CollectiveLawsTest {
  private static final double ROUNDING = 1e-9;

  @Provide
  Arbitrary<Pods.Case> cases() {
    return Pods.cases();
  }

  @Provide
  Arbitrary<List<Axis>> pods() {
    return Pods.pods();
  }

  private static double played(PodGraph graph, Pods.Case work) {
    Schedule schedule =
        CollectiveSchedule.of(
            graph, work.group(), work.collective(), work.algorithm(), work.bytes());
    return LinkEventSimulator.seconds(schedule, graph.linkCount());
  }

  @Property(tries = 1500, seed = "1")
  void theClosedFormEqualsThePlay(@ForAll("cases") Pods.Case work) {
    double played = played(PodGraph.of(work.axes()), work);

    assertThat(work.closedForm()).isCloseTo(played, within(ROUNDING * (1 + played)));
  }

  @Property(tries = 3000, seed = "2")
  void noAlgorithmBeatsTheBounds(@ForAll("cases") Pods.Case work) {
    double bound =
        CollectiveBounds.seconds(work.axes(), work.group(), work.collective(), work.bytes());

    assertThat(work.closedForm()).isGreaterThanOrEqualTo(bound * (1 - ROUNDING));
  }

  @Property(tries = 1000, seed = "3")
  void theChoiceIsAtMostEveryAlgorithm(@ForAll("cases") Pods.Case work) {
    double best =
        CollectiveChoice.best(work.axes(), work.group(), work.collective(), work.bytes()).seconds();

    assertThat(best).isLessThanOrEqualTo(work.closedForm() * (1 + ROUNDING));
  }

  /** Every order of the axes, where all chunks use all of them. */
  @Property(tries = 500, seed = "4")
  void theOrderOfRotatedAxesDoesNotMatter(
      @ForAll @IntRange(min = 2, max = 20) int size,
      @ForAll @IntRange(min = 1, max = 3) int other,
      @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    List<Axis> axes =
        List.of(
            Pods.axis(AxisKind.RING, size),
            Pods.axis(AxisKind.RING, size),
            Pods.axis(AxisKind.LINE, other));
    CollectiveAlgorithm ring =
        CollectiveAlgorithm.uniform(AxisOrder.ROTATED, AxisAlgorithm.RING, 2);

    for (Collective collective : List.of(Collective.ALL_REDUCE, Collective.ALL_GATHER)) {
      double one = CollectiveTime.seconds(axes, List.of(0, 1), collective, ring, bytes);
      double turned = CollectiveTime.seconds(axes, List.of(1, 0), collective, ring, bytes);
      assertThat(turned).isEqualTo(one);
    }
    CollectiveAlgorithm single =
        CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.RING, 1);
    assertThat(CollectiveTime.seconds(axes, List.of(0), Collective.ALL_REDUCE, single, bytes))
        .isEqualTo(CollectiveTime.seconds(axes, List.of(1), Collective.ALL_REDUCE, single, bytes));
  }

  /** Of every chip: 2 (n - 1) / n of its bytes, whichever way they are cut. */
  @Property(tries = 300, seed = "5")
  void chunksDoNotChangeTheBytesOfAnAllReduce(
      @ForAll("pods") List<Axis> axes, @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    PodGraph graph = PodGraph.of(axes);
    double chips = graph.chips();
    Assume.that(chips > 1);

    for (CollectiveAlgorithm algorithm :
        CollectiveChoice.candidates(axes, Pods.all(axes), Collective.ALL_REDUCE, bytes)) {
      if (!algorithm.perAxis().contains(AxisAlgorithm.TREE)) {
        Schedule schedule =
            CollectiveSchedule.of(graph, Pods.all(axes), Collective.ALL_REDUCE, algorithm, bytes);
        double share = 2 * (chips - 1) / chips * bytes;
        assertThat(schedule.bytesSent()).hasSize(graph.chips());
        assertThat(schedule.bytesSent().values())
            .allSatisfy(sent -> assertThat(sent).isCloseTo(share, within(ROUNDING * share)));
      }
    }
  }

  /** A ring of messages fills every link; a detour takes from others. */
  @Property(tries = 1000, seed = "6")
  void failedLinksNeverMakeItFaster(
      @ForAll("cases") Pods.Case work,
      @ForAll @IntRange(max = 100_000) int which,
      @ForAll @IntRange(min = 1, max = 4) int failures) {
    PodGraph graph = PodGraph.of(work.axes());
    List<PodLink> links = new ArrayList<>(graph.links());
    Assume.that(links.size() >= failures);
    Collections.shuffle(links, new Random(which));
    OptionalDouble damaged =
        playedIfJoined(graph.without(links.subList(0, failures), List.of()), work);
    Assume.that(damaged.isPresent());

    assertThat(damaged.getAsDouble()).isGreaterThanOrEqualTo(work.closedForm() * (1 - ROUNDING));
  }

  private static OptionalDouble playedIfJoined(PodGraph graph, Pods.Case work) {
    try {
      return OptionalDouble.of(played(graph, work));
    } catch (IllegalStateException apart) {
      return OptionalDouble.empty();
    }
  }

  /** What a link carries, over the time, is at most its bandwidth. */
  @Property(tries = 500, seed = "7")
  void noLinkCarriesMoreThanItsBandwidth(@ForAll("cases") Pods.Case work) {
    PodGraph graph = PodGraph.of(work.axes());
    Schedule schedule =
        CollectiveSchedule.of(
            graph, work.group(), work.collective(), work.algorithm(), work.bytes());
    double seconds = LinkEventSimulator.seconds(schedule, graph.linkCount());

    for (PodLink link : graph.links()) {
      double carried = schedule.bytesOfLinks().getOrDefault(link.index(), 0.0);
      assertThat(carried).isLessThanOrEqualTo(link.bytesPerSecond() * seconds * (1 + ROUNDING));
    }
  }
}
