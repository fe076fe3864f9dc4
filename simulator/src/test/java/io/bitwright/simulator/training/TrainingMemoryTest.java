package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
  private static final ModelConfig GPT = ModelLibrary.get("gpt-3-175b");
  private static final TrainingSpec STEP_OF_BLOOM = TrainingSpec.of(12, 2048);
  private static final TrainingSpec STEP = TrainingSpec.of(64, 2048);

  private static ParallelismSpec pipeline(PipelineKind kind, int interleaving) {
    return ParallelismSpec.ONE_CHIP.withTensor(8, true).withPipeline(8, kind, 64, interleaving);
  }

  /** Equations 1, 2, 4 and 6 and table 2 of arXiv 2205.05198 with 96 heads of 128 each. */
  @Property(seed = "3", tries = 100)
  void layersKeepWhatTheEquationsSay(
      @ForAll @IntRange(min = 1, max = 4096) int sequence,
      @ForAll @IntRange(min = 1, max = 64) int sequences,
      @ForAll @IntRange(min = 0, max = 5) int tensorPower) {
    int t = 1 << tensorPower;
    TrainingSpec training = TrainingSpec.of(sequences, sequence).with(Recomputation.NONE, true);
    ParallelismSpec tensor = ParallelismSpec.ONE_CHIP.withTensor(t, false);
    ActivationMemory split = ActivationMemory.ofLayer(GPT.lastStack(), training, sequences, tensor);
    ActivationMemory both =
        ActivationMemory.ofLayer(GPT.lastStack(), training, sequences, tensor.withTensor(t, true));
    double sbh = 12288.0 * sequence * sequences;
    double scores = 5 * 96.0 * sequence / 12288;

    close(split.kept(Recomputation.NONE), sbh * (10 + 24.0 / t + scores / t));
    close(both.kept(Recomputation.NONE), sbh / t * (34 + scores));
    close(split.kept(Recomputation.SELECTIVE), sbh * (10 + 24.0 / t));
    close(both.kept(Recomputation.SELECTIVE), sbh / t * 34);
    close(split.kept(Recomputation.FULL), 2 * sbh);
    close(both.kept(Recomputation.FULL), 2 * sbh / t);
    for (Recomputation recomputation : Recomputation.values()) {
      close(
          both.kept(recomputation) + both.recomputed(recomputation), both.kept(Recomputation.NONE));
    }
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12 * expected));
  }

  /** Two inputs, queries, keys, values, results of 4096, and 3 x 11008; no masks. */
  @Test
  void gatedLayersKeepBothBranches() {
    ModelConfig model = ModelLibrary.get("llama-2-7b");
    ActivationMemory layer =
        ActivationMemory.ofLayer(
            model.lastStack(), TrainingSpec.of(1, 16), 1, ParallelismSpec.ONE_CHIP);

    assertThat(layer.stream()).isEqualTo(16 * 2 * 4 * 4096.0);
    assertThat(layer.inner()).isEqualTo(16 * 2 * (4 * 4096.0 + 3 * 11008));
    assertThat(layer.scores()).isEqualTo(16 * 16 * 32 * 2.0);
  }

  /** Equation 5 with the factor 1 + (p - 1) / (p v) of section 4.2.3, on the first stage. */
  @Test
  void firstStageKeepsAllThatIsInFlight() {
    TrainingSpec training = STEP.with(Recomputation.NONE, false);
    double layer =
        ActivationMemory.ofLayer(
                GPT.lastStack(), training, 1, ParallelismSpec.ONE_CHIP.withTensor(8, true))
            .kept(Recomputation.NONE);

    assertThat(first(training, PipelineKind.GPIPE, 1)).isEqualTo(64 * 12 * layer);
    assertThat(first(training, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 1)).isEqualTo(96 * layer);
    assertThat(first(training, PipelineKind.INTERLEAVED, 3))
        .isCloseTo(96 * layer * (1 + 7.0 / 24), within(1.0));
  }

  private static double first(TrainingSpec training, PipelineKind kind, int interleaving) {
    return TrainingMemory.ofStage(GPT, training, pipeline(kind, interleaving), 0).activations();
  }

  /** All chips of a fully sharded step hold one copy of everything, wherever it is. */
  @Test
  void fullShardingKeepsOneCopyOfAllStates() {
    for (String name : List.of("mixtral-8x7b", "llama-2-7b", "gpt-3-175b")) {
      ModelConfig model = ModelLibrary.get(name);
      int experts = name.startsWith("mixtral") ? 4 : 1;
      ParallelismSpec parallelism =
          ParallelismSpec.fullySharded(8, ZeroStage.WEIGHTS).withData(1, experts);
      double chip = TrainingMemory.of(model, STEP, parallelism).states().total();

      assertThat(8 * chip).isCloseTo(16.0 * model.parameters(), within(1e3));
    }
  }

  /** Mixtral: only the experts are fewer on a chip, of weights that are not shared out. */
  @Test
  void expertParallelismSplitsTheExperts() {
    ModelConfig model = ModelLibrary.get("mixtral-8x7b");
    ParallelismSpec all = ParallelismSpec.ONE_CHIP.withData(8, 1);
    double split = TrainingMemory.of(model, STEP, all.withData(8, 8)).states().weights();
    double experts = 32 * 8 * 3 * 4096.0 * 14336;

    assertThat(TrainingMemory.of(model, STEP, all).states().weights() - split)
        .isEqualTo(2 * experts * 7 / 8);
  }

  /** PaLM has one head of keys and values, which each tensor chip has. */
  @Test
  void sharedKeyValueHeadsAreWholeOnEachChip() {
    ModelConfig model = ModelLibrary.get("palm-540b");
    ParallelismSpec twelve = ParallelismSpec.ONE_CHIP.withTensor(12, false);
    double weights = TrainingMemory.of(model, STEP, twelve).states().weights();
    double keyValue = 118 * 2 * 18432.0 * 256;
    double norms = model.parameterCount().norms();
    double split = model.parameters() - keyValue - norms;

    assertThat(weights).isCloseTo(2 * (split / 12 + keyValue + norms), within(1.0));
  }

  @Test
  void optimizersKeepTheirStates() {
    assertThat(states(Optimizer.SGD)).isZero();
    assertThat(states(Optimizer.MOMENTUM)).isEqualTo(4.0 * GPT.parameters());
    assertThat(states(Optimizer.ADAM)).isEqualTo(8.0 * GPT.parameters());
    assertThat(states(Optimizer.ADAMW)).isEqualTo(states(Optimizer.ADAM));
    assertThat(states(Optimizer.ADAM_8BIT))
        .isCloseTo(2 * (1 + 4.0 / 2048) * GPT.parameters(), within(1e3));
    assertThat(states(Optimizer.ADAFACTOR)).isLessThan(0.01 * GPT.parameters());
  }

  private static double states(Optimizer optimizer) {
    TrainingSpec training = STEP.with(TrainingPrecision.MIXED_BF16, optimizer);
    return TrainingMemory.of(GPT, training, ParallelismSpec.ONE_CHIP).states().optimizerStates();
  }

  @Test
  void frozenParametersHaveWeightsAlone() {
    TrainingSpec prompt = STEP.with(new TrainingMethod.Prompt(20));
    ModelStates states = TrainingMemory.of(GPT, prompt, ParallelismSpec.ONE_CHIP).states();

    assertThat(states.weights()).isEqualTo(2.0 * (GPT.parameters() + 20 * 12288));
    assertThat(states.gradients()).isEqualTo(2.0 * 20 * 12288);
    assertThat(states.optimizerStates()).isEqualTo(8.0 * 20 * 12288);
    assertThat(states.masters()).isEqualTo(4.0 * 20 * 12288);
  }

  @Test
  void lastStageHasTheHeadAndTheFirstTheEmbedding() {
    ParallelismSpec parallelism = pipeline(PipelineKind.ONE_FORWARD_ONE_BACKWARD, 1);
    double table = 2 * 50257 * 12288.0 / 8;
    double positions = 2 * 2048 * 12288.0 / 8;

    assertThat(weights(parallelism, 0) - weights(parallelism, 1))
        .isCloseTo(table + positions, within(1.0));
    assertThat(weights(parallelism, 7) - weights(parallelism, 1)).isCloseTo(table, within(1.0));
  }

  private static double weights(ParallelismSpec parallelism, int stage) {
    return TrainingMemory.ofStage(GPT, STEP, parallelism, stage).states().weights();
  }

  @Test
  void degreesThatDoNotDivideAreRefused() {
    assertThatThrownBy(
            () -> TrainingMemory.of(GPT, STEP, ParallelismSpec.ONE_CHIP.withTensor(5, false)))
        .isInstanceOf(SpecException.class)
        .hasMessage("tensor 5 does not divide the 96 heads of gpt-3-175b: 1 left over");
  }

  /** Of BLOOM's 12 stages, each but the first and the last has 6 of the 70 layers. */
  @Test
  void stagesKeepTheLayersThatTheyHave() {
    ModelConfig bloom = ModelLibrary.get("bloom");
    ParallelismSpec plan =
        ParallelismSpec.ONE_CHIP.withPipeline(12, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 12, 1);
    double weights = 0;
    for (int stage = 0; stage < 12; stage++) {
      weights += TrainingMemory.ofStage(bloom, STEP_OF_BLOOM, plan, stage).states().weights();
    }
    double shared = 2.0 * bloom.head().orElseThrow().inputs() * bloom.headOutputs();
    close(weights, TrainedParameters.of(bloom, STEP_OF_BLOOM).weightBytes() + shared);

    double layers = 2.0 * bloom.lastStack().linearWeights() / 70;
    double second = TrainingMemory.ofStage(bloom, STEP_OF_BLOOM, plan, 1).states().weights();
    double last = TrainingMemory.ofStage(bloom, STEP_OF_BLOOM, plan, 11).states().weights();
    assertThat(second).isBetween(6 * layers, 6.01 * layers);
    assertThat(last - shared).isBetween(5 * layers, 5.01 * layers);
  }
}
