package io.bitwright.simulator.workload;

import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * The kernels that a GPU runs for an operator graph. Products of one layer that read the same
 * tensor run as one (queries, keys and values; gate and up). Biases ride along in the products
 * before them and rotary embeddings in a neighbouring kernel; the choice of a token is not part of
 * the graph that is launched. Adapters that are not merged into the weights run each for itself.
 */
public final class FusedKernels {
  /** What makes products one: how often, the tensors they read, and all of their shape but N. */
  private record Group(
      int layer, long count, Set<OperatorNode> inputs, MatmulOperator first, long m, long k) {}

  private FusedKernels() {}

  /** The kernels by how often they run, in the order of their first run. */
  public static Map<Operator, Long> of(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    Map<Operator, Long> counts = new LinkedHashMap<>();
    for (OperatorNode kernel : inOrder(graph)) {
      counts.merge(kernel.operator(), kernel.count(), Long::sum);
    }
    return counts;
  }

  /** The kernels at their places, in an order in which they can run. */
  public static List<OperatorNode> inOrder(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    Map<Object, List<OperatorNode>> kernels = new LinkedHashMap<>();
    for (OperatorNode node : graph) {
      if (!ridesAlong(node.operator().kind())) {
        kernels.computeIfAbsent(key(graph, node), key -> new ArrayList<>()).add(node);
      }
    }
    List<OperatorNode> fused = new ArrayList<>();
    for (List<OperatorNode> group : kernels.values()) {
      OperatorNode first = group.getFirst();
      List<Operator> operators = group.stream().map(OperatorNode::operator).toList();
      fused.add(new OperatorNode(first.layer(), fused(operators), first.count()));
    }
    return fused;
  }

  private static boolean ridesAlong(OperatorKind kind) {
    return switch (kind) {
      case BIAS, ROPE, SAMPLING -> true;
      default -> false;
    };
  }

  private static Object key(
      DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph, OperatorNode node) {
    boolean adapter =
        node.operator().name().endsWith(TransformerGraph.LORA_DOWN)
            || node.operator().name().endsWith(TransformerGraph.LORA_UP);
    if (adapter || !(node.operator() instanceof MatmulOperator product)) {
      return node;
    }
    Set<OperatorNode> inputs =
        graph.incomingEdgesOf(node).stream()
            .map(graph::getEdgeSource)
            .collect(Collectors.toUnmodifiableSet());
    MatmulShape shape = product.shape();
    return new Group(node.layer(), node.count(), inputs, alike(product), shape.m(), shape.k());
  }

  /** A product of the same formats, without name and size. */
  private static MatmulOperator alike(MatmulOperator product) {
    return product.named("", new MatmulShape(1, 1, 1));
  }

  private static Operator fused(List<Operator> group) {
    if (group.size() == 1 || !(group.getFirst() instanceof MatmulOperator first)) {
      return group.getFirst();
    }
    long columns = 0;
    for (Operator operator : group) {
      columns += operator instanceof MatmulOperator product ? product.shape().n() : 0;
    }
    String name = group.stream().map(Operator::name).collect(Collectors.joining("+"));
    MatmulShape shape = new MatmulShape(first.shape().m(), first.shape().k(), columns);
    return first.named(name, shape);
  }
}
