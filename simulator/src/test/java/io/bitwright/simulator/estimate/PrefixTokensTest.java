package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.SpeculationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trained keys and values before those of tokens. */
class PrefixTokensTest {
  private static WorkloadSpec pass(
      Phase phase, int batch, int sequence, int context, AttentionSpec attention) {
    return OperatorOptions.pass(phase, batch, sequence, context, attention, SidePathSpec.NONE);
  }

  /** A pass with a prefix of P takes what it takes with P tokens more in its context. */
  @Property(tries = 200, seed = "1")
  void aPrefixIsContextThatNoPassComputes(
      @ForAll @IntRange(min = 1, max = 4) int batch,
      @ForAll @IntRange(max = 300) int context,
      @ForAll @IntRange(min = 1, max = 200) int prefix,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    ModelConfig model = Models.random(random);
    Phase phase = random.nextBoolean() ? Phase.DECODE : Phase.PREFILL;
    int tokens = phase == Phase.DECODE ? 1 : 1 + random.nextInt(200);
    AttentionKernel kernel = random.nextBoolean() ? AttentionKernel.FUSED : AttentionKernel.UNFUSED;
    AttentionSpec with = new AttentionSpec(kernel, OptionalInt.empty(), prefix);
    AttentionSpec without = with.withoutPrefix();

    Estimate prefixed =
        Estimator.estimate(machine, model, pass(phase, batch, tokens, context, with));
    Estimate longer =
        Estimator.estimate(machine, model, pass(phase, batch, tokens, context + prefix, without));
    assertThat(prefixed.latencySeconds()).isEqualTo(longer.latencySeconds());
    assertThat(prefixed.cycles()).isEqualTo(longer.cycles());
    assertThat(prefixed.flops()).isEqualTo(longer.flops());
    PassSum.assertActions(prefixed.actions(), longer.actions());
    assertThat(prefixed.memoryBytes().activations()).isEqualTo(longer.memoryBytes().activations());
    double once = KeyValueCache.bytes(model, prefix, 1, NumberFormat.BF16);
    assertThat(longer.memoryBytes().kvCache() - prefixed.memoryBytes().kvCache())
        .isEqualTo((batch - 1) * once);
  }

  /** 10 trained tokens, and a window of 1 token: decode meets 11 keys, however long the context. */
  @Test
  void aPrefixLiesOutsideOfTheWindow() {
    ModelConfig model =
        OperatorOptions.windowed(Models.llama2With7BillionParameters(), 1, LayerPattern.ALL);
    Estimate estimate =
        Estimator.estimate(
            Machines.datacentre(),
            model,
            pass(Phase.DECODE, 2, 1, 5000, OperatorOptions.prefix(10)));

    assertThat(estimate.operators())
        .filteredOn(line -> line.name().equals("attention"))
        .singleElement()
        .satisfies(line -> assertThat(line.n()).isEqualTo(11));
    assertThat(estimate.memoryBytes().kvCache()).isEqualTo((10 + 2) * 2.0 * 32 * 4096 * 2);
  }

  /** 20 trained tokens in pages of 16: two pages for all sequences, and two entries for each. */
  @Test
  void aPrefixHasPagesOfItsOwn() {
    ModelConfig model = Models.llama2With7BillionParameters();
    AttentionSpec paged = new AttentionSpec(AttentionKernel.FUSED, OptionalInt.of(16), 20);
    CacheMemory cache =
        CacheMemory.of(Machines.datacentre(), model, pass(Phase.DECODE, 3, 1, 31, paged));
    double token = 2.0 * 32 * 4096 * 2;

    assertThat(cache.tokens()).isEqualTo((20 + 3 * 32) * token);
    assertThat(cache.emptyPlaces()).isEqualTo(12 * token);
    assertThat(cache.blockTables()).isEqualTo(3 * (2 + 2) * 4);
  }

  @Test
  void bothStacksOfATranslatorHaveOne() {
    ModelConfig model = ModelLibrary.get("t5-base");
    AcceleratorSpec machine = AcceleratorLibrary.get("tpu-v4");
    WorkloadSpec plain = pass(Phase.PREFILL, 2, 30, 0, AttentionSpec.DEFAULT);
    WorkloadSpec prefixed = pass(Phase.PREFILL, 2, 30, 0, OperatorOptions.prefix(8));
    double added =
        Estimator.estimate(machine, model, prefixed).memoryBytes().kvCache()
            - Estimator.estimate(machine, model, plain).memoryBytes().kvCache();

    assertThat(added).isEqualTo(2 * 8 * 2.0 * 12 * 768 * 2);
  }

  @Test
  void aDraftHasNone() {
    ModelConfig model = Models.llama2With7BillionParameters();
    GenerationSpec drafted =
        new GenerationSpec(20, 1, Optional.of(new SpeculationSpec(model, 2, 0.5)));
    Estimate estimate =
        Estimator.estimate(
            Machines.datacentre(),
            model,
            pass(Phase.PREFILL, 1, 30, 0, OperatorOptions.prefix(7)).with(drafted));
    double token = 2.0 * 32 * 4096 * 2;

    assertThat(estimate.memoryBytes().kvCache()).isEqualTo((7 + 52 + 51) * token);
  }

  @Test
  void anImageEncoderReadsNoTokens() {
    ModelConfig vit = ModelLibrary.get("vit-base-patch16-224");
    WorkloadSpec prefixed = pass(Phase.PREFILL, 1, 1, 0, OperatorOptions.prefix(7));

    assertThatThrownBy(() -> Estimator.estimate(Machines.datacentre(), vit, prefixed))
        .isInstanceOf(SpecException.class)
        .hasMessage("vit-base-patch16-224 reads no tokens; leave prefix tokens out");
  }
}
