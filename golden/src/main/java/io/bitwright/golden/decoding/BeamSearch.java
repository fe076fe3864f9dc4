package io.bitwright.golden.decoding;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Beam search: of all texts that are one token longer than those followed so far, the most likely
 * ones are followed. One that an end token closes leaves the beam, which is one narrower from there
 * on (Sutskever, Vinyals and Le 2014, arXiv 1409.3215, section 3.2), so that a width of 1 is greedy
 * decoding. The result is the text with the highest {@code log p / length^penalty} of those closed
 * and those followed at last; the length counts new tokens, an end token too (as Hugging Face's
 * transformers do, where a penalty of 1 is the default). Of equally likely texts the one that is
 * ranked higher so far goes first, then that of the larger logit, then of the lower token.
 *
 * @param beams texts followed at a time, 1 to {@value #MOST_BEAMS}
 * @param lengthPenalty exponent of the length, -{@value #LARGEST_PENALTY} to {@value
 *     #LARGEST_PENALTY}; above 0 it favours long texts, 0 compares probabilities alone
 */
public record BeamSearch(int beams, double lengthPenalty) {
  /** The widest beam. */
  public static final int MOST_BEAMS = 64;

  /** The largest exponent of the length. */
  public static final int LARGEST_PENALTY = 10;

  /** The exponent if none is asked for: the mean log probability of a token. */
  public static final double USUAL_PENALTY = 1;

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is out of its range
   */
  public BeamSearch {
    if (beams < 1 || beams > MOST_BEAMS) {
      throw new SpecException("beams must be from 1 to " + MOST_BEAMS + ", got " + beams);
    }
    if (!(Math.abs(lengthPenalty) <= LARGEST_PENALTY)) {
      throw new SpecException(
          "length penalty must be from -%d to %d, got %s"
              .formatted(LARGEST_PENALTY, LARGEST_PENALTY, lengthPenalty));
    }
  }

  /**
   * Continues a prompt: one pass over it, then a step for each further token, in which all texts of
   * the beam run side by side.
   *
   * @param batch how the texts of a step run
   * @param listener gets each token as soon as no text without it can be the result
   * @throws SpecException if the prompt is empty, or prompt and new tokens are together longer than
   *     the model allows
   */
  public DecodedText search(
      TokenModel model,
      int[] prompt,
      StoppingRule rule,
      SequenceBatch batch,
      IntConsumer listener) {
    return new Run(rule, batch, listener).text(model, prompt);
  }

  /** A text that is followed, what has read it but for its last token, and the logits behind it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Beam(Hypothesis hypothesis, TokenSequence sequence, float[] logits) {}

  /** A token behind a text of the beam, with the log probability of the text and it. */
  private record Candidate(int parent, int token, double logProbability) {}

  /** A text that is one token longer than its parent in the beam. */
  private record OpenText(int parent, Hypothesis hypothesis) {}

  /** One search. */
  private final class Run {
    private final List<ForwardPass> passes = new ArrayList<>();
    private final StoppingRule rule;
    private final SequenceBatch batch;
    private final GrowingText settled;
    private final List<Hypothesis> closed = new ArrayList<>();

    Run(StoppingRule rule, SequenceBatch batch, IntConsumer listener) {
      this.rule = rule;
      this.batch = batch;
      settled = new GrowingText(rule, listener);
    }

    DecodedText text(TokenModel model, int[] prompt) {
      TokenSequence sequence = model.begin(rule.capacity(prompt));
      record(1, prompt.length, 0);
      List<Beam> followed =
          List.of(new Beam(Hypothesis.EMPTY, sequence, sequence.lastLogits(prompt)));
      List<OpenText> open = extend(followed);
      for (int length = 1; length < rule.newTokens() && !open.isEmpty(); length++) {
        followed = step(followed, open);
        open = extend(followed);
      }
      Hypothesis best = best(Stream.concat(closed.stream(), hypotheses(open)).toList());
      settle(List.of(best));
      return new DecodedText(settled.tokens(), passes, 0, 0);
    }

    private void record(int sequences, int tokens, int context) {
      passes.add(new ForwardPass(ForwardPass.Model.TARGET, sequences, tokens, context, false));
    }

    /** The most likely longer texts; those with an end are put aside. */
    private List<OpenText> extend(List<Beam> followed) {
      List<Candidate> candidates = new ArrayList<>();
      for (int parent = 0; parent < followed.size(); parent++) {
        addCandidates(parent, followed.get(parent), candidates);
      }
      // The sort is stable: equals stay in the order of their parents, and then of their logits.
      candidates.sort(Comparator.comparingDouble(Candidate::logProbability).reversed());
      int width = Math.min(beams - closed.size(), candidates.size());
      List<OpenText> open = new ArrayList<>();
      for (Candidate candidate : candidates.subList(0, width)) {
        Hypothesis parent = followed.get(candidate.parent()).hypothesis();
        Hypothesis longer = parent.with(candidate.token(), candidate.logProbability());
        if (rule.endsWith(candidate.token())) {
          closed.add(longer);
        } else {
          open.add(new OpenText(candidate.parent(), longer));
        }
      }
      Stream<Hypothesis> possible = hypotheses(open);
      settle(
          (closed.isEmpty() ? possible : Stream.concat(Stream.of(best(closed)), possible))
              .toList());
      return open;
    }

    private void addCandidates(int parent, Beam beam, List<Candidate> candidates) {
      double[] logProbabilities = LogSoftmax.of(beam.logits());
      int count = Math.min(beams - closed.size(), logProbabilities.length);
      for (int token : TokenRanking.best(beam.logits(), count)) {
        double together = beam.hypothesis().logProbability() + logProbabilities[token];
        candidates.add(new Candidate(parent, token, together));
      }
    }

    /** Reads the last token of each open text, all side by side. */
    private List<Beam> step(List<Beam> followed, List<OpenText> open) {
      record(open.size(), 1, followed.getFirst().sequence().length());
      List<TokenSequence> sequences = new ArrayList<>();
      boolean[] taken = new boolean[followed.size()];
      for (OpenText text : open) {
        TokenSequence parent = followed.get(text.parent()).sequence();
        sequences.add(taken[text.parent()] ? parent.copy() : parent);
        taken[text.parent()] = true;
      }
      List<Supplier<float[]>> reads = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        TokenSequence sequence = sequences.get(i);
        int token = open.get(i).hypothesis().lastToken();
        reads.add(() -> sequence.lastLogits(token));
      }
      List<float[]> logits = batch.run(reads);
      List<Beam> longer = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        longer.add(new Beam(open.get(i).hypothesis(), sequences.get(i), logits.get(i)));
      }
      return longer;
    }

    private static Stream<Hypothesis> hypotheses(List<OpenText> texts) {
      return texts.stream().map(OpenText::hypothesis);
    }

    /** The first of those with the highest score. */
    private Hypothesis best(List<Hypothesis> hypotheses) {
      Hypothesis best = hypotheses.getFirst();
      for (Hypothesis hypothesis : hypotheses) {
        if (hypothesis.score(lengthPenalty) > best.score(lengthPenalty)) {
          best = hypothesis;
        }
      }
      return best;
    }

    /** Tells the listener what all possible results have in common. */
    private void settle(List<Hypothesis> possible) {
      int[] first = possible.getFirst().tokens();
      int common = first.length;
      for (Hypothesis hypothesis : possible) {
        int difference = Arrays.mismatch(first, hypothesis.tokens());
        common = difference < 0 ? common : Math.min(common, difference);
      }
      while (settled.tokens().size() < common) {
        settled.add(first[settled.tokens().size()]);
      }
    }
  }
}
