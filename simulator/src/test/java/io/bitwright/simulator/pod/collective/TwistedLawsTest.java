package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every collective on twisted tori, over all of them and over parts. */
class TwistedLawsTest {
  private static final double ROUNDING = 1e-9;

  @Provide
  Arbitrary<Pods.Case> cases() {
    return Pods.cases(Pods.twisted());
  }

  @Provide
  Arbitrary<List<Axis>> pods() {
    return Pods.twisted();
  }

  private static double played(PodGraph graph, Pods.Case work) {
    Schedule schedule =
        CollectiveSchedule.of(
            graph, work.group(), work.collective(), work.algorithm(), work.bytes());
    return LinkEventSimulator.seconds(schedule, graph.linkCount());
  }

  @Property(tries = 100, seed = "1")
  void theClosedFormEqualsThePlay(@ForAll("cases") Pods.Case work) {
    double played = played(PodGraph.of(work.axes()), work);

    assertThat(work.closedForm()).isCloseTo(played, within(ROUNDING * (1 + played)));
  }

  @Property(tries = 100, seed = "2")
  void noAlgorithmBeatsTheBounds(@ForAll("cases") Pods.Case work) {
    double bound =
        CollectiveBounds.seconds(work.axes(), work.group(), work.collective(), work.bytes());

    assertThat(work.closedForm()).isGreaterThanOrEqualTo(bound * (1 - ROUNDING));
  }

  /** A group that leaves out an axis of the torus uses a twisted axis as a line. */
  @Property(tries = 60, seed = "3")
  void partsOfATwistedTorusKeepTheLaws(
      @ForAll("pods") List<Axis> axes,
      @ForAll Collective collective,
      @ForAll @IntRange(max = 1) int axis,
      @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    PodGraph graph = PodGraph.of(axes);
    List<Integer> group = List.of(axis);

    for (CollectiveChoice choice : CollectiveChoice.all(axes, group, collective, bytes)) {
      Schedule schedule =
          CollectiveSchedule.of(graph, group, collective, choice.algorithm(), bytes);
      double played = LinkEventSimulator.seconds(schedule, graph.linkCount());
      assertThat(choice.seconds()).isCloseTo(played, within(ROUNDING * (1 + played)));
      assertThat(played)
          .isGreaterThanOrEqualTo(
              CollectiveBounds.seconds(axes, group, collective, bytes) * (1 - ROUNDING));
    }
  }

  /** Of every chip: 2 (n - 1) / n of its bytes, whichever way they are cut. */
  @Property(tries = 30, seed = "4")
  void chunksDoNotChangeTheBytesOfAnAllReduce(
      @ForAll("pods") List<Axis> axes, @ForAll @IntRange(min = 1, max = 100_000) int bytes) {
    PodGraph graph = PodGraph.of(axes);
    double share = 2 * (graph.chips() - 1.0) / graph.chips() * bytes;

    for (CollectiveAlgorithm algorithm :
        CollectiveChoice.candidates(axes, Pods.all(axes), Collective.ALL_REDUCE, bytes)) {
      if (!algorithm.perAxis().contains(AxisAlgorithm.TREE)) {
        Schedule schedule =
            CollectiveSchedule.of(graph, Pods.all(axes), Collective.ALL_REDUCE, algorithm, bytes);
        assertThat(schedule.bytesSent().values())
            .hasSize(graph.chips())
            .allSatisfy(sent -> assertThat(sent).isCloseTo(share, within(ROUNDING * share)));
      }
    }
  }

  @Property(tries = 20, seed = "5")
  void failedLinksNeverMakeItFaster(
      @ForAll("cases") Pods.Case work,
      @ForAll @IntRange(max = 100_000) int which,
      @ForAll @IntRange(min = 1, max = 3) int failures) {
    PodGraph graph = PodGraph.of(work.axes());
    List<PodLink> links = new ArrayList<>(graph.links());
    Collections.shuffle(links, new Random(which));
    PodGraph damaged = graph.without(links.subList(0, failures), List.of());
    double seconds;
    try {
      seconds = played(damaged, work);
    } catch (IllegalStateException apart) {
      Assume.that(false);
      return;
    }

    assertThat(seconds).isGreaterThanOrEqualTo(work.closedForm() * (1 - ROUNDING));
  }

  /** What each chip ends a reduce-scatter with is its own; together they are the vector. */
  @Property(tries = 60, seed = "6")
  void everyChipHasAPlaceOfItsOwn(@ForAll("pods") List<Axis> axes) {
    for (List<AxisWork> parts :
        CollectivePhases.of(
            axes,
            Pods.all(axes),
            Collective.REDUCE_SCATTER,
            CollectiveAlgorithm.uniform(AxisOrder.ROTATED, AxisAlgorithm.RING, axes.size()),
            1)) {
      for (AxisWork part : parts) {
        part.wound().ifPresent(TwistedLawsTest::assertPlacesDiffer);
      }
    }
  }

  private static void assertPlacesDiffer(AxisWork.Wound wound) {
    Set<List<Integer>> all = new HashSet<>();
    for (int chip = 0; chip < wound.torus().chips(); chip++) {
      List<Integer> places = new ArrayList<>();
      for (int axis : wound.order()) {
        places.add(wound.winding(axis).places().get(chip));
      }
      all.add(places);
    }
    assertThat(all).hasSize(wound.torus().chips());
  }
}
