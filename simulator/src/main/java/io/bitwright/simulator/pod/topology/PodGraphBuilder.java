package io.bitwright.simulator.pod.topology;

import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * Builds a pod's graph: its chips, then for every group of chips along a switched axis two
 * vertices, the side of the switch that chips send to and the side that sends to chips. The link
 * between them carries what passes through the switch at once.
 */
final class PodGraphBuilder {
  private final List<Axis> axes;
  private final int chips;
  private final Graph<Integer, PodLink> graph = new SimpleDirectedGraph<>(PodLink.class);

  PodGraphBuilder(List<Axis> axes) {
    this.axes = axes;
    this.chips = Math.toIntExact(PodAxes.chips(axes));
  }

  Graph<Integer, PodLink> build() {
    for (int chip = 0; chip < chips; chip++) {
      graph.addVertex(chip);
    }
    ChipPlaces places = new ChipPlaces(axes);
    for (int a = 0; a < axes.size(); a++) {
      for (int chip = 0; chip < chips; chip++) {
        if (axes.get(a).size() > 1) {
          addLinks(places, a, chip);
        }
      }
    }
    return graph;
  }

  private void addLinks(ChipPlaces places, int a, int chip) {
    Axis axis = axes.get(a);
    int place = places.place(chip, a);
    switch (axis.kind()) {
      case RING -> join(axis, chip, places.stepped(chip, a, 1));
      case LINE -> {
        if (place < axis.size() - 1) {
          join(axis, chip, places.moved(chip, a, place + 1));
        }
      }
      case FULLY_CONNECTED -> {
        for (int other = place + 1; other < axis.size(); other++) {
          join(axis, chip, places.moved(chip, a, other));
        }
      }
      case SWITCH -> {
        if (place == 0) {
          addSwitch(places, a, chip);
        }
      }
    }
  }

  private void addSwitch(ChipPlaces places, int a, int first) {
    Axis axis = axes.get(a);
    int receiving = graph.vertexSet().size();
    int sending = receiving + 1;
    graph.addVertex(receiving);
    graph.addVertex(sending);
    for (int place = 0; place < axis.size(); place++) {
      int chip = places.moved(first, a, place);
      add(chip, receiving, axis.bytesPerSecond(), axis.hopSeconds());
      add(sending, chip, axis.bytesPerSecond(), 0);
    }
    add(receiving, sending, axis.switchBytesPerSecond(), 0);
  }

  private void join(Axis axis, int one, int other) {
    add(one, other, axis.bytesPerSecond(), axis.hopSeconds());
    add(other, one, axis.bytesPerSecond(), axis.hopSeconds());
  }

  /** Two chips have at most one link: what a twist adds twice is one. */
  private void add(int from, int to, double bytesPerSecond, double hopSeconds) {
    if (from != to && !graph.containsEdge(from, to)) {
      int index = graph.edgeSet().size();
      graph.addEdge(from, to, new PodLink(index, from, to, bytesPerSecond, hopSeconds));
    }
  }
}
