package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GenerationEstimateTest {
  private static final List<String> GPUS =
      List.of("nvidia-h200", "nvidia-h100", "nvidia-a100-80gb");

  @Property(tries = 100, seed = "1")
  void generationIsItsPrefillAndItsDecodesOneByOne(
      @ForAll @IntRange(min = 1, max = 4) int batch,
      @ForAll @IntRange(min = 1, max = 300) int sequence,
      @ForAll @IntRange(max = 200) int context,
      @ForAll @IntRange(min = 1, max = 60) int newTokens,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = model(random);
    AcceleratorSpec machine = machine(random);
    WorkloadSpec workload =
        generate(batch, sequence, context, new GenerationSpec(newTokens, 1, Optional.empty()));
    Estimate prefill =
        Estimator.estimate(machine, model, pass(Phase.PREFILL, batch, sequence, context));
    PassSum sum = new PassSum().add(prefill, 1);
    Estimate last = prefill;
    for (int step = 0; step < newTokens; step++) {
      last =
          Estimator.estimate(
              machine, model, pass(Phase.DECODE, batch, 1, context + sequence + step));
      sum.add(last, 1);
    }

    Estimate whole = Estimator.estimate(machine, model, workload);
    sum.assertEquals(whole);
    assertThat(whole.memoryBytes().kvCache()).isEqualTo(last.memoryBytes().kvCache());
    assertThat(whole.memoryBytes().weights()).isEqualTo(last.memoryBytes().weights());
    assertThat(whole.memoryBytes().activations())
        .isEqualTo(Math.max(last.memoryBytes().activations(), prefill.memoryBytes().activations()));
    GenerationTimes times = whole.generation().orElseThrow();
    PassSum.assertClose(times.timeToFirstTokenSeconds(), prefill.latencySeconds());
    PassSum.assertClose(
        times.timePerOutputTokenSeconds(), (sum.seconds() - prefill.latencySeconds()) / newTokens);
    PassSum.assertClose(whole.tokensPerSecond(), (double) batch * newTokens / sum.seconds());
  }

  @Property(tries = 100, seed = "2")
  void aPromptInChunksIsItsPassesOneByOne(
      @ForAll @IntRange(min = 1, max = 300) int sequence,
      @ForAll @IntRange(max = 100) int context,
      @ForAll @IntRange(min = 1, max = 400) int chunk,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = model(random);
    AcceleratorSpec machine = machine(random);
    PassSum sum = new PassSum();
    double cache = 0;
    for (int done = 0; done < sequence; done += chunk) {
      int tokens = Math.min(chunk, sequence - done);
      Estimate pass =
          Estimator.estimate(machine, model, pass(Phase.PREFILL, 2, tokens, context + done));
      sum.add(pass, 1);
      cache = pass.memoryBytes().kvCache();
    }

    Estimate whole =
        Estimator.estimate(
            machine,
            model,
            new WorkloadSpec(
                Phase.PREFILL,
                2,
                sequence,
                context,
                NumberFormat.INT8,
                NumberFormat.INT8,
                OptionalInt.of(chunk),
                Optional.empty()));
    sum.assertEquals(whole);
    assertThat(whole.memoryBytes().kvCache()).isEqualTo(cache);
    assertThat(whole.generation()).isEmpty();
    PassSum.assertClose(whole.tokensPerSecond(), 2.0 * sequence / sum.seconds());
  }

  @Property(tries = 50, seed = "3")
  void beamsAreStepsOfMoreSequencesThatShareThePrompt(
      @ForAll @IntRange(min = 1, max = 3) int batch,
      @ForAll @IntRange(min = 2, max = 5) int beams,
      @ForAll @IntRange(min = 1, max = 100) int sequence,
      @ForAll @IntRange(min = 1, max = 100) int newTokens,
      @ForAll long seed) {
    Random random = new Random(seed);
    ModelConfig model = Models.random(random);
    AcceleratorSpec machine = machine(random);
    PassSum sum = new PassSum();
    sum.add(Estimator.estimate(machine, model, pass(Phase.PREFILL, batch, sequence, 7)), 1);
    for (int step = 0; step < newTokens; step++) {
      WorkloadSpec decode = pass(Phase.DECODE, batch * beams, 1, 7 + sequence + step);
      sum.add(Estimator.estimate(machine, model, decode), 1);
    }

    Estimate whole =
        Estimator.estimate(
            machine,
            model,
            generate(batch, sequence, 7, new GenerationSpec(newTokens, beams, Optional.empty())));
    sum.assertEquals(whole);
    PassSum.assertClose(whole.tokensPerSecond(), (double) batch * newTokens / sum.seconds());
    PassSum.assertClose(
        whole.memoryBytes().kvCache(),
        KeyValueCache.bytes(model, 7 + sequence, batch, NumberFormat.BF16)
            + KeyValueCache.bytes(model, newTokens, (long) batch * beams, NumberFormat.BF16));
  }

  /** 100 of the 128 tokens in the window are new: 28 of the prompt are left, for all beams. */
  @Test
  void aWindowKeepsWhatItReachesOfThePrompt() {
    ModelConfig model = Models.withWindow(Models.llama2With7BillionParameters(), 128, false);
    double token = KeyValueCache.bytes(model, 1, 1, NumberFormat.BF16);

    assertThat(beamCache(model, 100)).isEqualTo(token * (28 + 3 * 100));
    assertThat(beamCache(model, 128)).isEqualTo(token * 3 * 128);
    assertThat(beamCache(model, 500)).isEqualTo(token * 3 * 128);
  }

  private static double beamCache(ModelConfig model, int newTokens) {
    GenerationSpec generation = new GenerationSpec(newTokens, 3, Optional.empty());
    return Estimator.estimate(Machines.datacentre(), model, generate(1, 300, 0, generation))
        .memoryBytes()
        .kvCache();
  }

  /** The decoder begins with one token and attends to all 96 that the encoder has read. */
  @Test
  void aDecoderBehindAnEncoderAttendsToThePrompt() {
    ModelConfig model = ModelLibrary.get("t5-base");
    GenerationSpec generation = new GenerationSpec(10, 1, Optional.empty());
    Estimate whole =
        Estimator.estimate(AcceleratorLibrary.get("tpu-v4"), model, generate(2, 96, 0, generation));

    assertThat(whole.memoryBytes().kvCache())
        .isEqualTo(
            KeyValueCache.bytes(model, 11, 2, NumberFormat.BF16)
                + KeyValueCache.crossBytes(model, 96, 2, NumberFormat.BF16));
    assertThat(whole.operators())
        .filteredOn(line -> line.name().equals("encoder.attention"))
        .singleElement()
        .satisfies(line -> assertThat(line.count()).isEqualTo(12));
    assertThat(whole.operators())
        .filteredOn(line -> line.name().equals("cross_attention"))
        .singleElement()
        .satisfies(line -> assertThat(line.count()).isEqualTo(12 * 11));
  }

  private static ModelConfig model(Random random) {
    ModelConfig model = Models.random(random);
    return random.nextBoolean()
        ? Models.withWindow(model, 1 + random.nextInt(300), random.nextBoolean())
        : model;
  }

  private static AcceleratorSpec machine(Random random) {
    return random.nextInt(3) == 0
        ? AcceleratorLibrary.get(GPUS.get(random.nextInt(GPUS.size())))
        : Machines.random(random);
  }

  private static WorkloadSpec pass(Phase phase, int batch, int sequence, int context) {
    return new WorkloadSpec(phase, batch, sequence, context, NumberFormat.INT8, NumberFormat.INT8);
  }

  private static WorkloadSpec generate(
      int batch, int sequence, int context, GenerationSpec generation) {
    return pass(Phase.PREFILL, batch, sequence, context).with(generation);
  }
}
