package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Loads of links: the closed form against schedules, and what holds of both. */
class LinkLoadTest {
  private static final double ROUNDING = 1e-9;

  @Provide
  Arbitrary<Pods.Case> cases() {
    return Pods.cases();
  }

  private static Schedule schedule(PodGraph graph, Pods.Case work) {
    return CollectiveSchedule.of(
        graph, work.group(), work.collective(), work.algorithm(), work.bytes());
  }

  private static LinkLoad closedForm(Pods.Case work) {
    return LinkLoad.of(
        work.axes(), work.group(), work.collective(), work.algorithm(), work.bytes());
  }

  private static LinkLoad allReduce(List<Axis> axes, AxisOrder order, AxisAlgorithm algorithm) {
    return LinkLoad.of(
        axes,
        Pods.all(axes),
        Collective.ALL_REDUCE,
        CollectiveAlgorithm.uniform(order, algorithm, axes.size()),
        64);
  }

  /** Of every link, those of switches too; and where there is no link, there is no load. */
  @Property(tries = 1000, seed = "1")
  void theClosedFormEqualsTheSchedule(@ForAll("cases") Pods.Case work) {
    PodGraph graph = PodGraph.of(work.axes());
    LinkLoad reference = LinkLoad.of(graph, schedule(graph, work));
    LinkLoad closed = closedForm(work);
    double rounding = ROUNDING * (1 + reference.totalBytes());

    int vertices = 1 + graph.links().stream().mapToInt(PodLink::from).max().orElse(0);
    for (int from = 0; from < vertices; from++) {
      for (int to = 0; to < vertices; to++) {
        assertThat(closed.bytes(from, to).isPresent())
            .isEqualTo(reference.bytes(from, to).isPresent());
        assertThat(closed.bytes(from, to).orElse(0))
            .isCloseTo(reference.bytes(from, to).orElse(0), within(rounding));
      }
    }
    assertThat(closed.busiestBytes()).isCloseTo(reference.busiestBytes(), within(rounding));
    assertThat(closed.totalBytes()).isCloseTo(reference.totalBytes(), within(rounding));
  }

  /** Also on pods where messages go around a failure. */
  @Property(tries = 500, seed = "2")
  void loadsOfAllLinksAreBytesTimesHops(
      @ForAll("cases") Pods.Case work, @ForAll @IntRange(max = 100_000) int which) {
    PodGraph whole = PodGraph.of(work.axes());
    Assume.that(!whole.links().isEmpty());
    PodLink failed = whole.links().get(which % whole.links().size());
    PodGraph damaged = whole.without(List.of(failed), List.of());
    Assume.that(damaged.shortestPath(failed.from(), failed.to()).isPresent());

    for (PodGraph graph : List.of(whole, damaged)) {
      Schedule schedule = schedule(graph, work);
      double bytesTimesHops = 0;
      for (Schedule.Phase phase : schedule.phases()) {
        for (Schedule.Track track : phase.tracks()) {
          for (Step step : track.steps()) {
            for (Transfer transfer : step.transfers()) {
              bytesTimesHops += transfer.bytes() * transfer.path().size();
            }
          }
        }
      }
      assertThat(LinkLoad.of(graph, schedule).totalBytes())
          .isCloseTo(bytesTimesHops, within(ROUNDING * (1 + bytesTimesHops)));
    }
    assertThat(LinkLoad.of(damaged, schedule(damaged, work)).bytes(failed.from(), failed.to()))
        .isEmpty();
  }

  /** The same collective on a k-th of the bytes, k times. */
  @Property(tries = 500, seed = "3")
  void chunksCarryTheSameBytesOverEveryLink(
      @ForAll("cases") Pods.Case work, @ForAll @IntRange(min = 1, max = 64) int chunks) {
    LinkLoad whole = closedForm(work);
    LinkLoad chunk =
        closedForm(
            new Pods.Case(work.axes(), work.collective(), work.algorithm(), work.bytes() / chunks));

    for (PodLink link : PodGraph.of(work.axes()).links()) {
      double bytes = whole.bytes(link.from(), link.to()).orElseThrow();
      assertThat(chunks * chunk.bytes(link.from(), link.to()).orElseThrow())
          .isCloseTo(bytes, within(ROUNDING * (1 + bytes)));
    }
  }

  /** Rings of 4 x 4: in turn, the second axis carries what the first has left; rotated, alike. */
  @Test
  void rotatedChunksSpreadTheSameBytesOverAllAxes() {
    List<Axis> axes = List.of(Pods.axis(AxisKind.RING, 4), Pods.axis(AxisKind.RING, 4));
    LinkLoad inTurn = allReduce(axes, AxisOrder.SEQUENTIAL, AxisAlgorithm.RING);
    LinkLoad rotated = allReduce(axes, AxisOrder.ROTATED, AxisAlgorithm.RING);

    assertThat(inTurn.bytes(0, 1)).hasValue(48);
    assertThat(inTurn.bytes(0, 4)).hasValue(12);
    assertThat(inTurn.busiestBytes()).isEqualTo(48);
    assertThat(rotated.bytes(0, 1)).hasValue(30);
    assertThat(rotated.bytes(4, 0)).hasValue(30);
    assertThat(rotated.busiestBytes()).isEqualTo(30);
    assertThat(rotated.totalBytes()).isEqualTo(inTurn.totalBytes()).isEqualTo(64 * 30);
  }

  /** A line of 4 with parts of 1: 3 chips on one side and 1 on the other, or 2 and 2. */
  @Test
  void theMiddleOfALineIsTheBusiest() {
    List<Axis> axes = List.of(Pods.axis(AxisKind.LINE, 4));
    CollectiveAlgorithm direct =
        CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.DIRECT, 1);
    LinkLoad load = LinkLoad.of(axes, List.of(0), Collective.ALL_TO_ALL, direct, 4);

    assertThat(load.bytes(0, 1)).hasValue(3);
    assertThat(load.bytes(2, 1)).hasValue(4);
    assertThat(load.bytes(3, 0)).isEmpty();
    assertThat(load.bytes(1, 1)).isEmpty();
    assertThat(load.totalBytes()).isEqualTo(20);
  }

  /** A million chips need no list of a million chips. */
  @Test
  void theClosedFormTakesNoMoreForMoreAxes() {
    List<Axis> axes =
        List.of(
            Pods.axis(AxisKind.RING, 128),
            Pods.axis(AxisKind.RING, 128),
            Pods.axis(AxisKind.RING, 64));
    LinkLoad load = allReduce(axes, AxisOrder.ROTATED, AxisAlgorithm.DIRECT);

    assertThat(PodAxes.chips(axes)).isEqualTo(1 << 20);
    assertThat(load.bytes(0, 128)).hasValue(load.bytes(1 << 14, (1 << 14) + 128).orElseThrow());
    assertThat(load.totalBytes()).isGreaterThan(load.busiestBytes());
  }

  @Test
  void twistedPodsHaveNoClosedForm() {
    List<Axis> axes =
        List.of(new Axis(AxisKind.RING, 4, 1, 0, 0, 1, 2, 1), Pods.axis(AxisKind.RING, 4));
    CollectiveAlgorithm ring =
        CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.RING, 1);

    assertThatThrownBy(() -> LinkLoad.of(axes, List.of(1), Collective.ALL_REDUCE, ring, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twisted");
  }
}
