package io.bitwright.golden.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;

/** Texts of a small model by definition: the reference of what is found by searching. */
final class Texts {
  /** Of sums of a few hundred numbers up to 1. */
  static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private Texts() {}

  /** The product of the probabilities of a text's tokens, by the softmax. */
  static double probability(TableModel model, int[] prompt, List<Integer> text) {
    List<Integer> history = new ArrayList<>();
    for (int token : prompt) {
      history.add(token);
    }
    double product = 1;
    for (int token : text) {
      float[] logits = model.logits().apply(List.copyOf(history));
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit);
      }
      product *= Math.exp(logits[token]) / sum;
      history.add(token);
    }
    return product;
  }

  /** All texts of so many tokens, or fewer where an end token is the last. */
  static List<List<Integer>> all(int vocabularySize, int tokens, Set<Integer> endTokens) {
    List<List<Integer>> whole = new ArrayList<>();
    List<List<Integer>> open = List.of(List.of());
    for (int length = 1; length <= tokens; length++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> text : open) {
        for (int token = 0; token < vocabularySize; token++) {
          List<Integer> next = new ArrayList<>(text);
          next.add(token);
          boolean ends = endTokens.contains(token) || length == tokens;
          (ends ? whole : longer).add(next);
        }
      }
      open = longer;
    }
    return whole;
  }
}
