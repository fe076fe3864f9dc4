package io.bitwright.app.estimate;

import io.bitwright.spec.model.ModelLibrary;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for what follows a prompt, and for a prompt in parts. */
final class GenerationOptions {
  @Option(
      names = "--new-tokens",
      paramLabel = "N",
      description = {
        "Decode steps after the prompt in the phase generate, a token a sequence each; default 128.",
        "Throughput is then batch x N / time, prompt included."
      })
  private @Nullable Integer newTokens;

  @Option(
      names = "--chunk",
      paramLabel = "TOKENS",
      description = "Tokens of the prompt in one pass; default: all in one.")
  private @Nullable Integer chunk;

  @Option(
      names = "--beams",
      paramLabel = "W",
      description = "Beam search in the phase generate: hypotheses of a sequence; default 1.")
  private @Nullable Integer beams;

  @Option(
      names = "--draft",
      paramLabel = "MODEL",
      description = "Speculative decoding in the phase generate: the model that drafts.")
  private @Nullable String draft;

  @Option(
      names = "--draft-tokens",
      paramLabel = "G",
      description = "Tokens that --draft drafts in a step.")
  private @Nullable Integer draftTokens;

  @Option(
      names = "--acceptance",
      paramLabel = "A",
      description = "Chance that a drafted token is accepted, 0 to 1.")
  private @Nullable Double acceptance;

  /** The choices made. */
  GenerationChoices choices() {
    return new GenerationChoices(
        number(newTokens),
        number(chunk),
        number(beams),
        Optional.ofNullable(draft).map(ModelLibrary::resolve),
        number(draftTokens),
        acceptance == null ? OptionalDouble.empty() : OptionalDouble.of(acceptance));
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
