package io.bitwright.golden.decoding;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.SpeculationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Speculative decoding (Leviathan et al. 2023, arXiv 2211.17192, algorithm 1): a draft proposes up
 * to gamma tokens, one pass each; the target computes all of them in one pass, takes them up to the
 * first that it refuses, and adds a token of its own. The text has the distribution that the target
 * alone would give it; with a greedy choice it is the target's greedy text, whatever the draft.
 *
 * <p>The target reads the prompt first, which gives the first token. A step drafts no more than can
 * still become part of the text, and nothing behind an end token.
 */
public final class SpeculativeDecoding {
  private final TokenModel target;
  private final TokenModel draft;
  private final int draftTokens;
  private final TokenChoice choice;

  /**
   * Sets up a pair of models.
   *
   * @param draftTokens gamma, tokens drafted in a step, 1 to {@value
   *     SpeculationSpec#MOST_DRAFT_TOKENS}
   * @param choice by which both models choose
   * @throws SpecException if the draft is too long, or has another vocabulary than the target
   */
  public SpeculativeDecoding(
      TokenModel target, TokenModel draft, int draftTokens, TokenChoice choice) {
    if (draftTokens < 1 || draftTokens > SpeculationSpec.MOST_DRAFT_TOKENS) {
      throw new SpecException(
          "draft tokens must be from 1 to "
              + SpeculationSpec.MOST_DRAFT_TOKENS
              + ", got "
              + draftTokens);
    }
    if (draft.vocabularySize() != target.vocabularySize()) {
      throw new SpecException(
          "%s has a vocabulary of %d tokens, %s one of %d; a draft needs the vocabulary of the model"
              .formatted(
                  draft.name(), draft.vocabularySize(), target.name(), target.vocabularySize()));
    }
    this.target = target;
    this.draft = draft;
    this.draftTokens = draftTokens;
    this.choice = choice;
  }

  /**
   * Continues a prompt.
   *
   * @param listener gets each token as soon as it is known
   * @throws SpecException if the prompt is empty, or prompt and new tokens are together longer than
   *     one of the models allows
   */
  public DecodedText generate(
      int[] prompt, StoppingRule rule, Chance chance, IntConsumer listener) {
    return new Run(prompt, rule, chance, listener).text();
  }

  /** Tokens that were drafted, and the draft's probabilities at each of their places. */
  private record Proposal(List<Integer> tokens, List<double[]> probabilities) {}

  /** One text. */
  private final class Run {
    private final List<ForwardPass> passes = new ArrayList<>();
    private final RecordedSequence targetSequence;
    private final RecordedSequence draftSequence;
    private final int[] prompt;
    private final GrowingText text;
    private final StoppingRule rule;
    private final Chance chance;
    private int drafted;
    private int accepted;

    Run(int[] prompt, StoppingRule rule, Chance chance, IntConsumer listener) {
      this.prompt = prompt;
      this.rule = rule;
      this.chance = chance;
      text = new GrowingText(rule, listener);
      long capacity = rule.capacity(prompt);
      targetSequence =
          new RecordedSequence(target.begin(capacity), ForwardPass.Model.TARGET, passes);
      draftSequence = new RecordedSequence(draft.begin(capacity), ForwardPass.Model.DRAFT, passes);
    }

    DecodedText text() {
      text.add(chance.token(choice.probabilities(targetSequence.lastLogits(prompt))));
      while (!text.ended()) {
        step();
      }
      return new DecodedText(text.tokens(), passes, drafted, accepted);
    }

    private void step() {
      Proposal proposal = propose(Math.min(draftTokens, text.remaining() - 1));
      IntStream checked =
          IntStream.concat(
              unread(targetSequence), proposal.tokens().stream().mapToInt(token -> token));
      float[][] logits = targetSequence.logits(checked.toArray());
      drafted += proposal.tokens().size();
      accepted += accept(proposal, logits);
      // The token that was added last is read with the next step's.
      int read = prompt.length + text.tokens().size() - 1;
      targetSequence.truncate(read);
      draftSequence.truncate(Math.min(read, draftSequence.length()));
    }

    private Proposal propose(int most) {
      Proposal proposal = new Proposal(new ArrayList<>(), new ArrayList<>());
      int[] next = unread(draftSequence).toArray();
      boolean ended = false;
      while (proposal.tokens().size() < most && !ended) {
        double[] probabilities = choice.probabilities(draftSequence.lastLogits(next));
        int token = chance.token(probabilities);
        proposal.tokens().add(token);
        proposal.probabilities().add(probabilities);
        ended = rule.endsWith(token);
        next = new int[] {token};
      }
      return proposal;
    }

    /**
     * Adds the drafted tokens up to the first refused one, and one token of the target.
     *
     * @return how many drafted tokens were taken
     */
    private int accept(Proposal proposal, float[][] logits) {
      for (int place = 0; place < proposal.tokens().size(); place++) {
        int token = proposal.tokens().get(place);
        double[] ofTarget = choice.probabilities(logits[place]);
        double[] ofDraft = proposal.probabilities().get(place);
        if (!chance.happens(DraftAcceptance.probability(ofTarget, ofDraft, token))) {
          text.add(chance.token(DraftAcceptance.replacement(ofTarget, ofDraft)));
          return place;
        }
        text.add(token);
      }
      if (!text.ended()) {
        text.add(chance.token(choice.probabilities(logits[logits.length - 1])));
      }
      return proposal.tokens().size();
    }

    /** The tokens of the text that a sequence does not hold. */
    private IntStream unread(RecordedSequence sequence) {
      return IntStream.concat(IntStream.of(prompt), text.tokens().stream().mapToInt(token -> token))
          .skip(sequence.length());
    }
  }
}
