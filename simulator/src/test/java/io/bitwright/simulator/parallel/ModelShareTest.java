package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelShareTest {
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");

  @Test
  void wholeIsTheModelItself() {
    assertThat(ModelShare.WHOLE.of(LLAMA, 0)).isEqualTo(LLAMA);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32})
  void columnsCutLinearLayersEvenly(int chips) {
    ModelConfig share = new ModelShare(chips, 1, 1, 1).of(LLAMA, 0);
    assertThat(share.linearParameters() * chips).isEqualTo(LLAMA.linearParameters());
    assertThat(share.lastStack().width()).isEqualTo(LLAMA.lastStack().width());
    assertThat(share.headOutputs()).isEqualTo(LLAMA.headOutputs() / chips);
  }

  @Test
  void rowsAndColumnsCutWeightsAlongBothSides() {
    ModelConfig share = new ModelShare(8, 4, 1, 1).of(LLAMA, 0);
    assertThat(share.linearParameters() * 32).isEqualTo(LLAMA.linearParameters());
    assertThat(share.lastStack().width()).isEqualTo(LLAMA.lastStack().width() / 4);
  }

  @Test
  void stagesHaveTheirLayersAndTheLastOneTheHead() {
    ModelShare share = new ModelShare(1, 1, 1, 4);
    assertThat(share.of(LLAMA, 0).layers()).isEqualTo(8);
    assertThat(share.of(LLAMA, 0).head()).isEmpty();
    assertThat(share.of(LLAMA, 3).head()).isEqualTo(LLAMA.head());
  }

  /** Pope et al. 2022, section 4.1: 48 heads are padded to 64, with one head of keys on each. */
  @Test
  void headsThatDoNotDivideAreRoundedUp() {
    Attention attention =
        new ModelShare(64, 1, 1, 1).of(ModelLibrary.get("palm-540b"), 0).lastStack().attention();
    assertThat(attention.heads()).isEqualTo(1);
    assertThat(attention.keyValueHeads()).isEqualTo(1);
  }

  @Test
  void expertsAreDividedAndTakeTheTokensOfAllTheirChips() {
    ModelConfig mixtral = ModelLibrary.get("mixtral-8x7b");
    TransformerStack whole = mixtral.lastStack();
    TransformerStack share = new ModelShare(1, 1, 4, 1).of(mixtral, 0).lastStack();
    long others = whole.linearWeights() - whole.feedForward().copies(32) * expert(whole);
    assertThat(share.linearWeights()).isEqualTo(others + 32L * 2 * expert(whole));

    // Four chips with four times the experts' weights in all do as much as one chip would.
    Estimate one = prefill(mixtral, 4);
    Estimate four = prefill(new ModelShare(1, 1, 4, 1).of(mixtral, 0), 1);
    assertThat(four.latencySeconds()).isBetween(one.latencySeconds() / 4.4, one.latencySeconds());
  }

  private static long expert(TransformerStack stack) {
    return stack.feedForward().weights(stack.width());
  }

  private static Estimate prefill(ModelConfig model, int batch) {
    return Estimator.estimate(
        AcceleratorLibrary.get("tpu-v4"),
        model,
        new WorkloadSpec(Phase.PREFILL, batch, 1024, 0, NumberFormat.BF16, NumberFormat.BF16));
  }
}
