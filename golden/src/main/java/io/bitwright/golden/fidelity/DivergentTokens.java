package io.bitwright.golden.fidelity;

import io.bitwright.golden.decoding.LogSoftmax;
import io.bitwright.golden.decoding.TextGenerator;
import io.bitwright.golden.decoding.TokenRanking;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts that a model F wrote by itself, always its most likely token, and what candidates make of
 * them: each reads a text in one pass and is asked, before every token, what it would have chosen.
 *
 * <p>Source: Divergent Token Metrics (arXiv 2311.01544) section 3. Texts are computed on all cores;
 * figures do not depend on their number.
 */
public final class DivergentTokens {
  /**
   * A text of F.
   *
   * @param tokens the prompt and n tokens behind it
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of these.
  private record Text(int[] tokens, int promptLength) {}

  /** One text's part of the figures. */
  private record Reading(double nats, int divergent, int first) {}

  private final List<Text> texts;
  private final int newTokens;

  private DivergentTokens(List<Text> texts, int newTokens) {
    this.texts = texts;
    this.newTokens = newTokens;
  }

  /**
   * Prompts cut from a text at equal distances; they may overlap.
   *
   * @param tokens the text
   * @param count prompts, at least 1
   * @param length tokens of each prompt, at least 1
   * @throws SpecException if the text has fewer places for a prompt than prompts
   */
  public static List<int[]> prompts(int[] tokens, int count, int length) {
    if (count < 1 || length < 1) {
      throw new SpecException(
          "%d prompts of %d tokens; at least 1 of each is allowed".formatted(count, length));
    }
    long places = (long) tokens.length - length + 1;
    if (places < count) {
      throw new SpecException(
          "a text of %d tokens is too short for %d prompts of %d"
              .formatted(tokens.length, count, length));
    }
    return IntStream.range(0, count)
        .map(prompt -> (int) (prompt * places / count))
        .mapToObj(first -> Arrays.copyOfRange(tokens, first, first + length))
        .toList();
  }

  /**
   * Lets a model continue prompts greedily; of equal logits it takes the lowest token.
   *
   * @param model F
   * @param prompts tokens that texts begin with, at least one each
   * @param newTokens n, at least 1
   * @throws SpecException if there is no prompt, one is empty, or prompt and new tokens are
   *     together longer than the model's longest sequence
   */
  public static DivergentTokens of(ReferenceTransformer model, List<int[]> prompts, int newTokens) {
    if (prompts.isEmpty() || newTokens < 1) {
      throw new SpecException(
          "%d prompts with %d new tokens; at least 1 of each is allowed"
              .formatted(prompts.size(), newTokens));
    }
    for (int[] prompt : prompts) {
      long length = (long) prompt.length + newTokens;
      if (prompt.length == 0 || length > model.maximumPositions()) {
        throw new SpecException(
            "%s: a prompt of %d tokens with %d new ones; allowed are 1 to %d together"
                .formatted(model.name(), prompt.length, newTokens, model.maximumPositions()));
      }
    }
    List<Text> texts =
        prompts.parallelStream().map(prompt -> continued(model, prompt, newTokens)).toList();
    return new DivergentTokens(texts, newTokens);
  }

  private static Text continued(ReferenceTransformer model, int[] prompt, int newTokens) {
    int[] text = Arrays.copyOf(prompt, prompt.length + newTokens);
    int[] continuation = TextGenerator.greedy(model, prompt, newTokens);
    System.arraycopy(continuation, 0, text, prompt.length, newTokens);
    return new Text(text, prompt.length);
  }

  /** The tokens that F wrote, text by text. */
  public List<int[]> continuations() {
    List<int[]> continuations = new ArrayList<>();
    for (Text text : texts) {
      continuations.add(
          Arrays.copyOfRange(text.tokens(), text.promptLength(), text.tokens().length));
    }
    return continuations;
  }

  /**
   * What a candidate makes of the texts.
   *
   * @param candidate F', of F's vocabulary
   * @throws SpecException if a token is outside its vocabulary or a text longer than its longest
   *     sequence
   */
  public Divergence of(ReferenceTransformer candidate) {
    List<Reading> readings = texts.parallelStream().map(text -> reading(candidate, text)).toList();
    double nats = 0;
    long divergent = 0;
    long first = 0;
    int without = 0;
    for (Reading reading : readings) {
      nats += reading.nats();
      divergent += reading.divergent();
      first += reading.first();
      without += reading.divergent() == 0 ? 1 : 0;
    }
    double count = texts.size();
    return new Divergence(
        texts.size(),
        newTokens,
        nats / (count * newTokens),
        divergent / count,
        first / count,
        without);
  }

  private Reading reading(ReferenceTransformer candidate, Text text) {
    int[] tokens = text.tokens();
    float[][] logits = candidate.logits(Arrays.copyOf(tokens, tokens.length - 1));
    double nats = 0;
    int divergent = 0;
    int first = newTokens;
    for (int i = 0; i < newTokens; i++) {
      int position = text.promptLength() + i;
      float[] row = logits[position - 1];
      nats -= LogSoftmax.of(row, tokens[position]);
      if (TokenRanking.mostLikely(row) != tokens[position]) {
        first = divergent == 0 ? i : first;
        divergent++;
      }
    }
    return new Reading(nats, divergent, first);
  }
}
