package io.bitwright.app.generation;

import io.bitwright.golden.decoding.BeamSearch;
import io.bitwright.golden.decoding.Sampling;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code run} for how the tokens are found. */
final class DecodingOptions {
  private static final int USUAL_BEAMS = 4;
  private static final int USUAL_DRAFT_TOKENS = 4;

  @Option(
      names = "--decoding",
      paramLabel = "DECODING",
      description = "greedy (the default), sample or beam; the options of one imply it.")
  private @Nullable String decoding;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Of sample: divides the logits, above 0; default 1.")
  private @Nullable Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Of sample: the K most likely tokens only; default: all.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Of sample: then the most likely ones that add up to P; default 1: all.")
  private @Nullable Double topP;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of sample: the same seed gives the same text; default 0.")
  private @Nullable Long seed;

  @Option(
      names = "--beams",
      paramLabel = "B",
      description = "Of beam: texts followed at a time; default 4.")
  private @Nullable Integer beams;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Of beam: texts compare by log p / length^X; default 1.")
  private @Nullable Double lengthPenalty;

  @Option(
      names = "--draft",
      paramLabel = "DIR",
      description = {
        "A model that drafts tokens, which --model then checks in one",
        "pass: a folder, or the name of one that ships."
      })
  private @Nullable String draft;

  @Option(
      names = "--draft-tokens",
      paramLabel = "G",
      description = "Tokens that --draft drafts in a step; default 4.")
  private @Nullable Integer draftTokens;

  /** The model that {@code --draft} names. */
  Optional<String> draft() {
    return Optional.ofNullable(draft);
  }

  /**
   * The choices made.
   *
   * @throws SpecException if one is out of its range, or does not go with the others
   */
  DecodingChoice choice() {
    Decoding chosen = decoding();
    refuse(chosen, Decoding.SAMPLE, samplingOptions());
    refuse(chosen, Decoding.BEAM, beamOptions());
    if (draft != null && chosen == Decoding.BEAM) {
      throw new SpecException("--draft goes with --decoding greedy or sample, not beam");
    }
    if (draftTokens != null && draft == null) {
      throw new SpecException("--draft-tokens needs --draft, the model that drafts");
    }
    return new DecodingChoice(
        chosen,
        new Sampling(
            Objects.requireNonNullElse(temperature, 1.0),
            Objects.requireNonNullElse(topK, Sampling.ALL_TOKENS),
            Objects.requireNonNullElse(topP, 1.0)),
        Objects.requireNonNullElse(seed, 0L),
        new BeamSearch(
            Objects.requireNonNullElse(beams, USUAL_BEAMS),
            Objects.requireNonNullElse(lengthPenalty, BeamSearch.USUAL_PENALTY)),
        Objects.requireNonNullElse(draftTokens, USUAL_DRAFT_TOKENS));
  }

  private Decoding decoding() {
    if (decoding != null) {
      return Decoding.parse(decoding);
    }
    List<String> sampling = samplingOptions();
    List<String> search = beamOptions();
    if (!sampling.isEmpty() && !search.isEmpty()) {
      throw new SpecException(
          "%s goes with --decoding sample, and %s with beam; leave one out"
              .formatted(sampling.getFirst(), search.getFirst()));
    }
    if (!sampling.isEmpty()) {
      return Decoding.SAMPLE;
    }
    return search.isEmpty() ? Decoding.GREEDY : Decoding.BEAM;
  }

  private static void refuse(Decoding chosen, Decoding owner, List<String> options) {
    if (chosen != owner && !options.isEmpty()) {
      throw new SpecException(
          "%s goes with --decoding %s, not %s"
              .formatted(options.getFirst(), owner.label(), chosen.label()));
    }
  }

  private List<String> samplingOptions() {
    List<String> given = new ArrayList<>();
    addIfGiven(given, "--temperature", temperature);
    addIfGiven(given, "--top-k", topK);
    addIfGiven(given, "--top-p", topP);
    addIfGiven(given, "--seed", seed);
    return given;
  }

  private List<String> beamOptions() {
    List<String> given = new ArrayList<>();
    addIfGiven(given, "--beams", beams);
    addIfGiven(given, "--length-penalty", lengthPenalty);
    return given;
  }

  private static void addIfGiven(List<String> given, String option, @Nullable Object value) {
    if (value != null) {
      given.add(option);
    }
  }
}
