package io.bitwright.golden.transformer;

import io.bitwright.spec.model.ModelConfig;

/**
 * Causal softmax attention of query heads that share key and value heads in groups, over a cache.
 *
 * <p>Source: Attention Is All You Need (arXiv 1706.03762) section 3.2.1; grouped queries (arXiv
 * 2305.13245) section 2.2; sliding window (Mistral 7B, arXiv 2310.06825) section 2: a token sees
 * itself and the window - 1 tokens before it.
 */
final class SelfAttention {
  private final int heads;
  private final int queriesPerKey;
  private final int headDimension;
  private final int window;
  private final RotaryEmbedding rotary;

  SelfAttention(ModelConfig config, RotaryEmbedding rotary) {
    this.heads = config.attentionHeads();
    this.queriesPerKey = config.attentionHeads() / config.keyValueHeads();
    this.headDimension = config.headDimension();
    this.window = config.slidingWindow();
    this.rotary = rotary;
  }

  /**
   * Attention of new tokens to themselves and to all before them.
   *
   * @param queries M rows of queryWidth; rotated in place
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
    for (int m = 0; m < queries.length; m++) {
      for (int head = 0; head < heads; head++) {
        rotary.rotate(queries[m], head * headDimension, first + m);
        attend(queries[m], outputs[m], head, first + m, cache, layer);
      }
    }
    return outputs;
  }

  private void attend(
      float[] query, float[] output, int head, int position, KeyValueCache cache, int layer) {
    int offset = head * headDimension;
    int first = Math.max(0, position - window + 1);
    float[][] keys = cache.keys(layer, head / queriesPerKey);
    float[] scores = new float[position + 1];
    for (int i = 0; i < headDimension; i++) {
      addScores(scores, first, query[offset + i], keys[i]);
    }
    Softmax.apply(scores, first, (float) (1 / Math.sqrt(headDimension)));
    float[][] values = cache.values(layer, head / queriesPerKey);
    float[] sum = new float[headDimension];
    for (int j = first; j <= position; j++) {
      addValue(sum, scores[j], values[j]);
    }
    System.arraycopy(sum, 0, output, offset, headDimension);
  }

  private static void addScores(float[] scores, int first, float query, float[] keys) {
    for (int j = first; j < scores.length; j++) {
      scores[j] = Math.fma(query, keys[j], scores[j]);
    }
  }

  private static void addValue(float[] sum, float probability, float[] value) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.fma(probability, value[i], sum[i]);
    }
  }
}
