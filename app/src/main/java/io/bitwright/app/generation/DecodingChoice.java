package io.bitwright.app.generation;

import io.bitwright.golden.decoding.BeamSearch;
import io.bitwright.golden.decoding.DecodedText;
import io.bitwright.golden.decoding.Sampling;
import io.bitwright.golden.decoding.SeededChance;
import io.bitwright.golden.decoding.SpeculativeDecoding;
import io.bitwright.golden.decoding.StoppingRule;
import io.bitwright.golden.decoding.TextGenerator;
import io.bitwright.golden.decoding.TokenChoice;
import io.bitwright.golden.decoding.TokenModel;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * How the tokens of a text are found.
 *
 * @param sampling of {@link Decoding#SAMPLE}
 * @param seed of {@link Decoding#SAMPLE}
 * @param beams of {@link Decoding#BEAM}
 * @param draftTokens tokens that a draft, if there is one, drafts in a step
 */
record DecodingChoice(
    Decoding decoding, Sampling sampling, long seed, BeamSearch beams, int draftTokens) {

  /**
   * Continues a prompt.
   *
   * @throws io.bitwright.spec.SpecException as the decodings do
   */
  DecodedText decode(
      RunningModel target,
      Optional<RunningModel> draft,
      int[] prompt,
      StoppingRule rule,
      IntConsumer listener) {
    TokenModel model = target.tokens();
    if (decoding == Decoding.BEAM) {
      return beams.search(model, prompt, rule, target.batch(), listener);
    }
    TokenChoice choice = decoding == Decoding.SAMPLE ? sampling : TokenChoice.greedy();
    SeededChance chance = new SeededChance(seed);
    return draft.isEmpty()
        ? TextGenerator.generate(model, prompt, rule, choice, chance, listener)
        : new SpeculativeDecoding(model, draft.get().tokens(), draftTokens, choice)
            .generate(prompt, rule, chance, listener);
  }
}
