package io.bitwright.simulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.spec.format.NumberFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AttentionMappingTest {

  @Property(seed = "1")
  void keysOfAllBlocksAreCountedOneByOne(
      @ForAll @IntRange(min = 1, max = 300) int tokens,
      @ForAll @IntRange(max = 300) int context,
      @ForAll @IntRange(min = 1, max = 700) int window,
      @ForAll @IntRange(min = 1, max = 8) int group,
      @ForAll @IntRange(min = 1, max = 64) int blockRows) {
    AttentionOperator operator =
        new AttentionOperator(
            "attention", 1, 1, group, 64, tokens, context, window, NumberFormat.BF16);
    AttentionMapping mapping = AttentionMapping.of(operator, 16, 16, blockRows);

    double keys = 0;
    double scores = 0;
    double needed = 0;
    for (long start = 0; start < tokens; start += mapping.blockTokens()) {
      long end = Math.min(tokens, start + mapping.blockTokens());
      long firstKey = Math.max(0, context + start + 1 - window);
      keys += context + end - firstKey;
      scores += (end - start) * (double) (context + end - firstKey);
      for (long token = start; token < end; token++) {
        needed += Math.min(context + token + 1, window);
      }
    }
    assertThat(mapping.blockTokens() * group).isLessThanOrEqualTo(Math.max(blockRows, group));
    assertThat(mapping.blockKeys()).isEqualTo(keys);
    assertThat(mapping.scores()).isEqualTo(scores).isGreaterThanOrEqualTo(needed);
  }

  @Property(seed = "2")
  void everyQueryOfFullAttentionMeetsAllKeys(
      @ForAll @IntRange(min = 1, max = 300) int tokens,
      @ForAll @IntRange(max = 300) int context,
      @ForAll @IntRange(max = 300) int newKeys,
      @ForAll @IntRange(min = 1, max = 8) int group,
      @ForAll @IntRange(min = 1, max = 64) int blockRows) {
    AttentionOperator operator =
        new AttentionOperator(
            "cross_attention",
            1,
            1,
            group,
            64,
            tokens,
            context,
            1,
            NumberFormat.BF16,
            false,
            newKeys,
            true,
            false);
    AttentionMapping mapping = AttentionMapping.of(operator, 16, 16, blockRows);

    assertThat(operator.keys()).isEqualTo(context + newKeys);
    assertThat(mapping.scores()).isEqualTo((double) tokens * (context + newKeys));
    assertThat(mapping.blockKeys()).isEqualTo((double) mapping.blocks() * (context + newKeys));
  }
}
