package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.workload.FusedKernels;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** What a machine runs for an operator graph, and what each part of it takes. */
sealed interface GraphOperators {

  /** Operators by how often they run, in the order of their first run. */
  Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph);

  /** Operators at their places, in an order in which they can run. */
  List<OperatorNode> inOrder(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph);

  /** One run of an operator in a graph. */
  OperatorEstimate single(Operator operator);

  /** One product or convolution alone, all of it in memory before and behind. */
  OperatorEstimate alone(Operator operator);

  /** Seconds that a run of the whole graph takes beside its operators. */
  double launchSeconds();

  /** Operators one by one, each cut into tiles. */
  record OnChip(Chip chip) implements GraphOperators {
    @Override
    public Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
      Map<Operator, Long> counts = new LinkedHashMap<>();
      for (OperatorNode node : graph) {
        counts.merge(node.operator(), node.count(), Long::sum);
      }
      return counts;
    }

    @Override
    public List<OperatorNode> inOrder(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
      List<OperatorNode> nodes = new ArrayList<>();
      graph.forEach(nodes::add);
      return nodes;
    }

    @Override
    public OperatorEstimate single(Operator operator) {
      return ChipOperators.line(chip, operator, false);
    }

    @Override
    public OperatorEstimate alone(Operator operator) {
      return ChipOperators.line(chip, operator, true);
    }

    @Override
    public double launchSeconds() {
      return 0;
    }
  }

  /** Fused kernels of a graph that is launched as one. */
  record OnGpu(Gpu gpu) implements GraphOperators {
    @Override
    public Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
      return FusedKernels.of(graph);
    }

    @Override
    public List<OperatorNode> inOrder(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
      return FusedKernels.inOrder(graph);
    }

    @Override
    public OperatorEstimate single(Operator operator) {
      return GpuOperators.line(gpu, operator, GpuOperators.replayed(gpu, operator));
    }

    @Override
    public OperatorEstimate alone(Operator operator) {
      return GpuOperators.line(gpu, operator, GpuOperators.alone(gpu, operator));
    }

    @Override
    public double launchSeconds() {
      return gpu.launchSeconds();
    }
  }
}
