package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.estimate.Models;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.junit.jupiter.api.Test;

class TransformerGraphTest {
  private static final WorkloadSpec TERNARY_DECODE =
      new WorkloadSpec(Phase.DECODE, 3, 1, 40, NumberFormat.TERNARY, NumberFormat.INT8);
  private static final WorkloadSpec BF16_PREFILL =
      new WorkloadSpec(Phase.PREFILL, 2, 50, 0, NumberFormat.BF16, NumberFormat.BF16);

  @Test
  void llamaLayerRunsInTheOrderOfItsData() {
    assertThat(layerNames(Models.llama2With7BillionParameters(), BF16_PREFILL))
        .containsExactly(
            "input_layernorm",
            "q_proj",
            "k_proj",
            "v_proj",
            "q_rotary",
            "k_rotary",
            "attention",
            "o_proj",
            "attention_residual",
            "post_attention_layernorm",
            "gate_proj",
            "up_proj",
            "gate_activation",
            "down_proj",
            "feed_forward_residual");
  }

  @Test
  void bitNetLayerAddsNormsAndQuantisation() {
    assertThat(layerNames(Models.bitNet2B4T(), TERNARY_DECODE))
        .containsSequence("attention", "attention_sub_norm", "attention_output_quantise", "o_proj")
        .containsSequence(
            "gate_activation", "ffn_sub_norm", "feed_forward_output_quantise", "down_proj");
  }

  @Test
  void everyOperatorComesAfterItsInputs() {
    DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph =
        graph(Models.bitNet2B4T(), TERNARY_DECODE);
    Set<OperatorNode> seen = new HashSet<>();
    for (OperatorNode node : graph) {
      graph
          .incomingEdgesOf(node)
          .forEach(edge -> assertThat(seen).contains(graph.getEdgeSource(edge)));
      seen.add(node);
    }

    assertThat(seen).hasSize(1 + 30 * 21 + 3);
    assertThat(graph.vertexSet().stream().filter(node -> graph.outDegreeOf(node) == 0))
        .extracting(OperatorNode::path)
        .containsExactly("sampling");
  }

  @Test
  void linearLayersHoldTheModelsLinearParameters() {
    ModelConfig model = Models.bitNet2B4T();
    long weights =
        matmuls(model, TERNARY_DECODE).stream()
            .filter(matmul -> matmul.weights() == NumberFormat.TERNARY)
            .mapToLong(matmul -> matmul.shape().k() * matmul.shape().n())
            .sum();

    assertThat(weights).isEqualTo(model.linearParameters());
  }

  @Test
  void decodeTakesOneTokenASequenceAndPrefillAllOfThem() {
    assertThat(matmuls(Models.bitNet2B4T(), TERNARY_DECODE))
        .allSatisfy(matmul -> assertThat(matmul.shape().m()).isEqualTo(3));
    assertThat(matmuls(Models.llama2With7BillionParameters(), BF16_PREFILL))
        .filteredOn(matmul -> !matmul.name().equals("lm_head"))
        .allSatisfy(matmul -> assertThat(matmul.shape().m()).isEqualTo(100));
  }

  @Test
  void logitsAreThoseOfTheLastPositionInTheStreamsFormat() {
    assertThat(matmuls(Models.bitNet2B4T(), TERNARY_DECODE).getLast())
        .isEqualTo(
            new MatmulOperator(
                "lm_head",
                new MatmulShape(3, 2560, 128256),
                NumberFormat.BF16,
                NumberFormat.BF16,
                NumberFormat.BF16));
    assertThat(matmuls(Models.llama2With7BillionParameters(), BF16_PREFILL).getLast().shape())
        .isEqualTo(new MatmulShape(2, 4096, 32000));
  }

  private static List<MatmulOperator> matmuls(ModelConfig model, WorkloadSpec workload) {
    List<MatmulOperator> matmuls = new ArrayList<>();
    for (OperatorNode node : graph(model, workload)) {
      if (node.operator() instanceof MatmulOperator matmul) {
        matmuls.add(matmul);
      }
    }
    return matmuls;
  }

  private static List<String> layerNames(ModelConfig model, WorkloadSpec workload) {
    return graph(model, workload).vertexSet().stream()
        .filter(node -> node.layer() == 1)
        .map(node -> node.operator().name())
        .toList();
  }

  private static DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph(
      ModelConfig model, WorkloadSpec workload) {
    return TransformerGraph.of(model, workload, ModelFormats.of(workload));
  }
}
