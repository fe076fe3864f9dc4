package io.bitwright.golden.fidelity;

import io.bitwright.golden.decoding.LogSoftmax;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well a model predicts a text: the mean negative log likelihood of its tokens.
 *
 * <p>Convention: windows of W tokens side by side, each read from an empty cache. Every position of
 * a window predicts the token after it; the last one predicts the first token of the next window.
 * So a text of T tokens has floor((T - 1) / W) windows and W predictions in each; the rest that
 * does not fill a window is left out.
 *
 * @param predictions tokens that were predicted
 * @param natsPerToken mean of -ln p(token)
 */
public record Perplexity(long predictions, double natsPerToken) {

  /** e to the nats per token. */
  public double perToken() {
    return Math.exp(natsPerToken);
  }

  /**
   * Measures a text.
   *
   * @param window W, tokens
   * @param parallel whether windows are computed on all cores; the transformer's matmul and
   *     observer must then be safe to share. The result is the same either way.
   * @throws SpecException if the text does not fill one window, or the window is longer than the
   *     model allows
   */
  public static Perplexity of(
      ReferenceTransformer transformer, int[] tokens, int window, boolean parallel) {
    if (window < 1) {
      throw new SpecException("a window of " + window + " tokens; at least 1 is allowed");
    }
    if (tokens.length <= window) {
      throw new SpecException(
          "a text of %d tokens does not fill a window of %d and one token more"
              .formatted(tokens.length, window));
    }
    int windows = (tokens.length - 1) / window;
    IntStream indices = IntStream.range(0, windows);
    double[] nats =
        (parallel ? indices.parallel() : indices)
            .mapToDouble(index -> natsOf(transformer, tokens, index * window, window))
            .toArray();
    long predictions = (long) windows * window;
    return new Perplexity(predictions, Arrays.stream(nats).sum() / predictions);
  }

  private static double natsOf(
      ReferenceTransformer transformer, int[] tokens, int first, int window) {
    float[][] logits = transformer.logits(Arrays.copyOfRange(tokens, first, first + window));
    double nats = 0;
    for (int i = 0; i < window; i++) {
      nats -= LogSoftmax.of(logits[i], tokens[first + i + 1]);
    }
    return nats;
  }
}
