package io.bitwright.golden.transformer;

import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.spec.transformer.Attention;
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

  private final int layer;
  private final int heads;
  private final int queriesPerKey;
  private final int headDimension;
  private final int window;
  private final float scale;

  SelfAttention(Attention attention, int layer) {
    this.layer = layer;
    this.heads = attention.heads();
    this.queriesPerKey = attention.heads() / attention.keyValueHeads();
    this.headDimension = attention.headDimension();
    this.window = attention.hasWindow(layer) ? attention.window().getAsInt() : Integer.MAX_VALUE;
    this.scale = (float) attention.scale().factor(headDimension, layer);
  }

  /**
   * Attention of new tokens to themselves and to all before them.
   *
   * @param queries M rows of queryWidth
   * @param keys M rows of keyValueWidth; rotated in place
   * @param values M rows of keyValueWidth
   * @return M rows of queryWidth
   */
  float[][] attend(float[][] queries, float[][] keys, float[][] values, KeyValueCache cache) {
    int first = cache.length();
    float[][] outputs = new float[queries.length][heads * headDimension];
    for (int group = 0; group < heads / queriesPerKey; group++) {
      HeadCache seen = cache.head(layer, group);
      for (int m = 0; m < keys.length; m++) {
        cache.rotate(keys[m], group * headDimension, first + m);
        seen.store(first + m, keys[m], values[m], group * headDimension);
      }
      float[][] seenKeys = seen.keys(first + keys.length);
      float[][] seenValues = seen.values(first + keys.length);
      for (int head = group * queriesPerKey; head < (group + 1) * queriesPerKey; head++) {
        float[][] turned = turned(queries, head, cache);
        attend(turned, first, seenKeys, seenValues, outputs, head * headDimension);
      }
    }
    return outputs;
  }

  /** One head's part of the queries, turned by their positions. */
  private float[][] turned(float[][] queries, int head, KeyValueCache cache) {
    float[][] turned = new float[queries.length][];
    for (int m = 0; m < queries.length; m++) {
      int offset = head * headDimension;
      turned[m] = Arrays.copyOfRange(queries[m], offset, offset + headDimension);
      cache.rotate(turned[m], 0, cache.length() + m);
    }
    return turned;
  }

  /** Attention of one head's queries, the first of them at {@code first}, in blocks. */
  private void attend(
      float[][] queries,
      int first,
      float[][] keys,
      float[][] values,
      float[][] outputs,
      int offset) {
    for (int row = 0; row < queries.length; row += BLOCK) {
      int end = Math.min(queries.length, row + BLOCK);
      float[][] sums = attend(Arrays.copyOfRange(queries, row, end), first + row, keys, values);
      for (int m = 0; m < sums.length; m++) {
        System.arraycopy(sums[m], 0, outputs[row + m], offset, headDimension);
      }
    }
  }

  /** Attention of one head for a few tokens in a row, the first of them at {@code position}. */
  private float[][] attend(float[][] queries, int position, float[][] keys, float[][] values) {
    float[][] scores = FloatMatmul.multiply(queries, keys);
    for (int m = 0; m < scores.length; m++) {
      int end = position + m + 1;
      Softmax.apply(scores[m], Math.max(0, end - window), end, scale);
    }
    return FloatMatmul.multiply(scores, values, position + queries.length);
  }
}
