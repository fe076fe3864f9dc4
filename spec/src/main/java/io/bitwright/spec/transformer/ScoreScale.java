package io.bitwright.spec.transformer;

/**
 * What the scores of queries and keys are divided by before the softmax.
 *
 * @param byWidth by the square root of the head's width (arXiv 1706.03762, section 3.2.1)
 * @param byLayer by the layer's number, counted from 1, as GPT-2 may be told (github
 *     huggingface/transformers, class GPT2Config, {@code scale_attn_by_inverse_layer_idx})
 */
public record ScoreScale(boolean byWidth, boolean byLayer) {
  /** By the head's width alone. */
  public static final ScoreScale BY_WIDTH = new ScoreScale(true, false);

  /**
   * What scores are multiplied by.
   *
   * @param layer counted from 0
   */
  public double factor(int headDimension, int layer) {
    double divisor = byLayer ? layer + 1 : 1;
    return 1 / (byWidth ? Math.sqrt(headDimension) * divisor : divisor);
  }
}
