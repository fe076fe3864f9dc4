package io.bitwright.simulator.pod.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.pod.topology.DimensionOrderedRouting.Channel;
import java.util.Arrays;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    Graph<Channel, DefaultEdge> waits = new SimpleDirectedGraph<>(DefaultEdge.class);
    for (int from = 0; from < graph.chips(); from++) {
      for (int to = 0; to < graph.chips(); to++) {
        List<Channel> route = routing.route(from, to);
        route.forEach(waits::addVertex);
        for (int i = 1; i < route.size(); i++) {
          waits.addEdge(route.get(i - 1), route.get(i));
        }
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

  @Test
  void onlyGridsHaveDimensions() {
    PodGraph star = PodGraph.of(List.of(new Axis(AxisKind.SWITCH, 4, 1, 0, 0, 1, 0, -1)));

    assertThatThrownBy(() -> DimensionOrderedRouting.of(star))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("dimension order is for rings and lines, not Axis[kind=SWITCH");
  }

  @Test
  void aFailedLinkStopsARoute() {
    PodGraph ring = torus("6");
    PodGraph without = ring.without(List.of(ring.link(1, 2).orElseThrow()), List.of());

    assertThatThrownBy(() -> DimensionOrderedRouting.of(without).route(0, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no link works from 1 to 2");
  }
}
