package io.bitwright.app.generation;

import io.bitwright.app.report.NumberText;
import io.bitwright.golden.decoding.BeamSearch;
import io.bitwright.golden.decoding.DecodedText;
import io.bitwright.golden.decoding.ForwardPass;
import io.bitwright.golden.decoding.Sampling;
import java.util.Optional;

/**
 * How the tokens were found. What does not go with the decoding is empty.
 *
 * @param decoding greedy, sample or beam
 * @param topK empty if all tokens are left
 * @param draft name of the model that drafted
 * @param draftTokens tokens that it drafted in a step at most
 * @param draftedTokens tokens that it drafted in all
 * @param acceptedTokens those of them that became part of the text
 * @param acceptedShare accepted by drafted tokens; empty if none was drafted
 * @param targetPasses forward passes of the model; a step of beam search is one
 * @param draftPasses forward passes of the draft
 * @param ended whether an end token ended the text
 */
record DecodingFigures(
    String decoding,
    Optional<Double> temperature,
    Optional<Integer> topK,
    Optional<Double> topP,
    Optional<Long> seed,
    Optional<Integer> beams,
    Optional<Double> lengthPenalty,
    Optional<String> draft,
    Optional<Integer> draftTokens,
    Optional<Integer> draftedTokens,
    Optional<Integer> acceptedTokens,
    Optional<Double> acceptedShare,
    int targetPasses,
    int draftPasses,
    boolean ended) {

  static DecodingFigures of(
      DecodingChoice choice, Optional<String> draft, DecodedText text, boolean ended) {
    Optional<DecodingChoice> sample =
        Optional.of(choice).filter(c -> c.decoding() == Decoding.SAMPLE);
    Optional<Sampling> sampling = sample.map(DecodingChoice::sampling);
    Optional<BeamSearch> search =
        Optional.of(choice).filter(c -> c.decoding() == Decoding.BEAM).map(DecodingChoice::beams);
    return new DecodingFigures(
        choice.decoding().label(),
        sampling.map(Sampling::temperature),
        sampling.map(Sampling::topK).filter(k -> k != Sampling.ALL_TOKENS),
        sampling.map(Sampling::topP),
        sample.map(DecodingChoice::seed),
        search.map(BeamSearch::beams),
        search.map(BeamSearch::lengthPenalty),
        draft,
        draft.map(name -> choice.draftTokens()),
        draft.map(name -> text.draftedTokens()),
        draft.map(name -> text.acceptedTokens()),
        text.acceptedShare().stream().boxed().findFirst(),
        text.passes(ForwardPass.Model.TARGET).size(),
        text.passes(ForwardPass.Model.DRAFT).size(),
        ended);
  }

  /** Lines for people; none for greedy decoding without a draft and without an end. */
  String lines(int tokens) {
    StringBuilder lines = new StringBuilder();
    if (seed.isPresent()) {
      lines.append(
          "sampled with temperature %s, top-k %s, top-p %s, seed %d%n"
              .formatted(
                  NumberText.decimal(temperature.orElseThrow()),
                  topK.map(Object::toString).orElse("all"),
                  NumberText.decimal(topP.orElseThrow()),
                  seed.orElseThrow()));
    }
    if (beams.isPresent()) {
      lines.append(
          "beam search with %d beams, length penalty %s%n"
              .formatted(beams.orElseThrow(), NumberText.decimal(lengthPenalty.orElseThrow())));
    }
    if (draft.isPresent()) {
      lines.append(
          "drafts of %d by %s: %d of %d tokens accepted%s%n"
              .formatted(
                  draftTokens.orElseThrow(),
                  draft.orElseThrow(),
                  acceptedTokens.orElseThrow(),
                  draftedTokens.orElseThrow(),
                  acceptedShare.map(share -> " (" + NumberText.percent(share) + ")").orElse("")));
      lines.append(
          "%d target passes and %d draft passes: %s tokens a target pass%n"
              .formatted(
                  targetPasses,
                  draftPasses,
                  NumberText.significant((double) tokens / targetPasses, 3)));
    }
    return lines.append(ended ? "ended by an end token\n" : "").toString();
  }
}
