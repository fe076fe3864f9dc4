package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.workload.FusedKernels;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** What a machine runs for an operator graph, and what each part of it takes. */
sealed interface GraphOperators {

  static GraphOperators of(AcceleratorSpec accelerator) {
    return accelerator.gpu().isPresent()
        ? new OnGpu(Gpu.of(accelerator))
        : new OnChip(Chip.of(accelerator));
  }

  /** Operators by how often they run, in the order of their first run. */
  Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph);

  /**
   * So many runs of an operator.
   *
   * @param graphs runs of the whole graph that they are the beginning of; 0 for all operators of a
   *     graph but the first
   */
  OperatorEstimate line(Operator operator, long count, long graphs);

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
    public OperatorEstimate line(Operator operator, long count, long graphs) {
      return ChipOperators.line(chip, operator, count, false);
    }
  }

  /** Fused kernels of a graph that is launched as one. */
  record OnGpu(Gpu gpu) implements GraphOperators {
    @Override
    public Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
      return FusedKernels.of(graph);
    }

    @Override
    public OperatorEstimate line(Operator operator, long count, long graphs) {
      return GpuOperators.replayed(gpu, operator, count, graphs);
    }
  }
}
