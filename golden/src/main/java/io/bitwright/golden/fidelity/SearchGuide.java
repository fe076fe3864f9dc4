package io.bitwright.golden.fidelity;

import io.bitwright.golden.transformer.ReferenceTransformer;

/** What a search for formats keeps low: a loss that adds up when several layers are lowered. */
public interface SearchGuide {

  /** For people: {@code FDT}, {@code perplexity}. */
  String label();

  /** What a candidate loses against the trained model; less is better. */
  double loss(ReferenceTransformer candidate);

  /**
   * The square of the rate at which candidates diverge for the first time, from FDT: {@link
   * Divergence#firstDivergenceRate}.
   *
   * <p>Why its square: a token diverges where the noise in the logits exceeds the lead of the most
   * likely token, so the rate grows as the standard deviation of the noise; and of noise that
   * layers add independently it is the variance that adds up.
   */
  static SearchGuide firstDivergentToken(DivergentTokens texts) {
    return new SearchGuide() {
      @Override
      public String label() {
        return "FDT";
      }

      @Override
      public double loss(ReferenceTransformer candidate) {
        double rate = texts.of(candidate).firstDivergenceRate();
        return rate * rate;
      }
    };
  }

  /**
   * The nats per token on a text.
   *
   * @param window see {@link Perplexity}
   */
  static SearchGuide perplexity(int[] tokens, int window) {
    return new SearchGuide() {
      @Override
      public String label() {
        return "perplexity";
      }

      @Override
      public double loss(ReferenceTransformer candidate) {
        return Perplexity.of(candidate, tokens, window, true).natsPerToken();
      }
    };
  }
}
