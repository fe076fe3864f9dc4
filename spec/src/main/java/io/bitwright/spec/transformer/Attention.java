package io.bitwright.spec.transformer;

import java.util.OptionalInt;

/**
 * Multi-head attention (Vaswani et al. 2017, arXiv 1706.03762, section 3.2.2) whose query heads may
 * share keys and values (Ainslie et al. 2023, arXiv 2305.13245).
 *
 * @param heads query heads (H)
 * @param keyValueHeads heads of keys and of values; divides heads
 * @param headDimension width of one head (Q)
 * @param inputBias whether the projections of queries, keys and values have biases
 * @param outputBias whether the output projection has a bias
 * @param causal whether a token attends to none behind it
 * @param window tokens that a token attends to at most, itself counted; empty for all
 */
public record Attention(
    int heads,
    int keyValueHeads,
    int headDimension,
    boolean inputBias,
    boolean outputBias,
    boolean causal,
    OptionalInt window) {

  /** Multi-head attention over all tokens: as many heads of keys as of queries. */
  public static Attention multiHead(int heads, int headDimension, boolean bias, boolean causal) {
    return new Attention(heads, heads, headDimension, bias, bias, causal, OptionalInt.empty());
  }

  /** Width of all query heads together: heads x headDimension. */
  public int queryWidth() {
    return heads * headDimension;
  }

  /** Width of all key (or value) heads together: keyValueHeads x headDimension. */
  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }

  /** Weights of the four projections of a stream of the given width. */
  public long weights(int width) {
    return (long) width * (2L * queryWidth() + 2L * keyValueWidth());
  }

  /** Biases of the four projections. */
  public long biases(int width) {
    return (inputBias ? queryWidth() + 2L * keyValueWidth() : 0) + (outputBias ? width : 0);
  }
}
