package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NFNets as graphs. */
class ConvolutionalGraphTest {
  private static final ModelConfig F0 = ModelLibrary.get("nfnet-f0");

  private static WorkloadSpec prefill(int batch, NumberFormat format) {
    return new WorkloadSpec(Phase.PREFILL, batch, 512, 0, format, format);
  }

  private static List<OperatorNode> nodes(ModelConfig model, WorkloadSpec workload) {
    List<OperatorNode> nodes = new ArrayList<>();
    ModelGraph.of(model, workload, ModelFormats.of(workload)).forEach(nodes::add);
    return nodes;
  }

  private static List<String> names(int layer) {
    return nodes(F0, prefill(1, NumberFormat.BF16)).stream()
        .filter(node -> node.layer() == layer)
        .map(node -> node.operator().name())
        .toList();
  }

  /**
   * Table 3 of Brock et al. 2021 (arXiv 2102.06171) counts a multiply-accumulate as one operation;
   * F7 is not in it and stands here as counted by the paper's own code (github
   * google-deepmind/deepmind-research, nfnets/nfnet.py, count_flops).
   */
  @ParameterizedTest
  @CsvSource({
    "nfnet-f0, 12.38",
    "nfnet-f1, 35.54",
    "nfnet-f2, 62.59",
    "nfnet-f3, 114.76",
    "nfnet-f4, 215.24",
    "nfnet-f5, 289.76",
    "nfnet-f6, 377.28",
    "nfnet-f7, 478.78"
  })
  void operationsAreThePublishedOnes(String name, double published) {
    ModelConfig model = ModelLibrary.get(name);

    assertThat(ModelWork.flops(model, prefill(1, NumberFormat.BF16)) / 2 / 1e9)
        .isCloseTo(published, within(0.005));
    assertThat(ModelWork.flops(model, prefill(3, NumberFormat.BF16)))
        .isEqualTo(3 * ModelWork.flops(model, prefill(1, NumberFormat.BF16)));
  }

  /** All weights of a pass are those of the parameter count, the head's beside the linear ones. */
  @Test
  void convolutionsAndProductsHoldTheLinearParameters() {
    double weights = 0;
    for (OperatorNode node : nodes(F0, prefill(2, NumberFormat.BF16))) {
      if (node.operator() instanceof ConvolutionOperator convolution) {
        weights += convolution.shape().weights();
      } else if (node.operator() instanceof MatmulOperator product) {
        weights += (double) product.shape().k() * product.shape().n();
      }
    }
    assertThat(weights).isEqualTo(F0.linearParameters() + 3072.0 * 1000);
  }

  @Test
  void aBlockPoolsProjectsAndExcites() {
    assertThat(names(1))
        .containsExactly(
            "stage2.activation",
            "stage2.shortcut_pool",
            "stage2.conv_shortcut",
            "stage2.conv_shortcut_bias",
            "stage2.conv0",
            "stage2.conv0_bias",
            "stage2.conv1_activation",
            "stage2.conv1",
            "stage2.conv1_bias",
            "stage2.conv1b_activation",
            "stage2.conv1b",
            "stage2.conv1b_bias",
            "stage2.conv2_activation",
            "stage2.conv2",
            "stage2.conv2_bias",
            "stage2.squeeze_pool",
            "stage2.squeeze",
            "stage2.squeeze_bias",
            "stage2.squeeze_activation",
            "stage2.excite",
            "stage2.excite_bias",
            "stage2.excite_gate",
            "stage2.excite_scale",
            "stage2.residual");
    assertThat(names(2)).doesNotContain("stage2.shortcut_pool", "stage2.conv_shortcut");
    assertThat(names(0)).doesNotContain("stage1.shortcut_pool").contains("stage1.conv_shortcut");
  }

  @Test
  void integerActivationsAreQuantisedBeforeConvolutions() {
    List<OperatorNode> nodes = nodes(F0, prefill(1, NumberFormat.INT8));
    long layers =
        nodes.stream()
            .filter(node ->
                node.operator() instanceof ConvolutionOperator
                    || node.operator().name().matches(".*[.](squeeze|excite)"))
            .count();

    // 4 of the stem, 4 of each of 12 blocks, 4 shortcuts, the last; 2 of each block's excitation.
    assertThat(layers).isEqualTo(4 + 12 * 4 + 4 + 1 + 12 * 2);
    // The first block has no stride, so its shortcut and its branch read the same.
    assertThat(nodes)
        .filteredOn(node -> node.operator().kind() == OperatorKind.QUANTISE)
        .hasSize((int) layers - 1);
    assertThat(nodes.getFirst().operator().kind()).isEqualTo(OperatorKind.QUANTISE);
  }

  @Test
  void memoryHoldsWhatIsAliveAtOnce() {
    Estimate one =
        Estimator.estimate(AcceleratorLibrary.get("tpu-v4"), F0, prefill(1, NumberFormat.BF16));

    assertThat(one.memoryBytes().kvCache()).isZero();
    assertThat(one.memoryBytes().weights()).isEqualTo(2.0 * F0.parameters());
    // Shortcut and both sides of stage 2's first 1x1 convolution: 32 x 32 x 512, 64 x 64 x 512.
    assertThat(one.memoryBytes().activations())
        .isEqualTo(2.0 * (32 * 32 * 512 + 64 * 64 * (256 + 256) + 1000));
    assertThat(one.tokensPerSecond()).isEqualTo(1 / one.latencySeconds());
  }

  @Test
  void anImageIsAllThatItTakes() {
    WorkloadSpec decode =
        new WorkloadSpec(Phase.DECODE, 1, 1, 5, NumberFormat.BF16, NumberFormat.BF16);
    WorkloadSpec context =
        new WorkloadSpec(Phase.PREFILL, 1, 8, 5, NumberFormat.BF16, NumberFormat.BF16);
    WorkloadSpec chunks =
        new WorkloadSpec(
            Phase.PREFILL,
            1,
            8,
            0,
            NumberFormat.BF16,
            NumberFormat.BF16,
            OptionalInt.of(4),
            Optional.empty());
    assertRefused(
        decode, "nfnet-f0 has no decoder, so there is nothing to decode; allowed phase: prefill");
    assertRefused(
        prefill(1, NumberFormat.BF16).with(GenerationSpec.DEFAULT),
        "nfnet-f0 has no decoder, so it generates nothing; allowed phase: prefill");
    assertRefused(context, "nfnet-f0 keeps nothing of earlier tokens; allowed context: 0");
    assertRefused(
        chunks,
        "nfnet-f0 cannot take its prompt in chunks: it is no decoder alone; leave chunk out");
  }

  private static void assertRefused(WorkloadSpec workload, String message) {
    assertThatThrownBy(() -> Estimator.estimate(AcceleratorLibrary.get("tpu-v4"), F0, workload))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }
}
