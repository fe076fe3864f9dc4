package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** The operator graph of one forward pass, whatever kind of model it is of. */
public final class ModelGraph {
  private ModelGraph() {}

  /**
   * The graph of a pass; iterating over it gives the operators in an order in which they can run.
   *
   * @throws io.bitwright.spec.SpecException as {@link StackPass#of} and {@link NetworkPass#of}
   */
  public static DirectedAcyclicGraph<OperatorNode, DefaultEdge> of(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    return model.network().isPresent()
        ? ConvolutionalGraph.of(NetworkPass.of(model, workload), formats, false)
        : TransformerGraph.of(model, workload, formats);
  }

  /**
   * The same with layers that are alike only once: the first of them, whose operators count for
   * all.
   *
   * @throws io.bitwright.spec.SpecException as {@link #of}
   */
  public static DirectedAcyclicGraph<OperatorNode, DefaultEdge> ofDistinctLayers(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    return model.network().isPresent()
        ? ConvolutionalGraph.of(NetworkPass.of(model, workload), formats, true)
        : TransformerGraph.ofDistinctLayers(model, StackPass.of(model, workload), formats);
  }
}
