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
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The KV cache in pages. */
class PagedCacheTest {
  private static final ModelConfig LLAMA = Models.llama2With7BillionParameters();

  /** Keys and values of a token in all layers: 2 x 32 x 4096 values of 2 bytes. */
  private static final double TOKEN = 2.0 * 32 * 4096 * 2;

  private static CacheMemory cache(ModelConfig model, WorkloadSpec workload) {
    return CacheMemory.of(Machines.datacentre(), model, workload);
  }

  private static WorkloadSpec decode(int batch, int context, AttentionSpec attention) {
    return OperatorOptions.pass(Phase.DECODE, batch, 1, context, attention, SidePathSpec.NONE);
  }

  /** 101 tokens in pages of 16 are 7 pages: 112 places, 11 of them empty, 7 entries of 4 bytes. */
  @Test
  void theLastPageHasEmptyPlaces() {
    CacheMemory cache = cache(LLAMA, decode(3, 100, OperatorOptions.pages(16)));

    assertThat(cache.tokens()).isEqualTo(3 * 101 * TOKEN);
    assertThat(cache.emptyPlaces()).isEqualTo(3 * 11 * TOKEN);
    assertThat(cache.blockTables()).isEqualTo(3 * 7 * 4);
    assertThat(
            Estimator.estimate(
                    Machines.datacentre(), LLAMA, decode(3, 100, OperatorOptions.pages(16)))
                .memoryBytes()
                .kvCache())
        .isEqualTo(cache.total());
  }

  /**
   * A prompt of 40 tokens and 10 new ones by 3 beams in pages of 16: 2 full pages of the prompt are
   * shared; the third, with 8 tokens, is copied, and with the fourth each beam has two of its own.
   */
  @Test
  void beamsShareFullPagesAndCopyTheLastOne() {
    WorkloadSpec generate =
        OperatorOptions.pass(Phase.PREFILL, 1, 40, 0, OperatorOptions.pages(16), SidePathSpec.NONE)
            .with(new GenerationSpec(10, 3, Optional.empty()));
    CacheMemory cache = cache(LLAMA, generate);

    assertThat(cache.tokens()).isEqualTo((40 + 3 * 10) * TOKEN);
    assertThat(cache.tokens() + cache.emptyPlaces()).isEqualTo((2 + 3 * 2) * 16 * TOKEN);
    assertThat(cache.blockTables()).isEqualTo(3 * 4 * 4);
  }

  /**
   * Half of 32 layers keep the last 20 of 101 tokens: at most 3 pages of 16, since the window may
   * begin inside of a page; the others all 7. Each half has its own table.
   */
  @Test
  void aWindowKeepsThePagesThatItTouches() {
    ModelConfig model = OperatorOptions.windowed(LLAMA, 20, LayerPattern.allButEvery(2));
    CacheMemory cache = cache(model, decode(1, 100, OperatorOptions.pages(16)));

    assertThat(cache.tokens()).isEqualTo((20 + 101) * TOKEN / 2);
    assertThat(cache.tokens() + cache.emptyPlaces()).isEqualTo((3 + 7) * 16 * TOKEN / 2);
    assertThat(cache.blockTables()).isEqualTo((3 + 7) * 4);
  }

  @Test
  void anEncodersKeysLieInPagesAsWell() {
    ModelConfig model = ModelLibrary.get("t5-base");
    CacheMemory cache = cache(model, decode(2, 40, OperatorOptions.pages(32)));
    double token = 2.0 * 12 * 768 * 2 * 2;

    assertThat(cache.tokens()).isEqualTo((41 + 40) * token);
    assertThat(cache.emptyPlaces()).isEqualTo((64 - 41 + 64 - 40) * token);
    assertThat(cache.blockTables()).isEqualTo(2 * (2 + 2) * 4);
  }

  /** Pages of one token leave nothing empty; what is left is the table, an entry a token. */
  @Property(tries = 150, seed = "1")
  void pagesOfOneTokenAddTheTableAlone(
      @ForAll @IntRange(min = 1, max = 4) int batch,
      @ForAll @IntRange(min = 1, max = 400) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    ModelConfig model = Models.random(random);
    Estimate whole =
        Estimator.estimate(machine, model, decode(batch, context, AttentionSpec.DEFAULT));
    Estimate paged =
        Estimator.estimate(machine, model, decode(batch, context, OperatorOptions.pages(1)));
    double table = batch * (context + 1.0) * 4;

    assertThat(paged.memoryBytes().kvCache()).isEqualTo(whole.memoryBytes().kvCache() + table);
    PassSum.assertClose(
        OperatorOptions.offChipBytes(paged),
        OperatorOptions.offChipBytes(whole) + model.layers() * table);
    assertThat(paged.latencySeconds()).isGreaterThanOrEqualTo(whole.latencySeconds());
    assertThat(paged.flops()).isEqualTo(whole.flops());
  }

  /** As the paper argues (section 3.1): a page of the longest sequence wastes the most. */
  @Property(tries = 200, seed = "2")
  void wasteIsLessThanAPageASequence(
      @ForAll @IntRange(min = 1, max = 4) int batch,
      @ForAll @IntRange(max = 3000) int context,
      @ForAll @IntRange(min = 1, max = 600) int page) {
    CacheMemory cache = cache(LLAMA, decode(batch, context, OperatorOptions.pages(page)));

    assertThat(cache.emptyPlaces()).isBetween(0.0, batch * (page - 1.0) * TOKEN);
    assertThat(cache.tokens()).isEqualTo(KeyValueCache.bytes(LLAMA, context + 1L, batch, BF16));
  }

  private static final NumberFormat BF16 = NumberFormat.BF16;

  @ParameterizedTest
  @CsvSource({
    "100, 100, 16, 7",
    "100, 1, 16, 1",
    "100, 2, 16, 2",
    "100, 17, 16, 2",
    "100, 18, 16, 3",
    "5, 5, 16, 1",
    "0, 0, 16, 0",
    "100, 30, 1, 30"
  })
  void blocksHoldTheLastTokens(long tokens, long kept, int page, long blocks) {
    assertThat(KeyValueCache.blocks(tokens, kept, page)).isEqualTo(blocks);
  }

  @Test
  void aModelWithoutACacheHasNoPages() {
    WorkloadSpec prefill =
        OperatorOptions.pass(Phase.PREFILL, 1, 40, 0, OperatorOptions.pages(16), SidePathSpec.NONE);
    ModelConfig bert = ModelLibrary.get("bert-base");

    assertThatThrownBy(() -> Estimator.estimate(AcceleratorLibrary.get("tpu-v4"), bert, prefill))
        .isInstanceOf(SpecException.class)
        .hasMessage("bert-base has no decoder and so no KV cache; leave the KV page out");
  }
}
