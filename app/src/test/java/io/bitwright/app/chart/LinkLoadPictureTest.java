package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.collective.AxisAlgorithm;
import io.bitwright.simulator.pod.collective.AxisOrder;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveAlgorithm;
import io.bitwright.simulator.pod.collective.CollectiveSchedule;
import io.bitwright.simulator.pod.collective.LinkLoad;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LinkLoadPictureTest {
  private static Axis axis(AxisKind kind, int size) {
    return new Axis(kind, size, 50e9, 1e-6, 1e-7, 1, 0, -1);
  }

  private static List<Axis> axes(AxisKind kind, int... sizes) {
    return IntStream.of(sizes).mapToObj(size -> axis(kind, size)).toList();
  }

  private static List<Integer> all(List<Axis> axes) {
    return IntStream.range(0, axes.size()).boxed().toList();
  }

  private static CollectiveAlgorithm uniform(AxisAlgorithm algorithm, List<Axis> axes) {
    return CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, algorithm, axes.size());
  }

  private static LinkLoad allReduce(List<Axis> axes) {
    CollectiveAlgorithm ring = uniform(AxisAlgorithm.RING, axes);
    return LinkLoad.of(axes, all(axes), Collective.ALL_REDUCE, ring, 1e9);
  }

  private static Svg drawn(LinkLoad load) {
    Svg svg = new Svg(LinkLoadPicture.of("All-reduce of <1 GB> & more", load).svg());
    svg.check();
    assertThat(svg.texts()).contains("All-reduce of <1 GB> & more");
    assertThat(svg.root().getAttribute("aria-label")).startsWith("All-reduce of <1 GB> & more. ");
    return svg;
  }

  /**
   * 64 chips; along each axis 16 rings, each of 3 x 2 whole lines and 2 x 2 stubs. In turn, the
   * axes carry 3/4 and then a quarter and a sixteenth of that, each way half: 750 MB is the
   * busiest.
   */
  @Test
  void everyLinkOfATorusIsDrawnInTheColourOfItsBytes() {
    Svg svg = drawn(allReduce(axes(AxisKind.RING, 4, 4, 4)));

    assertThat(svg.all("circle", "chip")).hasSize(64);
    assertThat(svg.lines("load7")).isEqualTo(16 * 10);
    assertThat(svg.lines("load2")).isEqualTo(16 * 10);
    assertThat(svg.lines("load0")).isEqualTo(16 * 10);
    assertThat(svg.lines("halo")).isEqualTo(3 * 16 * 10);
    assertThat(svg.texts())
        .contains("0 B", "188 MB", "375 MB", "562 MB", "750 MB")
        .contains("axis 1 to the right, axis 2 upwards, axis 3 to the back");
  }

  /** A line has 4 x 2 lines and no stubs; the colours fall off from its middle, 4 or 6 of 6. */
  @Test
  void aMeshHasNoEndsThatStickOut() {
    List<Axis> axes = axes(AxisKind.LINE, 5);
    CollectiveAlgorithm direct = uniform(AxisAlgorithm.DIRECT, axes);
    Svg svg = drawn(LinkLoad.of(axes, all(axes), Collective.ALL_TO_ALL, direct, 5));

    assertThat(svg.all("circle")).hasSize(5);
    assertThat(svg.lines("halo")).isEqualTo(8);
    assertThat(svg.lines("load7")).isEqualTo(4);
    assertThat(svg.lines("load5")).isEqualTo(4);
    assertThat(String.join(" ", svg.texts())).doesNotContain("stick out");
  }

  @Test
  void failuresAreDrawnAndNamed() {
    PodGraph whole = PodGraph.of(axes(AxisKind.RING, 4, 4));
    List<PodLink> links = List.of(whole.link(0, 1).orElseThrow(), whole.link(1, 0).orElseThrow());
    PodGraph graph = whole.without(links, List.of());
    CollectiveAlgorithm ring = uniform(AxisAlgorithm.RING, graph.axes());
    Svg svg =
        drawn(
            LinkLoad.of(
                graph,
                CollectiveSchedule.of(graph, all(graph.axes()), Collective.ALL_REDUCE, ring, 8)));

    assertThat(svg.lines("failed")).isEqualTo(2);
    assertThat(svg.texts()).contains("has failed").doesNotContain("carries nothing");
    assertThat(drawn(allReduce(graph.axes())).texts()).doesNotContain("has failed");
  }

  @Test
  void aChipThatHasFailedIsHollow() {
    List<Axis> axes = new ArrayList<>(axes(AxisKind.LINE, 3, 3));
    PodGraph graph = PodGraph.of(axes).without(List.of(), List.of(4));
    Svg svg =
        drawn(
            LinkLoad.of(
                graph,
                CollectiveSchedule.of(
                    graph,
                    List.of(),
                    Collective.ALL_REDUCE,
                    uniform(AxisAlgorithm.RING, List.of()),
                    8)));

    assertThat(svg.all("circle", "chip")).hasSize(8);
    assertThat(svg.all("circle", "failed-chip").stream().map(Element::getTextContent))
        .containsExactly("chip 4 at (1, 1), has failed");
    assertThat(svg.texts()).contains("has failed", "carries nothing");
  }

  /** Three planes of at most 16 x 16; what is not drawn is said. */
  @Test
  void largePodsAreDrawnAsPlanes() {
    Svg svg = drawn(allReduce(axes(AxisKind.RING, 16, 20, 12)));

    assertThat(svg.all("circle")).hasSize(16 * 16 + 16 * 12 + 16 * 12);
    assertThat(svg.texts())
        .contains(
            "axis 1 to the right, axis 2 upwards",
            "axis 1 to the right, axis 3 upwards",
            "axis 2 to the right, axis 3 upwards",
            "Drawn: the three planes through the first chip",
            "Of long axes the first 16 chips are drawn");
  }

  @Test
  void otherAxesAreNamed() {
    List<Axis> axes = List.of(axis(AxisKind.SWITCH, 2), axis(AxisKind.LINE, 3));
    Svg svg = drawn(allReduce(axes));

    assertThat(svg.all("circle")).hasSize(3);
    assertThat(svg.texts())
        .contains("axis 2 to the right", "Of the other axes than 2 only the first place is drawn");
  }

  /**
   * The links that close the first axis lead two rows up; those between the chips carry nothing.
   */
  @Test
  void aTwistedTorusIsDrawnWithAllItsLinks() {
    List<Axis> twisted =
        List.of(new Axis(AxisKind.RING, 4, 1, 0, 0, 1, 2, 1), axis(AxisKind.RING, 4));
    PodGraph graph = PodGraph.of(twisted);
    LinkLoad load =
        LinkLoad.of(
            graph,
            CollectiveSchedule.of(
                graph,
                List.of(0, 1),
                Collective.ALL_TO_ALL,
                CollectiveAlgorithm.uniform(AxisOrder.SEQUENTIAL, AxisAlgorithm.DIRECT, 2),
                16));
    Svg svg = drawn(load);

    assertThat(load.bytes(3, 8).orElseThrow())
        .isCloseTo(load.bytes(0, 1).orElseThrow(), within(1e-9));
    assertThat(load.bytes(3, 0)).isEmpty();
    assertThat(svg.all("circle")).hasSize(16);
    assertThat(svg.texts()).doesNotContain("has failed", "carries nothing");
  }

  @Test
  void podsWithoutPlacesAreRefused() {
    LinkLoad star = allReduce(axes(AxisKind.SWITCH, 4));
    assertThatThrownBy(() -> LinkLoadPicture.of("", star))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no ring or line to draw");
  }
}
