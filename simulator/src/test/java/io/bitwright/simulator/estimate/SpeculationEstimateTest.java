package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SpeculationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpeculationEstimateTest {
  private static final ModelConfig DRAFT =
      Models.model("draft", ModelFamily.LLAMA, 512, 1024, 4, 8, 8, 64, 32000, false);
  private static final ModelConfig TARGET = Models.llama2With7BillionParameters();

  /** Nothing is accepted: each token takes a step of its own, at its own context. */
  @Property(tries = 30, seed = "1")
  void stepsAreDecodesOfTheDraftAndOnePassOfTheModel(
      @ForAll @IntRange(min = 1, max = 5) int drafted,
      @ForAll @IntRange(min = 1, max = 20) int newTokens,
      @ForAll long seed) {
    AcceleratorSpec machine = Machines.random(new Random(seed));
    PassSchedule schedule =
        PassSchedule.of(TARGET, workload(newTokens, new SpeculationSpec(DRAFT, drafted, 0)));
    Estimate whole =
        Estimator.estimate(
            machine, TARGET, workload(newTokens, new SpeculationSpec(DRAFT, drafted, 0)));

    PassSeries check = schedule.steps().getLast();
    assertThat(check.passes()).isEqualTo(newTokens);
    assertThat(check.first().getLast().newTokens()).isEqualTo(drafted + 1);
    assertThat(check.first().getLast().outputRows()).isEqualTo(2 * (drafted + 1L));
    double seconds = 0;
    for (int step = 0; step < newTokens; step++) {
      for (int token = 0; token < drafted; token++) {
        WorkloadSpec decode =
            new WorkloadSpec(
                Phase.DECODE, 2, 1, 40 + step + token, NumberFormat.BF16, NumberFormat.BF16);
        seconds += Estimator.estimate(machine, DRAFT, decode).latencySeconds();
      }
      PassSeries only = check.only(step);
      seconds +=
          SeriesEstimate.of(
                  Machine.of(machine), only, Estimator.formats(machine, pass(Phase.DECODE)))
              .operators()
              .stream()
              .mapToDouble(OperatorEstimate::seconds)
              .sum();
    }
    double prompts =
        Estimator.estimate(machine, TARGET, pass(Phase.PREFILL)).latencySeconds()
            + Estimator.estimate(machine, DRAFT, pass(Phase.PREFILL)).latencySeconds();
    PassSum.assertClose(whole.latencySeconds(), prompts + seconds);
    PassSum.assertClose(whole.generation().orElseThrow().timeToFirstTokenSeconds(), prompts);
  }

  /** A single pass that checks drafted tokens is that of a step of the same length and context. */
  @Test
  void scoredPassIsTheCheckOfAStep() {
    PassSchedule steps = PassSchedule.of(TARGET, workload(1, new SpeculationSpec(DRAFT, 4, 0)));
    PassSeries check = steps.steps().getLast();
    int context = Math.toIntExact(check.first().getLast().context());
    WorkloadSpec five =
        new WorkloadSpec(Phase.PREFILL, 2, 5, context, NumberFormat.BF16, NumberFormat.BF16);
    Machine machine = Machine.of(Machines.datacentre());
    Estimate scored = GenerationEstimate.ofScoredPass(machine, TARGET, five).whole();

    PassSeries alone = PassSchedule.ofScoredPass(TARGET, five).prompt().getFirst();
    assertThat(alone.first()).isEqualTo(check.first());
    assertThat(scored.operators())
        .isEqualTo(
            SeriesEstimate.of(machine, check, Estimator.formats(Machines.datacentre(), five))
                .operators());
    Estimate lastOnly = Estimator.estimate(Machines.datacentre(), TARGET, five);
    assertThat(scored.flops() - lastOnly.flops()).isEqualTo(2.0 * 8 * 4096 * 32000);
  }

  /** Of the same passes, as many fewer run as a step yields more tokens. */
  @Test
  void timeOfStepsFallsWithTheirExpectedTokens() {
    double none = stepSeconds(new SpeculationSpec(DRAFT, 4, 0));

    PassSum.assertClose(stepSeconds(new SpeculationSpec(DRAFT, 4, 1)), none / 5);
    PassSum.assertClose(
        stepSeconds(new SpeculationSpec(DRAFT, 4, 0.8)), none * (1 - 0.8) / (1 - Math.pow(0.8, 5)));
  }

  @Test
  void aDraftThatIsOftenRightSavesTime() {
    Estimate plain =
        Estimator.estimate(
            Machines.datacentre(),
            TARGET,
            pass(Phase.PREFILL).with(new GenerationSpec(100, 1, Optional.empty())));
    Estimate drafted =
        Estimator.estimate(
            Machines.datacentre(), TARGET, workload(100, new SpeculationSpec(DRAFT, 4, 0.8)));

    assertThat(drafted.latencySeconds()).isLessThan(plain.latencySeconds() / 2);
    assertThat(drafted.flops()).isEqualTo(plain.flops());
    assertThat(drafted.hfu()).isGreaterThan(drafted.mfu());
    assertThat(plain.hfu()).isEqualTo(plain.mfu());
    assertThat(drafted.operators())
        .extracting(OperatorEstimate::name)
        .contains("draft.q_proj", "q_proj", "draft.lm_head", "lm_head");
  }

  /** The last step may begin at the last token and checks four drafted ones behind it. */
  @Test
  void bothModelsLieInMemory() {
    Estimate drafted =
        Estimator.estimate(
            Machines.datacentre(), TARGET, workload(100, new SpeculationSpec(DRAFT, 4, 0.8)));

    assertThat(drafted.memoryBytes().weights())
        .isEqualTo(2.0 * (TARGET.parameters() + DRAFT.parameters()));
    assertThat(drafted.memoryBytes().kvCache())
        .isEqualTo(
            KeyValueCache.bytes(TARGET, 40 + 100 + 4, 2, NumberFormat.BF16)
                + KeyValueCache.bytes(DRAFT, 40 + 100 + 3, 2, NumberFormat.BF16));
  }

  @Test
  void aDraftHasTheVocabularyOfTheModel() {
    ModelConfig other = Models.model("other", ModelFamily.LLAMA, 64, 128, 1, 1, 1, 64, 100, false);

    assertThatThrownBy(
            () -> PassSchedule.of(TARGET, workload(5, new SpeculationSpec(other, 2, 0.5))))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "other has a vocabulary of 100 tokens, llama-2-7b one of 32000; "
                + "a draft needs the vocabulary of the model");
  }

  private static double stepSeconds(SpeculationSpec speculation) {
    return Estimator.estimate(Machines.datacentre(), TARGET, workload(50, speculation))
        .generation()
        .orElseThrow()
        .timePerOutputTokenSeconds();
  }

  private static WorkloadSpec workload(int newTokens, SpeculationSpec speculation) {
    return pass(Phase.PREFILL).with(new GenerationSpec(newTokens, 1, Optional.of(speculation)));
  }

  private static WorkloadSpec pass(Phase phase) {
    return new WorkloadSpec(phase, 2, 40, 0, NumberFormat.BF16, NumberFormat.BF16);
  }
}
