package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.FusedKernels;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in which only some layers have a window. */
class LayersWithAWindowTest {
  private static final ModelConfig LLAMA = Models.llama2With7BillionParameters();

  /** Every fourth of 32 layers attends to all 1001 keys, the others to the last 100. */
  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void layersOfBothKindsAreCounted(String machine) {
    ModelConfig model = OperatorOptions.windowed(LLAMA, 100, LayerPattern.allButEvery(4));
    WorkloadSpec decode = OperatorOptions.pass(Phase.DECODE, 2, 1, 1000);
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    Estimate estimate = Estimator.estimate(accelerator, model, decode);
    Estimate dense = Estimator.estimate(accelerator, LLAMA, decode);

    assertLine(estimate, "windowed_attention", 24, 100);
    assertLine(estimate, "attention", 8, 1001);
    double keys = 24 * 100 + 8 * 1001;
    assertThat(estimate.memoryBytes().kvCache()).isEqualTo(2 * keys * 2 * 4096 * 2);
    assertThat(KeyValueCache.bytes(model, 1001, 2, NumberFormat.BF16))
        .isEqualTo(2 * keys * 2 * 4096 * 2);
    assertThat(dense.flops() - estimate.flops()).isEqualTo(2 * 4.0 * 4096 * (32 * 1001 - keys));
    assertThat(estimate.latencySeconds()).isLessThan(dense.latencySeconds());
  }

  private static void assertLine(Estimate estimate, String name, long count, long keys) {
    assertThat(estimate.operators())
        .filteredOn(line -> line.name().equals(name))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.count()).isEqualTo(count);
          assertThat(line.n()).isEqualTo(keys);
        });
  }

  @Property(tries = 100, seed = "1")
  void aWindowOverTheWholeContextIsDense(
      @ForAll @IntRange(min = 1, max = 200) int sequence,
      @ForAll @IntRange(max = 200) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = Models.random(random);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    ModelConfig windowed =
        OperatorOptions.windowed(
            model, sequence + context + 129, LayerPattern.allButEvery(1 + random.nextInt(3)));
    WorkloadSpec pass = OperatorOptions.pass(Phase.PREFILL, 2, sequence, context);
    Estimate dense = Estimator.estimate(machine, model, pass);
    Estimate banded = Estimator.estimate(machine, windowed, pass);

    PassSum.assertClose(banded.latencySeconds(), dense.latencySeconds());
    assertThat(banded.cycles()).isEqualTo(dense.cycles());
    assertThat(banded.flops()).isEqualTo(dense.flops());
    assertThat(banded.memoryBytes()).isEqualTo(dense.memoryBytes());
    PassSum.assertActions(banded.actions(), dense.actions());
  }

  @Test
  void distinctLayersStandForAll() {
    ModelConfig model = OperatorOptions.windowed(LLAMA, 10, LayerPattern.allButEvery(3));
    WorkloadSpec pass = OperatorOptions.pass(Phase.PREFILL, 2, 40, 0);
    ModelFormats formats = ModelFormats.of(pass);
    var all = TransformerGraph.of(model, pass, formats);
    var distinct = TransformerGraph.ofDistinctLayers(model, StackPass.of(model, pass), formats);

    assertThat(counts(distinct)).containsExactlyInAnyOrderEntriesOf(counts(all));
    assertThat(FusedKernels.of(distinct)).containsExactlyInAnyOrderEntriesOf(FusedKernels.of(all));
    assertThat(distinct.vertexSet()).hasSizeLessThan(all.vertexSet().size() / 10);
  }

  private static Map<Operator, Long> counts(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    Map<Operator, Long> counts = new LinkedHashMap<>();
    for (OperatorNode node : graph) {
      counts.merge(node.operator(), node.count(), Long::sum);
    }
    return counts;
  }
}
