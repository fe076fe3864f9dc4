package io.bitwright.golden.transformer;

import io.bitwright.spec.SpecException;
import java.util.function.IntConsumer;

/** Continues a prompt token by token with a cache. */
public final class TextGenerator {
  private TextGenerator() {}

  /** As {@link #greedy(ReferenceTransformer, int[], int, IntConsumer)} without a listener. */
  public static int[] greedy(ReferenceTransformer transformer, int[] prompt, int newTokens) {
    return greedy(transformer, prompt, newTokens, token -> {});
  }

  /**
   * The most likely token again and again; of equal logits the lowest token.
   *
   * @param newTokens how many to generate; there is no token that ends a text
   * @param listener gets each token as soon as it is known
   * @return the new tokens, without the prompt
   * @throws SpecException if the prompt is empty, or prompt and new tokens are together longer than
   *     max_position_embeddings
   */
  public static int[] greedy(
      ReferenceTransformer transformer, int[] prompt, int newTokens, IntConsumer listener) {
    if (newTokens < 1) {
      throw new SpecException("cannot generate " + newTokens + " tokens; at least 1 is allowed");
    }
    KeyValueCache cache = transformer.newCache((long) prompt.length + newTokens);
    int[] generated = new int[newTokens];
    int[] next = prompt;
    for (int i = 0; i < newTokens; i++) {
      generated[i] = mostLikely(transformer.lastLogits(next, cache));
      listener.accept(generated[i]);
      next = new int[] {generated[i]};
    }
    return generated;
  }

  private static int mostLikely(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      if (logits[token] > logits[best]) {
        best = token;
      }
    }
    return best;
  }
}
