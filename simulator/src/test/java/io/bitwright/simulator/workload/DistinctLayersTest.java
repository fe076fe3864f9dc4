package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistinctLayersTest {
  static List<String> models() {
    return ModelLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theyDoTheWorkOfAllLayersInTheSameOrder(String name) {
    ModelConfig model = ModelLibrary.get(name);
    WorkloadSpec workload =
        new WorkloadSpec(Phase.PREFILL, 3, 40, 0, model.nativeWeights(), model.nativeActivations());
    ModelFormats formats = ModelFormats.of(workload);
    var all = ModelGraph.of(model, workload, formats);
    var distinct = ModelGraph.ofDistinctLayers(model, workload, formats);

    assertThat(counts(distinct)).containsExactlyEntriesOf(counts(all));
    assertThat(FusedKernels.of(distinct)).containsExactlyEntriesOf(FusedKernels.of(all));
    assertThat(distinct.vertexSet()).hasSizeLessThan(all.vertexSet().size());
  }

  private static Map<Operator, Long> counts(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    Map<Operator, Long> counts = new LinkedHashMap<>();
    for (OperatorNode node : graph) {
      counts.merge(node.operator(), node.count(), Long::sum);
    }
    return counts;
  }
}
