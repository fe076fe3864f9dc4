package io.bitwright.golden.decoding;

import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Continues a prompt token by token with a cache. */
public final class TextGenerator {
  private TextGenerator() {}

  /** As {@link #greedy(ReferenceTransformer, int[], int, IntConsumer)} without a listener. */
  public static int[] greedy(ReferenceTransformer transformer, int[] prompt, int newTokens) {
    return greedy(transformer, prompt, newTokens, token -> {});
  }

  /**
   * The most likely token again and again; of equal logits the lowest token. No token ends the
   * text.
   *
   * @param newTokens how many to generate
   * @param listener gets each token as soon as it is known
   * @return the new tokens, without the prompt
   * @throws SpecException as {@link #generate}
   */
  public static int[] greedy(
      ReferenceTransformer transformer, int[] prompt, int newTokens, IntConsumer listener) {
    return generate(
            TokenModel.of(transformer),
            prompt,
            StoppingRule.after(newTokens),
            TokenChoice.greedy(),
            new SeededChance(0),
            listener)
        .tokenArray();
  }

  /**
   * One token after the other, each by its probability: the prompt in one pass, which gives the
   * first token, then a pass for each further one.
   *
   * @param listener gets each token as soon as it is known
   * @throws SpecException if the prompt is empty, or prompt and new tokens are together longer than
   *     the model allows
   */
  public static DecodedText generate(
      TokenModel model,
      int[] prompt,
      StoppingRule rule,
      TokenChoice choice,
      Chance chance,
      IntConsumer listener) {
    List<ForwardPass> passes = new ArrayList<>();
    RecordedSequence sequence =
        new RecordedSequence(model.begin(rule.capacity(prompt)), ForwardPass.Model.TARGET, passes);
    GrowingText text = new GrowingText(rule, listener);
    int[] next = prompt;
    while (!text.ended()) {
      int token = chance.token(choice.probabilities(sequence.lastLogits(next)));
      text.add(token);
      next = new int[] {token};
    }
    return new DecodedText(text.tokens(), passes, 0, 0);
  }
}
