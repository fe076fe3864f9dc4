package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.ByteTokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Searches on the floating-point checkpoint, guided by the first half of a text and judged by
 * prompts of the second; all figures are printed.
 */
@Tag("slow")
class GuidedSearchTest {
  private static final List<LayerFormat> LADDER =
      Stream.of("int5/g64/fp16", "int4/g64/fp16", "int3/g64/fp16")
          .map(label -> LayerFormat.weightsOnly(MatrixFormat.parse(label)))
          .toList();

  /** That of int4 for all layers. */
  private static final double BUDGET = 4.25;

  @Test
  void searchGuidedByFirstDivergentTokensBeatsOneFormatForAllAtTheSameBits() {
    int[] text = ByteTokens.encode(EmbeddedCheckpoint.heldOutText());
    int[] guiding = Arrays.copyOf(text, text.length / 2);
    int[] judging = Arrays.copyOfRange(text, text.length / 2, text.length);
    QuantisedModels models =
        new QuantisedModels(EmbeddedCheckpoint.open("play-decoder-float"), new int[0]);
    BitBudgetSearch search = new BitBudgetSearch(models, LADDER);
    SearchGuide guide =
        SearchGuide.firstDivergentToken(
            DivergentTokens.of(models.reference(), DivergentTokens.prompts(guiding, 64, 32), 64));
    LayerLosses losses = search.measure(guide, () -> {});
    SearchResult found = search.search(losses, BUDGET, LoweringRule.LEAST_RISE_PER_BIT);

    DivergentTokens judge =
        DivergentTokens.of(models.reference(), DivergentTokens.prompts(judging, 192, 64), 64);
    FormatAssignment uniform = search.uniformOfAtLeast(BUDGET).orElseThrow();
    Divergence mixed = judge.of(models.transformer(found.assignment()));
    Divergence even = judge.of(models.transformer(uniform));
    System.out.printf("mixed %.4f bits: %s%n", found.bitsPerWeight(), mixed);
    System.out.printf("int4 for all %.4f bits: %s%n", models.bitsPerWeight(uniform), even);
    assertThat(found.bitsPerWeight())
        .isLessThanOrEqualTo(BUDGET)
        .isLessThanOrEqualTo(models.bitsPerWeight(uniform));
    assertThat(mixed.firstDivergentToken()).isGreaterThan(even.firstDivergentToken());
    assertThat(mixed.divergentTokens()).isLessThan(even.divergentTokens());
    assertThat(search.search(losses, BUDGET, LoweringRule.LEAST_RISE_PER_BIT)).isEqualTo(found);
  }
}
