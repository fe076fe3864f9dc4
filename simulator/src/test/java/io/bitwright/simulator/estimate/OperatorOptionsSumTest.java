package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A generation and a prompt in chunks are their passes one by one, with every option. */
class OperatorOptionsSumTest {

  @Property(tries = 150, seed = "1")
  void generationIsItsPrefillAndItsDecodesOneByOne(
      @ForAll @IntRange(min = 1, max = 3) int batch,
      @ForAll @IntRange(min = 1, max = 200) int sequence,
      @ForAll @IntRange(max = 100) int context,
      @ForAll @IntRange(min = 1, max = 40) int newTokens,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = model(random);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    AttentionSpec attention = OperatorOptions.randomAttention(random);
    SidePathSpec sidePaths = OperatorOptions.randomSidePaths(random);
    WorkloadSpec prefill =
        OperatorOptions.pass(Phase.PREFILL, batch, sequence, context, attention, sidePaths);
    Estimate first = Estimator.estimate(machine, model, prefill);
    PassSum sum = new PassSum().add(first, 1);
    Estimate last = first;
    for (int step = 0; step < newTokens; step++) {
      int length = context + sequence + step;
      WorkloadSpec decode =
          OperatorOptions.pass(Phase.DECODE, batch, 1, length, attention, sidePaths);
      last = Estimator.estimate(machine, model, decode);
      sum.add(last, 1);
    }

    Estimate whole =
        Estimator.estimate(
            machine, model, prefill.with(new GenerationSpec(newTokens, 1, Optional.empty())));
    sum.assertEquals(whole);
    assertThat(whole.memoryBytes().kvCache()).isEqualTo(last.memoryBytes().kvCache());
    assertThat(whole.memoryBytes().weights()).isEqualTo(last.memoryBytes().weights());
    assertThat(whole.memoryBytes().activations())
        .isEqualTo(Math.max(last.memoryBytes().activations(), first.memoryBytes().activations()));
  }

  @Property(tries = 60, seed = "2")
  void aPromptInChunksIsItsPassesOneByOne(
      @ForAll @IntRange(min = 1, max = 200) int sequence,
      @ForAll @IntRange(min = 1, max = 100) int chunk,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = model(random);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    AttentionSpec attention = OperatorOptions.randomAttention(random);
    SidePathSpec sidePaths = OperatorOptions.randomSidePaths(random);
    PassSum sum = new PassSum();
    double cache = 0;
    for (int done = 0; done < sequence; done += chunk) {
      int tokens = Math.min(chunk, sequence - done);
      WorkloadSpec pass =
          OperatorOptions.pass(Phase.PREFILL, 2, tokens, done, attention, sidePaths);
      Estimate estimate = Estimator.estimate(machine, model, pass);
      sum.add(estimate, 1);
      cache = estimate.memoryBytes().kvCache();
    }
    WorkloadSpec chunks =
        new WorkloadSpec(
            Phase.PREFILL,
            2,
            sequence,
            0,
            NumberFormat.INT8,
            NumberFormat.INT8,
            OptionalInt.of(chunk),
            Optional.empty(),
            attention,
            sidePaths);

    Estimate whole = Estimator.estimate(machine, model, chunks);
    sum.assertEquals(whole);
    assertThat(whole.memoryBytes().kvCache()).isEqualTo(cache);
  }

  private static ModelConfig model(Random random) {
    ModelConfig model = Models.random(random);
    return random.nextBoolean()
        ? OperatorOptions.windowed(
            model, 1 + random.nextInt(150), LayerPattern.allButEvery(1 + random.nextInt(3)))
        : model;
  }
}
