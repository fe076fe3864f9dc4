package io.bitwright.simulator.pod.topology;

import io.bitwright.spec.pod.PodSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/** The chips, switches and links of a pod; chips are numbered as in {@link ChipPlaces}. */
public final class PodGraph {
  private final List<Axis> axes;
  private final int chips;
  private final int linkCount;
  private final Graph<Integer, PodLink> graph;

  private PodGraph(List<Axis> axes, int linkCount, Graph<Integer, PodLink> graph) {
    this.axes = axes;
    this.chips = Math.toIntExact(PodAxes.chips(axes));
    this.linkCount = linkCount;
    this.graph = graph;
  }

  public static PodGraph of(PodSpec pod) {
    return of(PodAxes.of(pod));
  }

  /** The Cartesian product of axes. */
  public static PodGraph of(List<Axis> axes) {
    Graph<Integer, PodLink> graph = new PodGraphBuilder(axes).build();
    return new PodGraph(List.copyOf(axes), graph.edgeSet().size(), graph);
  }

  /** The pod after these directed links and these chips, with all their links, have failed. */
  public PodGraph without(Collection<PodLink> failedLinks, Collection<Integer> failedChips) {
    Graph<Integer, PodLink> rest = new SimpleDirectedGraph<>(PodLink.class);
    graph.vertexSet().forEach(rest::addVertex);
    graph.edgeSet().forEach(link -> rest.addEdge(link.from(), link.to(), link));
    rest.removeAllEdges(failedLinks);
    rest.removeAllVertices(failedChips);
    return new PodGraph(axes, linkCount, rest);
  }

  public List<Axis> axes() {
    return axes;
  }

  /** Chips, with those that have failed. */
  public int chips() {
    return chips;
  }

  /** Directed links, with those that have failed: above every {@link PodLink#index}. */
  public int linkCount() {
    return linkCount;
  }

  /** The links that work, in the order of their indices. */
  public List<PodLink> links() {
    return List.copyOf(graph.edgeSet());
  }

  /** The chips that have failed, by their numbers. */
  public List<Integer> failedChips() {
    return IntStream.range(0, chips).filter(chip -> !graph.containsVertex(chip)).boxed().toList();
  }

  /** Links that leave a chip or a switch. */
  public int degree(int vertex) {
    return graph.outDegreeOf(vertex);
  }

  /** The link from one vertex to another; empty if there is none or it has failed. */
  public Optional<PodLink> link(int from, int to) {
    boolean both = graph.containsVertex(from) && graph.containsVertex(to);
    return both ? Optional.ofNullable(graph.getEdge(from, to)) : Optional.empty();
  }

  /** The three links from one chip to another through a switch of both; empty if one has failed. */
  Optional<List<PodLink>> throughSwitch(int from, int to) {
    if (!graph.containsVertex(from)) {
      return Optional.empty();
    }
    for (PodLink in : graph.outgoingEdgesOf(from)) {
      if (in.to() >= chips) {
        int sending = in.to() + 1;
        Optional<PodLink> through = link(in.to(), sending);
        Optional<PodLink> out = link(sending, to);
        if (through.isPresent() && out.isPresent()) {
          return Optional.of(List.of(in, through.get(), out.get()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A path with the fewest links; of several the one that breadth-first search finds first. Empty
   * if failures have cut the chips apart.
   */
  public Optional<List<PodLink>> shortestPath(int from, int to) {
    if (!graph.containsVertex(from) || !graph.containsVertex(to)) {
      return Optional.empty();
    }
    return Optional.ofNullable(new BFSShortestPath<>(graph).getPath(from, to))
        .map(GraphPath::getEdgeList);
  }

  /**
   * The most links between two chips that work; each pass of a switch counts three.
   *
   * @throws IllegalStateException if failures have cut chips apart
   */
  public int diameter() {
    int diameter = 0;
    for (int chip = 0; chip < chips; chip++) {
      if (graph.containsVertex(chip)) {
        diameter = Math.max(diameter, eccentricity(chip));
      }
    }
    return diameter;
  }

  private int eccentricity(int chip) {
    BreadthFirstIterator<Integer, PodLink> search = new BreadthFirstIterator<>(graph, chip);
    int reached = 0;
    int farthest = 0;
    while (search.hasNext()) {
      int vertex = search.next();
      if (vertex < chips) {
        farthest = Math.max(farthest, search.getDepth(vertex));
      }
      reached++;
    }
    if (reached < graph.vertexSet().size()) {
      throw new IllegalStateException("no path joins chip " + chip + " with every other");
    }
    return farthest;
  }

  /** Bytes a second, one way, from the chips and switches of a part to all others. */
  public double cutBytesPerSecond(Collection<Integer> part) {
    double sum = 0;
    for (PodLink link : graph.edgeSet()) {
      if (part.contains(link.from()) && !part.contains(link.to())) {
        sum += link.bytesPerSecond();
      }
    }
    return sum;
  }

  /** The chips of the first half of an axis. */
  public List<Integer> half(int axis) {
    ChipPlaces places = new ChipPlaces(axes);
    List<Integer> half = new ArrayList<>();
    for (int chip = 0; chip < chips; chip++) {
      if (places.place(chip, axis) < axes.get(axis).size() / 2) {
        half.add(chip);
      }
    }
    return List.copyOf(half);
  }
}
