package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import java.util.OptionalInt;

/**
 * How attention runs, and how its keys and values lie in memory.
 *
 * @param kvPage tokens of a block of the KV cache (PagedAttention, Kwon et al. 2023, arXiv
 *     2309.06180, section 4.1), 1 to {@value #MOST_TOKENS}; empty: each sequence in one piece
 * @param prefixTokens trained keys and values of each layer that every token attends to and no pass
 *     computes (prefix tuning, Li and Liang 2021, arXiv 2101.00190, section 4), 0 to {@value
 *     #MOST_TOKENS}
 */
public record AttentionSpec(AttentionKernel kernel, OptionalInt kvPage, int prefixTokens) {
  /** Most tokens of a page or a prefix. */
  public static final int MOST_TOKENS = 1 << 20;

  /** Fused, without pages and prefix. */
  public static final AttentionSpec DEFAULT =
      new AttentionSpec(AttentionKernel.FUSED, OptionalInt.empty(), 0);

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is out of its range
   */
  public AttentionSpec {
    if (kvPage.isPresent() && (kvPage.getAsInt() < 1 || kvPage.getAsInt() > MOST_TOKENS)) {
      throw new SpecException(
          "a KV page must have from 1 to " + MOST_TOKENS + " tokens, got " + kvPage.getAsInt());
    }
    if (prefixTokens < 0 || prefixTokens > MOST_TOKENS) {
      throw new SpecException(
          "prefix tokens must be from 0 to " + MOST_TOKENS + ", got " + prefixTokens);
    }
  }

  /** The same for a model without a trained prefix. */
  public AttentionSpec withoutPrefix() {
    return new AttentionSpec(kernel, kvPage, 0);
  }
}
