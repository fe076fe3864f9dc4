package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedParametersTest {
  private static final TrainingSpec FULL = TrainingSpec.of(1, 1);
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");
  private static final double LLAMA_LINEAR = 32 * (4 * 4096.0 * 4096 + 3 * 4096.0 * 11008);
  private static final double LLAMA_OTHERS = 2 * 32000 * 4096.0 + 65 * 4096;

  private static TrainedParameters parameters(ModelConfig model, TrainingMethod method) {
    return TrainedParameters.of(model, FULL.with(method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama-2-7b",
        "gpt2",
        "gpt-3-175b",
        "mixtral-8x7b",
        "palm-540b",
        "bert-base",
        "bloom",
        "gopher-280b",
        "deberta-v3-base",
        "vit-base-patch16-224",
        "switch-base-8"
      })
  void fullTrainingTrainsAllParameters(String name) {
    ModelConfig model = ModelLibrary.get(name);
    if (model.stacks().size() > 1) {
      assertThatThrownBy(() -> TrainedParameters.of(model, FULL))
          .isInstanceOf(SpecException.class)
          .hasMessage(name + " has 2 stacks; training is for transformers of one stack");
      return;
    }
    TrainedParameters all = TrainedParameters.of(model, FULL);

    assertThat(all.trained()).isEqualTo((double) model.parameters());
    assertThat(all.frozen()).isZero();
    assertThat(all.weightBytes()).isEqualTo(2.0 * model.parameters());
    assertThat(all.groups()).allMatch(group -> group.parameters() >= 0 && group.sums() >= 0);
  }

  @Test
  void lowRankAdaptersLeaveTheModelFrozen() {
    LoraSpec lora = LoraSpec.of(8, EnumSet.allOf(LoraTarget.class));
    TrainedParameters adapted = parameters(LLAMA, new TrainingMethod.Lora(lora));

    assertThat(adapted.trained()).isEqualTo((double) AdaptedLayer.parameters(LLAMA, lora));
    assertThat(adapted.frozen()).isEqualTo((double) LLAMA.parameters());
  }

  @Test
  void quantizedModelsHaveFourBitsInTheirLinearLayersAlone() {
    LoraSpec lora = LoraSpec.of(8, EnumSet.allOf(LoraTarget.class));
    TrainedParameters once = parameters(LLAMA, new TrainingMethod.Qlora(lora, false));
    TrainedParameters doubly = parameters(LLAMA, new TrainingMethod.Qlora(lora, true));
    double others = 2 * (LLAMA_OTHERS + once.trained());

    assertThat(once.weightBytes()).isCloseTo(LLAMA_LINEAR * 4.5 / 8 + others, within(1.0));
    assertThat(doubly.weightBytes())
        .isCloseTo(LLAMA_LINEAR * (4 + 0.126953125) / 8 + others, within(1.0));
  }

  /** 32 layers; a prefix of 10 has keys and values of 4096, an adapter of 64 two matrices. */
  @Test
  void addedParametersAreCountedByHand() {
    assertThat(parameters(LLAMA, new TrainingMethod.Prefix(10)).trained())
        .isEqualTo(32 * 2 * 10 * 4096.0);
    assertThat(parameters(LLAMA, new TrainingMethod.Prompt(10)).trained()).isEqualTo(10 * 4096.0);
    assertThat(parameters(LLAMA, new TrainingMethod.Adapters(64)).trained())
        .isEqualTo(32 * 2 * (2 * 64 * 4096.0 + 64 + 4096) + 65 * 4096);
  }

  /** GPT-2 Medium: 24 layers with 4 x 1024 + 4096 + 1024 rows; 3 codes and 3 scales of each. */
  @Test
  void alphaTuningTrainsOneScaleOfEachRow() {
    ModelConfig model = ModelLibrary.get("gpt2-medium");
    TrainedParameters tuned = parameters(model, new TrainingMethod.AlphaTuning(3));
    double rows = 24 * 9 * 1024.0;

    assertThat(tuned.trained()).isEqualTo(rows);
    assertThat(tuned.frozen()).isEqualTo(model.parameters() + 2 * rows);
    assertThat(tuned.weightBytes())
        .isEqualTo(
            model.linearParameters() * 3.0 / 8
                + 2.0 * (model.parameters() - model.linearParameters())
                + 3 * 4 * rows);
  }

  @Test
  void straightThroughTrainingKeepsLatentWeights() {
    TrainedParameters latent =
        TrainedParameters.of(
            LLAMA,
            FULL.with(TrainingPrecision.BF16, Optimizer.ADAM)
                .with(new TrainingMethod.StraightThrough(NumberFormat.TERNARY)));
    double masters =
        latent.groups().stream().mapToDouble(g -> g.parameters() * g.masterBits()).sum();

    assertThat(latent.trained()).isEqualTo((double) LLAMA.parameters());
    assertThat(masters).isEqualTo(32 * LLAMA_LINEAR);
    assertThat(latent.weightBytes()).isEqualTo(LLAMA_LINEAR / 4 + 2 * LLAMA_OTHERS);
  }

  @Test
  void linearLayersAloneAreInFp8() {
    TrainedParameters fp8 =
        TrainedParameters.of(LLAMA, FULL.with(TrainingPrecision.FP8, Optimizer.ADAM));

    assertThat(fp8.weightBytes()).isEqualTo(LLAMA_LINEAR + 2 * LLAMA_OTHERS);
  }

  @Test
  void modelsOfOtherKindsAreRefused() {
    for (String name : List.of("t5-small", "bart-base", "clip-vit-base-patch32")) {
      assertThatThrownBy(() -> TrainedParameters.of(ModelLibrary.get(name), FULL))
          .isInstanceOf(SpecException.class)
          .hasMessage(name + " has 2 stacks; training is for transformers of one stack");
    }
    assertThatThrownBy(() -> TrainedParameters.of(ModelLibrary.get("nfnet-f0"), FULL))
        .isInstanceOf(SpecException.class)
        .hasMessage("nfnet-f0 is a convolutional network; training is for transformers");
  }
}
