package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SpeculationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodInferenceTest {
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");
  private static final ModelConfig MIXTRAL = ModelLibrary.get("mixtral-8x7b");
  private static final Machine V4 = Machine.of(AcceleratorLibrary.get("tpu-v4"));

  private static PodMachine ring(int chips, boolean overlap) {
    Axis axis = new Axis(AxisKind.RING, chips, 50e9, 3.55e-6, 1e-6, 1, 0, -1);
    return PodMachine.of(V4, List.of(axis), overlap);
  }

  private static WorkloadSpec workload(Phase phase, int batch, int tokens, NumberFormat weights) {
    boolean decode = phase == Phase.DECODE;
    return new WorkloadSpec(
        phase, batch, decode ? 1 : tokens, decode ? tokens : 0, weights, NumberFormat.BF16);
  }

  private static WorkloadSpec decode(int batch) {
    return workload(Phase.DECODE, batch, 1024, NumberFormat.BF16);
  }

  private static WorkloadSpec prefill(int batch) {
    return workload(Phase.PREFILL, batch, 512, NumberFormat.BF16);
  }

  private static InferenceLayout overHeads(int columns) {
    return InferenceLayout.stationary(columns, 1, AttentionSharding.HEADS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void oneChipTakesWhatItTakesAlone(String accelerator) {
    Machine machine = Machine.of(AcceleratorLibrary.get(accelerator));
    Axis alone = new Axis(AxisKind.RING, 1, 50e9, 1e-6, 1e-6, 1, 0, -1);
    PodMachine pod = PodMachine.of(machine, List.of(alone), false);
    WorkloadSpec generation = prefill(2).with(new GenerationSpec(16, 1, Optional.empty()));
    for (WorkloadSpec workload : List.of(prefill(2), decode(4), generation)) {
      Estimate one = Estimator.estimate(machine.accelerator(), LLAMA, workload);
      InferenceEstimate ours = PodInference.of(pod, LLAMA, workload, InferenceLayout.ONE_CHIP);

      assertThat(ours.seconds()).isCloseTo(one.latencySeconds(), within(1e-12));
      assertThat(ours.tokensPerSecond()).isCloseTo(one.tokensPerSecond(), within(1e-6));
      assertThat(ours.modelFlopsUtilization()).isCloseTo(one.mfu(), within(1e-9));
      assertThat(ours.memory()).isEqualTo(one.memoryBytes());
      assertThat(ours.collectives()).isEmpty();
      assertThat(ours.exposedSeconds() + ours.bubbleSeconds()).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void theBreakdownAddsUp() {
    InferenceEstimate ours = PodInference.of(ring(8, false), LLAMA, decode(16), overHeads(8));

    double collectives =
        ours.collectives().stream().mapToDouble(CollectiveLine::exposedSeconds).sum();
    double operators = ours.operators().stream().mapToDouble(line -> line.seconds()).sum();
    assertThat(ours.exposedSeconds()).isCloseTo(collectives, within(1e-12));
    assertThat(ours.computeSeconds()).isCloseTo(operators, within(1e-12));
    assertThat(ours.seconds()).isCloseTo(collectives + operators, within(1e-12));
    assertThat(ours.boundBy()).isEqualTo(PodBound.MEMORY);
  }

  /** A small model on many chips waits for its links. */
  @Test
  void manyChipsAreBoundByCommunication() {
    InferenceEstimate ours = PodInference.of(ring(32, false), LLAMA, decode(1), overHeads(32));

    assertThat(ours.boundBy()).isEqualTo(PodBound.COMMUNICATION);
  }

  /** Weights and heads divide; a model of 13.5 GB in bf16 has a fourth of them on each of four. */
  @Test
  void memoryOfAChipIsItsShare() {
    InferenceEstimate one =
        PodInference.of(ring(1, false), LLAMA, decode(16), InferenceLayout.ONE_CHIP);
    InferenceEstimate four = PodInference.of(ring(4, false), LLAMA, decode(16), overHeads(4));

    assertThat(four.memory().kvCache()).isEqualTo(one.memory().kvCache() / 4);
    assertThat(four.memory().weights() * 4 / one.memory().weights()).isBetween(1.0, 1.001);
  }

  /** Pope et al. 2022, section 3.3: over heads every chip keeps a single head's keys of all. */
  @Test
  void attentionOverSequencesDividesTheCacheOfASingleHead() {
    ModelConfig palm = ModelLibrary.get("palm-62b");
    InferenceLayout heads = InferenceLayout.stationary(8, 2, AttentionSharding.HEADS);
    InferenceLayout batch = InferenceLayout.stationary(8, 2, AttentionSharding.BATCH);
    InferenceEstimate overHeads = PodInference.of(ring(16, false), palm, decode(64), heads);
    InferenceEstimate overBatch = PodInference.of(ring(16, false), palm, decode(64), batch);

    double all = 2.0 * 64 * 256 * 2 * 1025 * 64;
    assertThat(overHeads.memory().kvCache()).isEqualTo(all);
    assertThat(overBatch.memory().kvCache()).isEqualTo(all / 16);
    assertThat(overBatch.computeSeconds()).isLessThan(overHeads.computeSeconds());
  }

  @Test
  void whatDoesNotFitSaysByHowMuch() {
    ModelConfig large = ModelLibrary.get("llama-2-70b");
    InferenceEstimate ours = PodInference.of(ring(2, false), large, decode(1), overHeads(2));

    assertThat(ours.fitsInMemory()).isFalse();
    double capacity = V4.accelerator().memory().capacity().bytes();
    assertThat(ours.missingBytes()).isEqualTo(ours.memory().total() - capacity);
    assertThat(PodInference.ifItFits(ring(2, false), large, decode(1), overHeads(2))).isEmpty();
  }

  /** An eighth of the bytes: weights of 2 bits for 16 of linear layers, the rest as it was. */
  @Test
  void narrowWeightsTakeLessTimeAndMemory() {
    double before = Double.POSITIVE_INFINITY;
    for (NumberFormat weights :
        List.of(NumberFormat.BF16, NumberFormat.INT8, NumberFormat.TERNARY)) {
      WorkloadSpec workload = workload(Phase.DECODE, 1, 128, weights);
      InferenceEstimate ours = PodInference.of(ring(4, false), LLAMA, workload, overHeads(4));
      assertThat(ours.memory().weights()).isLessThan(before);
      before = ours.memory().weights();
    }
  }

  /** Two stages of sixteen layers: a lone sequence gains nothing, two have both stages busy. */
  @Test
  void stagesNeedSeveralSequences() {
    InferenceLayout two = InferenceLayout.ONE_CHIP.withStages(2);
    InferenceEstimate alone =
        PodInference.of(ring(1, false), LLAMA, decode(1), InferenceLayout.ONE_CHIP);
    InferenceEstimate one = PodInference.of(ring(2, false), LLAMA, decode(1), two);
    InferenceEstimate both = PodInference.of(ring(2, false), LLAMA, decode(2), two);

    assertThat(one.seconds()).isBetween(alone.seconds(), 1.01 * alone.seconds());
    assertThat(one.bubbleSeconds()).isGreaterThan(0.45 * one.seconds());
    assertThat(both.tokensPerSecond()).isGreaterThan(1.9 * one.tokensPerSecond());
  }

  /** Fill and drain: with m groups in p stages, m + p - 1 times of a stage (here 4 + 3). */
  @Test
  void aPromptRunsThroughStagesInGroups() {
    InferenceLayout four = InferenceLayout.ONE_CHIP.withStages(4);
    InferenceEstimate ours = PodInference.of(ring(4, false), LLAMA, prefill(4), four);

    double stage = (ours.computeSeconds() + ours.exposedSeconds()) / 4;
    assertThat(ours.seconds()).isBetween(6.8 * stage, 7.001 * stage);
  }

  /** All experts on each chip, or two of eight: less to read, with two exchanges a layer. */
  @Test
  void expertsOnChipsOfTheirOwnReadFewerWeights() {
    InferenceEstimate replicas =
        PodInference.of(
            ring(4, false), MIXTRAL, decode(64), InferenceLayout.ONE_CHIP.withReplicas(4));
    InferenceEstimate experts =
        PodInference.of(
            ring(4, false), MIXTRAL, decode(64), InferenceLayout.ONE_CHIP.withExperts(4));

    assertThat(experts.memory().weights()).isLessThan(0.3 * replicas.memory().weights());
    assertThat(experts.seconds()).isLessThan(replicas.seconds());
    assertThat(experts.collectives())
        .extracting(CollectiveLine::name)
        .containsExactly("tokens to experts", "experts' results");
  }

  /** Switch Transformer's encoder and decoder have experts in every second layer. */
  @Test
  void encodersAndDecodersRunTogether() {
    ModelConfig switched = ModelLibrary.get("switch-base-8");
    InferenceEstimate ours =
        PodInference.of(ring(8, false), switched, prefill(8), overHeads(2).withExperts(4));

    long exchanges =
        ours.collectives().stream()
            .filter(line -> line.name().equals("tokens to experts"))
            .mapToLong(CollectiveLine::count)
            .sum();
    assertThat(exchanges).isEqualTo(6 + 6);
    assertThat(ours.seconds()).isPositive();
  }

  @Test
  void whatRunsBesideProductsIsHiddenWhereThePodOverlaps() {
    InferenceLayout gathered = InferenceLayout.weightGathered(4, 1, AttentionSharding.BATCH);
    InferenceEstimate apart = PodInference.of(ring(4, false), LLAMA, prefill(64), gathered);
    InferenceEstimate beside = PodInference.of(ring(4, true), LLAMA, prefill(64), gathered);

    CollectiveLine weights = beside.collectives().getFirst();
    assertThat(weights.name()).isEqualTo("weights");
    assertThat(weights.exposedSeconds()).isZero();
    assertThat(apart.seconds() - beside.seconds()).isCloseTo(weights.seconds(), within(1e-9));
  }

  /** The prompt, and eight steps with one token more each: half of them before the middle. */
  @Test
  void aGenerationIsItsPromptAndItsSteps() {
    WorkloadSpec generation = prefill(4).with(new GenerationSpec(8, 1, Optional.empty()));
    InferenceEstimate ours = PodInference.of(ring(4, false), LLAMA, generation, overHeads(4));
    InferenceEstimate prompt = PodInference.of(ring(4, false), LLAMA, prefill(4), overHeads(4));
    WorkloadSpec step = workload(Phase.DECODE, 4, 516, NumberFormat.BF16);
    InferenceEstimate middle = PodInference.of(ring(4, false), LLAMA, step, overHeads(4));

    assertThat(ours.promptSeconds()).isCloseTo(prompt.seconds(), within(1e-12));
    assertThat(ours.secondsPerToken() / middle.seconds()).isCloseTo(1, within(1e-3));
    assertThat(ours.tokensPerSecond() * ours.seconds()).isCloseTo(32, within(1e-9));
  }

  /** Half of the layers on each chip, with the keys of all groups of sequences. */
  @Test
  void aStageKeepsTheCacheOfAllGroups() {
    InferenceEstimate one =
        PodInference.of(ring(1, false), LLAMA, decode(4), InferenceLayout.ONE_CHIP);
    InferenceEstimate two =
        PodInference.of(ring(2, false), LLAMA, decode(4), InferenceLayout.ONE_CHIP.withStages(2));

    assertThat(two.memory().kvCache()).isEqualTo(one.memory().kvCache() / 2);
  }

  @Test
  void aDraftIsRefusedWhereChipsShareLayers() {
    SpeculationSpec drafts = new SpeculationSpec(ModelLibrary.get("llama-2-7b"), 4, 0.8);
    WorkloadSpec speculative = prefill(2).with(new GenerationSpec(8, 1, Optional.of(drafts)));
    InferenceLayout replicas = InferenceLayout.ONE_CHIP.withReplicas(2);

    assertThat(PodInference.of(ring(2, false), LLAMA, speculative, replicas).seconds())
        .isPositive();
    assertThatThrownBy(() -> PodInference.of(ring(2, false), LLAMA, speculative, overHeads(2)))
        .isInstanceOf(SpecException.class)
        .hasMessage("layout WS 1D 2 / heads shares a model's layers; leave the draft model out");
  }

  @Test
  void aLayoutThatIsNotOfThePodIsRefused() {
    assertThatThrownBy(() -> PodInference.of(ring(8, false), LLAMA, decode(1), overHeads(4)))
        .isInstanceOf(SpecException.class)
        .hasMessage("layout WS 1D 4 / heads of 4 chips does not lie on a pod of 8 chips");
  }
}
