package io.bitwright.golden.transformer;

import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.spec.model.GatedDecoder;
import java.util.Arrays;

/**
 * Causal softmax attention of query heads that share key and value heads in groups, over a cache.
 *
 * <p>Source: Attention Is All You Need (arXiv 1706.03762) section 3.2.1; grouped queries (arXiv
 * 2305.13245) section 2.2; sliding window (Mistral 7B, arXiv 2310.06825) section 2: a token sees
 * itself and the window - 1 tokens before it.
 */
final class SelfAttention {
  /** Tokens whose scores are computed together; less causal waste than all at once. */
  private static final int BLOCK = 16;

  private final int heads;
  private final int queriesPerKey;
  private final int headDimension;
  private final int window;
  private final float scale;
  private final RotaryEmbedding rotary;

  SelfAttention(GatedDecoder config, RotaryEmbedding rotary) {
    this.heads = config.attentionHeads();
    this.queriesPerKey = config.attentionHeads() / config.keyValueHeads();
    this.headDimension = config.headDimension();
    this.window = config.slidingWindow();
    this.scale = (float) (1 / Math.sqrt(headDimension));
    this.rotary = rotary;
  }

  /**
   * Attention of new tokens to themselves and to all before them.
   *
   * @param queries M rows of queryWidth
   * @param keys M rows of keyValueWidth; rotated in place
   * @param values M rows of keyValueWidth
   * @return M rows of queryWidth
   */
  float[][] attend(
      float[][] queries, float[][] keys, float[][] values, KeyValueCache cache, int layer) {
    int first = cache.length();
    for (int m = 0; m < keys.length; m++) {
      for (int head = 0; head < heads / queriesPerKey; head++) {
        rotary.rotate(keys[m], head * headDimension, first + m);
        cache.store(layer, head, first + m, keys[m], values[m], head * headDimension);
      }
    }
    float[][] outputs = new float[queries.length][heads * headDimension];
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < queries.length; row += BLOCK) {
        int end = Math.min(queries.length, row + BLOCK);
        attend(
            Arrays.copyOfRange(queries, row, end), head, first + row, cache, layer, outputs, row);
      }
    }
    return outputs;
  }

  /** Attention of one head for a few tokens in a row, the first of them at {@code position}. */
  private void attend(
      float[][] queries,
      int head,
      int position,
      KeyValueCache cache,
      int layer,
      float[][] outputs,
      int row) {
    int offset = head * headDimension;
    float[][] turned = new float[queries.length][];
    for (int m = 0; m < queries.length; m++) {
      turned[m] = Arrays.copyOfRange(queries[m], offset, offset + headDimension);
      rotary.rotate(turned[m], 0, position + m);
    }
    int group = head / queriesPerKey;
    float[][] scores = FloatMatmul.multiply(turned, cache.keys(layer, group));
    for (int m = 0; m < scores.length; m++) {
      int end = position + m + 1;
      Softmax.apply(scores[m], Math.max(0, end - window), end, scale);
    }
    float[][] sums =
        FloatMatmul.multiply(scores, cache.values(layer, group), position + queries.length);
    for (int m = 0; m < sums.length; m++) {
      System.arraycopy(sums[m], 0, outputs[row + m], offset, headDimension);
    }
  }
}
