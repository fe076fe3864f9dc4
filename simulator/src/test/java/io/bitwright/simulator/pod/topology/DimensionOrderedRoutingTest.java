package io.bitwright.simulator.pod.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.pod.topology.DimensionOrderedRouting.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionOrderedRoutingTest {

  private static PodGraph torus(String sizes) {
    return PodGraph.of(
        Arrays.stream(sizes.split("x", -1))
            .map(size -> new Axis(AxisKind.RING, Integer.parseInt(size), 1, 0, 0, 1, 0, -1))
            .toList());
  }

  /** Dally and Seitz, 1987: no deadlock if and only if channels do not wait for one another. */
  private static boolean deadlocks(PodGraph graph, DimensionOrderedRouting routing) {
    List<List<Channel>> routes = new ArrayList<>();
    for (int from = 0; from < graph.chips(); from++) {
      for (int to = 0; to < graph.chips(); to++) {
        routes.add(routing.route(from, to));
      }
    }
    return circles(routes);
  }

  private static boolean circles(List<List<Channel>> routes) {
    Graph<Channel, DefaultEdge> waits = new SimpleDirectedGraph<>(DefaultEdge.class);
    for (List<Channel> route : routes) {
      route.forEach(waits::addVertex);
      for (int i = 1; i < route.size(); i++) {
        waits.addEdge(route.get(i - 1), route.get(i));
      }
    }
    return new CycleDetector<>(waits).detectCycles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "16", "4x4", "5x8", "4x4x4", "3x4x5"})
  void datelinesKeepTheTorusFromDeadlock(String sizes) {
    PodGraph graph = torus(sizes);

    assertThat(deadlocks(graph, DimensionOrderedRouting.of(graph))).isFalse();
    assertThat(deadlocks(graph, DimensionOrderedRouting.withoutDatelines(graph))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "5x8", "3x4x5"})
  void routesAreShortestPaths(String sizes) {
    PodGraph graph = torus(sizes);
    DimensionOrderedRouting routing = DimensionOrderedRouting.of(graph);

    for (int to = 1; to < graph.chips(); to++) {
      List<Channel> route = routing.route(0, to);
      assertThat(route).hasSameSizeAs(graph.shortestPath(0, to).orElseThrow());
      assertThat(route.getLast().link().to()).isEqualTo(to);
    }
  }

  /**
   * Twisted tori, hypercubes, groups of all with all, fat trees of one and two levels, mixtures.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "topology: torus, axes: 4x8, twist: 4; 2",
        "topology: torus, axes: 4x4x8, twist: 4; 2",
        "topology: torus, axes: 4x8x8, twist: 4; 2",
        "topology: torus, axes: 2x16, twist: 5; 3",
        "topology: torus, axes: 3x3x7, twist: 2; 2",
        "topology: hypercube, dimensions: 6; 2",
        "topology: fully-connected, chips: 9; 2",
        "topology: switch, chips: 8, oversubscription: 2; 2"
      })
  void everyTopologyIsFreeOfDeadlock(String topology, int channels) {
    assertFreeOfDeadlock(PodGraphTest.graph(topology), channels);
  }

  @ParameterizedTest
  @CsvSource({
    "SWITCH, 4, SWITCH, 5",
    "FULLY_CONNECTED, 4, SWITCH, 4",
    "RING, 5, SWITCH, 4",
    "LINE, 4, FULLY_CONNECTED, 4"
  })
  void levelsOnTopOfOneAnotherAreFreeOfDeadlock(
      AxisKind inner, int innerChips, AxisKind outer, int outerChips) {
    PodGraph graph =
        PodGraph.of(
            List.of(
                new Axis(inner, innerChips, 1, 0, 0, 1, 0, -1),
                new Axis(outer, outerChips, 1, 0, 0, 1, 0, -1)));

    assertFreeOfDeadlock(graph, 2);
  }

  private static void assertFreeOfDeadlock(PodGraph graph, int channels) {
    DimensionOrderedRouting routing = DimensionOrderedRouting.of(graph);
    List<List<Channel>> routes = new ArrayList<>();
    for (int from = 0; from < graph.chips(); from++) {
      for (int to = 0; to < graph.chips(); to++) {
        List<Channel> route = routing.route(from, to);
        if (from != to) {
          assertThat(route.getFirst().link().from()).isEqualTo(from);
          assertThat(route.getLast().link().to()).isEqualTo(to);
        }
        routes.add(route);
      }
    }

    assertThat(circles(routes)).isFalse();
    assertThat(routing.channels()).isEqualTo(channels);
    assertThat(routes.stream().flatMap(List::stream).mapToInt(Channel::number).max().orElseThrow())
        .isLessThan(channels);
    for (int to = 1; to < graph.chips(); to++) {
      assertThat(routing.route(0, to)).hasSameSizeAs(graph.shortestPath(0, to).orElseThrow());
    }
  }

  /** Links of a twisted torus, of groups of all with all and of switches fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "topology: torus, axes: 4x4x8, twist: 4; 12; 1",
        "topology: torus, axes: 4x8, twist: 4; 3; 2",
        "topology: hypercube, dimensions: 5; 8; 3",
        "topology: fully-connected, chips: 8; 10; 4"
      })
  void detoursOfEveryTopologyKeepFromDeadlock(String topology, int failures, long seed) {
    PodGraph whole = PodGraphTest.graph(topology);
    List<PodLink> links = new ArrayList<>(whole.links());
    Collections.shuffle(links, new Random(seed));
    PodGraph without = whole.without(links.subList(0, failures), List.of());
    DimensionOrderedRouting routing = DimensionOrderedRouting.of(without);
    List<List<Channel>> routes = new ArrayList<>();
    for (int from = 0; from < whole.chips(); from++) {
      for (int to = 0; to < whole.chips(); to++) {
        routes.add(routing.route(from, to));
      }
    }

    assertThat(circles(routes)).isFalse();
    assertThat(routes.stream().flatMap(List::stream).map(Channel::link))
        .isSubsetOf(without.links());
    assertThat(routes.stream().flatMap(List::stream).map(Channel::number)).contains(2);
  }

  /** One channel a link deadlocks on a twisted torus too. */
  @Test
  void aTwistDoesNotReplaceADateline() {
    PodGraph graph = PodGraphTest.graph("topology: torus, axes: 4x8, twist: 4");

    assertThat(deadlocks(graph, DimensionOrderedRouting.withoutDatelines(graph))).isTrue();
  }

  private static PodGraph mesh(String sizes) {
    return PodGraph.of(
        Arrays.stream(sizes.split("x", -1))
            .map(size -> new Axis(AxisKind.LINE, Integer.parseInt(size), 1, 0, 0, 1, 0, -1))
            .toList());
  }

  private static List<Integer> chips(List<Channel> route) {
    return route.stream().map(channel -> channel.link().to()).toList();
  }

  @Test
  void aRingIsGoneRoundTheOtherWay() {
    PodGraph ring = torus("6");
    PodGraph without = ring.without(List.of(ring.link(1, 2).orElseThrow()), List.of());
    List<Channel> route = DimensionOrderedRouting.of(without).route(0, 3);

    assertThat(chips(route)).containsExactly(5, 4, 3);
    assertThat(route).extracting(Channel::number).containsExactly(0, 1, 1);
    assertThat(chips(DimensionOrderedRouting.of(without).route(0, 1))).containsExactly(1);
  }

  /** Chips 0 1 2 over 3 4 5: past the failed link by the second row, in a second round. */
  @Test
  void aMeshIsCrossedInTwoRounds() {
    PodGraph mesh = mesh("3x2");
    PodGraph without = mesh.without(List.of(mesh.link(0, 1).orElseThrow()), List.of());
    List<Channel> route = DimensionOrderedRouting.of(without).route(0, 2);

    assertThat(route).hasSize(4);
    assertThat(route).extracting(Channel::number).containsExactly(0, 2, 2, 2);
    assertThat(chips(route)).containsExactly(3, 4, 5, 2);
  }

  @Test
  void aLineThatIsCutHasNoRoute() {
    PodGraph line = mesh("4");
    PodGraph without = line.without(List.of(line.link(1, 2).orElseThrow()), List.of());

    assertThatThrownBy(() -> DimensionOrderedRouting.of(without).route(0, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no two rounds of dimension order lead from chip 0 to 3");
  }

  /** Links and a chip fail; all routes around them wait in no circle. */
  @ParameterizedTest
  @CsvSource({
    "4x4, true, 6, 1",
    "4x4, false, 2, 2",
    "5x6, true, 12, 3",
    "5x4, false, 3, 4",
    "3x4x3, true, 20, 5",
    "3x3x3, false, 8, 6",
    "4x4x4, true, 40, 7"
  })
  void detoursKeepFromDeadlock(String sizes, boolean wrap, int failures, long seed) {
    PodGraph whole = wrap ? torus(sizes) : mesh(sizes);
    List<PodLink> links = new ArrayList<>(whole.links());
    Collections.shuffle(links, new Random(seed));
    PodGraph without = whole.without(links.subList(0, failures), List.of(whole.chips() / 2));
    DimensionOrderedRouting routing = DimensionOrderedRouting.of(without);
    List<List<Channel>> routes = new ArrayList<>();
    for (int from = 0; from < whole.chips(); from++) {
      for (int to = 0; to < whole.chips(); to++) {
        if (from != to && from != whole.chips() / 2 && to != whole.chips() / 2) {
          routes.add(routing.route(from, to));
        }
      }
    }

    assertThat(circles(routes)).isFalse();
    assertThat(routes.stream().flatMap(List::stream).map(Channel::link))
        .isSubsetOf(without.links());
    assertThat(routes.stream().flatMap(List::stream).map(Channel::number)).contains(2);
  }
}
