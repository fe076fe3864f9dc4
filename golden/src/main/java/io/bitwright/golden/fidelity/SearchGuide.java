package io.bitwright.golden.fidelity;

import io.bitwright.golden.transformer.ReferenceTransformer;

/** What a search for formats keeps low. */
public interface SearchGuide {

  /** For people: {@code FDT}, {@code perplexity}. */
  String label();

  /** What a candidate loses: less is better, 0 or more for FDT. */
  Loss loss(ReferenceTransformer candidate);

  /**
   * What is lost, by the guide's measure.
   *
   * @param value tokens of FDT (n less the mean first divergent token), or nats per token
   * @param tieBreak decides between equal values, less is better
   */
  record Loss(double value, double tieBreak) implements Comparable<Loss> {
    @Override
    public int compareTo(Loss other) {
      int byValue = Double.compare(value, other.value);
      return byValue != 0 ? byValue : Double.compare(tieBreak, other.tieBreak);
    }
  }

  /** By tokens of FDT that are lost, then by SDT. */
  static SearchGuide firstDivergentToken(DivergentTokens texts) {
    return new SearchGuide() {
      @Override
      public String label() {
        return "FDT";
      }

      @Override
      public Loss loss(ReferenceTransformer candidate) {
        Divergence divergence = texts.of(candidate);
        return new Loss(
            divergence.tokens() - divergence.firstDivergentToken(), divergence.divergentTokens());
      }
    };
  }

  /**
   * By nats per token on a text.
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
      public Loss loss(ReferenceTransformer candidate) {
        return new Loss(Perplexity.of(candidate, tokens, window, true).natsPerToken(), 0);
      }
    };
  }
}
