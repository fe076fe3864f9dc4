package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import io.bitwright.spec.pod.PodLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small cases worked out, and whole pods whose times follow from their links. */
class CollectivesByHandTest {
  private static final CollectiveAlgorithm RING =
      CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.RING, 1);

  private static Axis axis(AxisKind kind, int size) {
    return new Axis(kind, size, 1, 1, 2, 1, 0, -1);
  }

  private static double allReduce(Axis axis, AxisAlgorithm algorithm, double bytes) {
    CollectiveAlgorithm uniform = CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, algorithm, 1);
    return CollectiveTime.seconds(List.of(axis), List.of(0), Collective.ALL_REDUCE, uniform, bytes);
  }

  /**
   * Four chips, 8 bytes, 1 B/s, latency 1 s, hop 2 s. Ring: 6 steps of 1 + 2 s and of 1 byte either
   * way. Direct: a link carries the 2 bytes of its sender to the next chip and 1 byte each of two
   * that go half round, 4 bytes in 3 messages; the halves end at 3 s and arrive 5 s later, the rest
   * ends at 4 s and arrives 3 s later. Tree: up and down, two steps of 8 bytes over 2 links and 1.
   * Halving: 4 bytes over 1 link, then 2 messages of 2 bytes over 2.
   */
  @Test
  void allReduceOnARing() {
    Axis ring = axis(AxisKind.RING, 4);

    assertThat(allReduce(ring, AxisAlgorithm.RING, 8)).isEqualTo(6 * (3 + 1));
    assertThat(allReduce(ring, AxisAlgorithm.DIRECT, 8)).isEqualTo(2 * 8);
    assertThat(allReduce(ring, AxisAlgorithm.TREE, 8)).isEqualTo(2 * ((5 + 8) + (3 + 8)));
    assertThat(allReduce(ring, AxisAlgorithm.HALVING_DOUBLING, 8))
        .isEqualTo(2 * ((3 + 4) + (5 + 4)));
  }

  /** As above through a switch: one hop, each chip one link of 1 B/s. */
  @Test
  void allReduceThroughASwitch() {
    Axis star = axis(AxisKind.SWITCH, 4);

    assertThat(allReduce(star, AxisAlgorithm.RING, 8)).isEqualTo(6 * (3 + 2));
    assertThat(allReduce(star, AxisAlgorithm.DIRECT, 8)).isEqualTo(2 * (3 + 6));
    assertThat(allReduce(star, AxisAlgorithm.TREE, 8)).isEqualTo(4 * (3 + 8));
    assertThat(allReduce(star, AxisAlgorithm.HALVING_DOUBLING, 8))
        .isEqualTo(2 * ((3 + 4) + (3 + 2)));
  }

  /** Messages of 10 and 4 bytes share a link: 8 s at a half each, then the rest of the longer. */
  @Test
  void messagesShareALinkFairly() {
    PodGraph line = PodGraph.of(List.of(Pods.axis(AxisKind.LINE, 3)));
    List<PodLink> both = line.shortestPath(0, 2).orElseThrow();
    Transfer far = new Transfer(0, 2, 10, 0, both);
    Transfer near = new Transfer(1, 2, 4, 0, both.subList(1, 2));
    Schedule.Track track = new Schedule.Track(List.of(new Step(List.of(far, near))));
    Schedule schedule = new Schedule(List.of(new Schedule.Phase(List.of(track))));

    assertThat(LinkEventSimulator.seconds(schedule, line.linkCount())).isEqualTo(14);
    assertThat(schedule.bytesOfLinks()).containsEntry(both.getLast().index(), 14.0);
  }

  /** What one link leaves over, another message takes: 1/2, 1/2 and 3/2 of links of 1 and 2. */
  @Test
  void sharesAreMaxMinFair() {
    PodLink one = new PodLink(0, 0, 1, 1, 0);
    PodLink two = new PodLink(1, 1, 2, 2, 0);

    assertThat(FairShare.rates(List.of(List.of(one, two), List.of(one), List.of(two)), 2))
        .containsExactly(0.5, 0.5, 1.5);
  }

  /**
   * 4096 TPU v4: all links of all axes are always in use, so that the time is the bound of 2 x
   * 4095/4096 of 1 GB over 6 links of 45 GB/s, and 6 x 15 steps of 4.55 us.
   */
  @Test
  void anAllReduceOfAWholePodUsesEveryLink() {
    List<Axis> axes = PodAxes.of(PodLibrary.get("tpu-v4-4096"));
    CollectiveChoice choice =
        CollectiveChoice.best(axes, Pods.all(axes), Collective.ALL_REDUCE, 1e9);

    assertThat(choice.algorithm().label()).isEqualTo("multi-axis ring");
    double bound = CollectiveBounds.seconds(axes, Pods.all(axes), Collective.ALL_REDUCE, 1e9);
    assertThat(bound).isCloseTo(2 * 4095 / 4096.0 * 1e9 / 270e9, within(1e-12));
    assertThat(choice.seconds()).isCloseTo(bound + 90 * 4.55e-6, within(1e-12));
  }

  /** The play of the same, link by link. */
  @Test
  void thePlayOfAWholePodEqualsItsClosedForm() {
    PodGraph graph = PodGraph.of(PodLibrary.get("tpu-v4-4096"));
    List<Integer> group = Pods.all(graph.axes());
    CollectiveChoice choice =
        CollectiveChoice.best(graph.axes(), group, Collective.ALL_REDUCE, 1e9);
    Schedule schedule =
        CollectiveSchedule.of(graph, group, Collective.ALL_REDUCE, choice.algorithm(), 1e9);

    assertThat(LinkEventSimulator.seconds(schedule, graph.linkCount()))
        .isCloseTo(choice.seconds(), within(1e-12));
    assertThat(schedule.bytesOfLinks()).hasSize(6 * 4096);
  }

  /** A node of eight behind a switch, fifteen nodes on slower rings: each its own algorithm. */
  @Test
  void aHierarchyNamesTheAlgorithmOfEachLevel() {
    Axis node = new Axis(AxisKind.SWITCH, 8, 450e9, 0, 3e-6, 1, 0, -1);
    Axis rings = new Axis(AxisKind.RING, 15, 50e9, 0, 1e-6, 1, 0, -1);
    List<Axis> axes = List.of(node, rings);
    CollectiveChoice choice =
        CollectiveChoice.best(axes, List.of(0, 1), Collective.ALL_REDUCE, 1e9);

    assertThat(choice.algorithm().label()).isEqualTo("hierarchical (direct, ring)");
    assertThat(CollectiveChoice.best(axes, List.of(1), Collective.BROADCAST, 1).algorithm().label())
        .isEqualTo("tree");
  }

  /**
   * PaLM's two pods: there and back over the torus 2 x 3071/3072 of 1 GB by 6 links of 45 GB/s, and
   * between them 1 GB / 3072 over the link to the other pod; 2 x 3 x 15 steps of 4.55 us, and 2 %
   * for the short axis, which waits for the others.
   */
  @Test
  void aHierarchyUsesAllAxesOfALevelAtOnce() {
    List<Axis> axes = PodAxes.of(PodLibrary.get("palm-2x3072"));
    CollectiveChoice choice =
        CollectiveChoice.best(axes, Pods.all(axes), Collective.ALL_REDUCE, 1e9);
    double exchange = 1e9 / 3072 / 1.648e9;

    assertThat(choice.algorithm().label()).isEqualTo("hierarchical multi-axis ring");
    assertThat(choice.seconds()).isGreaterThan(2 * 3071 / 3072.0 * 1e9 / 270e9 + exchange);
    assertThat(choice.seconds()).isLessThan(1.02 * (2e9 / 270e9 + exchange + 90 * 4.55e-6));
  }

  @Test
  void whatDoesNotSuitIsRefused() {
    List<Axis> six = List.of(axis(AxisKind.RING, 6));
    CollectiveAlgorithm halving =
        CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.HALVING_DOUBLING, 1);

    assertThatThrownBy(
            () -> CollectiveTime.seconds(six, List.of(0), Collective.ALL_REDUCE, halving, 1))
        .hasMessage("halving-doubling needs a power of two, not 6 chips");
    assertThatThrownBy(
            () -> CollectiveTime.seconds(six, List.of(0), Collective.ALL_TO_ALL, RING, 1))
        .hasMessage("ring does not suit all_to_all over 1 axes");
  }

  /** The up link from chip 1 fails: its half goes 3 links down, past 2 others' halves. */
  @Test
  void aFailedLinkSendsItsMessagesTheOtherWay() {
    PodGraph ring = PodGraph.of(List.of(axis(AxisKind.RING, 4)));
    PodGraph without = ring.without(List.of(ring.link(1, 2).orElseThrow()), List.of());
    Schedule schedule =
        CollectiveSchedule.of(without, List.of(0), Collective.REDUCE_SCATTER, RING, 8);
    double step = LinkEventSimulator.seconds(schedule, without.linkCount()) / 3;

    assertThat(schedule.bytesOfLinks()).hasSize(7);
    assertThat(step).isEqualTo(1 + 3 * 2 + 2);
  }

  /** Rows of three chips; the row with the failed chip does nothing, the others as before. */
  @Test
  void groupsWithAFailedChipDoNothing() {
    PodGraph grid = PodGraph.of(List.of(axis(AxisKind.RING, 3), axis(AxisKind.RING, 4)));
    PodGraph without = grid.without(List.of(), List.of(4));
    Schedule schedule = CollectiveSchedule.of(without, List.of(0), Collective.ALL_REDUCE, RING, 9);

    assertThat(schedule.bytesSent()).doesNotContainKeys(3, 4, 5).hasSize(9);
    assertThat(LinkEventSimulator.seconds(schedule, without.linkCount()))
        .isEqualTo(allReduce(axis(AxisKind.RING, 3), AxisAlgorithm.RING, 9));
    assertThatThrownBy(() ->
            CollectiveSchedule.of(
                without,
                List.of(0, 1),
                Collective.ALL_REDUCE,
                CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.RING, 2),
                9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("every group over the axes [0, 1] has a failed chip: [4]");
  }

  @Test
  void aChipThatIsCutOffStopsASchedule() {
    PodGraph line = PodGraph.of(List.of(Pods.axis(AxisKind.LINE, 4)));
    PodGraph without = line.without(List.of(line.link(1, 2).orElseThrow()), List.of());

    assertThatThrownBy(
            () -> CollectiveSchedule.of(without, List.of(0), Collective.ALL_REDUCE, RING, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no two rounds of dimension order lead from chip 1 to 2");
  }
}
