package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TrainingWorkTest {
  private static final ModelConfig PALM = ModelLibrary.get("palm-540b");
  private static final TrainingSpec STEP = TrainingSpec.of(2048, 2048);
  private static final double TOKENS = 2048.0 * 2048;
  private static final double ATTENTION = 4 * 118 * 48 * 256 * 2048.0 * TOKENS;

  /** 6 (N - norms) + 12 L H Q T a token; PaLM's tied head is the one use of its table. */
  @Test
  void fullTrainingIsPalmsConvention() {
    TrainingWork work = TrainingWork.of(PALM, STEP);
    double products = 2.0 * (PALM.parameters() - PALM.parameterCount().norms()) * TOKENS;

    close(work.forward(), products + ATTENTION);
    close(work.inputGradients(), products + 2 * ATTENTION);
    close(work.weightGradients(), products);
    close(work.modelFlops(), 3 * (products + ATTENTION));
    assertThat(work.recomputation()).isZero();
  }

  @Test
  void recomputationRepeatsAForwardPassOfAttentionOrOfTheLayers() {
    TrainingWork selective = TrainingWork.of(PALM, STEP.with(Recomputation.SELECTIVE, false));
    TrainingWork full = TrainingWork.of(PALM, STEP.with(Recomputation.FULL, false));

    close(selective.recomputation(), ATTENTION);
    close(full.recomputation(), 2.0 * PALM.linearParameters() * TOKENS + ATTENTION);
    assertThat(full.modelFlops()).isEqualTo(selective.modelFlops());
    assertThat(full.hardwareFlops()).isEqualTo(full.modelFlops() + full.recomputation());
  }

  /** Equation 7 of arXiv 2205.05198: 72 B L s h^2 (1 + s / (6 h) + v / (12 h L)). */
  @Test
  void gptIsTheEquationOfKorthikanti() {
    ModelConfig model = ModelLibrary.get("mt-nlg-530b");
    double h = 20480;
    double factor = 1 + 2048 / (6 * h) + 51200 / (12 * h * 105);

    close(
        TrainingWork.of(model, TrainingSpec.of(280, 2048)).modelFlops(),
        72.0 * 280 * 105 * 2048 * h * h * factor);
  }

  @Test
  void frozenWeightsHaveNoGradient() {
    LoraSpec lora = LoraSpec.of(8, EnumSet.of(LoraTarget.Q_PROJ));
    TrainingWork full = TrainingWork.of(PALM, STEP);
    TrainingWork adapted = TrainingWork.of(PALM, STEP.with(new TrainingMethod.Lora(lora)));
    double adapters = 2.0 * 118 * 8 * (18432 + 48 * 256) * TOKENS;

    close(adapted.weightGradients(), adapters);
    close(adapted.forward(), full.forward() + adapters);
    close(adapted.inputGradients(), full.inputGradients() + adapters);
    assertThat(TrainingWork.of(PALM, STEP.with(new TrainingMethod.AlphaTuning(3))))
        .isEqualTo(new TrainingWork(full.forward(), full.inputGradients(), 0, 0));
  }

  @Test
  void promptsLengthenSequencesAndPrefixesTheirKeys() {
    TrainingSpec step = TrainingSpec.of(1, 1000);
    double plain = TrainingWork.of(PALM, TrainingSpec.of(1, 1024)).forward();

    close(TrainingWork.of(PALM, step.with(new TrainingMethod.Prompt(24))).forward(), plain);
    close(
        TrainingWork.of(PALM, step.with(new TrainingMethod.Prefix(24))).forward()
            - TrainingWork.of(PALM, step).forward(),
        4 * 118 * 48 * 256 * 24.0 * 1000);
  }

  /** Mixtral's tokens go through 2 of 8 experts. */
  @Test
  void tokensMeetTheirExpertsAlone() {
    ModelConfig model = ModelLibrary.get("mixtral-8x7b");
    double layer = 2 * 4096.0 * 4096 + 2 * 4096 * 1024 + 2 * 3 * 4096.0 * 14336 + 8 * 4096;
    double attention = 4 * 32 * 4096.0;

    close(
        TrainingWork.of(model, TrainingSpec.of(1, 1)).forward(),
        2 * (32 * layer + 32000 * 4096.0) + attention);
  }

  @Test
  void utilizationIsAShareOfThePeak() {
    assertThat(TrainingWork.utilization(50, 2, 100)).isEqualTo(0.25);
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
  }
}
