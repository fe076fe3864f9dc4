package io.bitwright.app.pod;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.AlignmentMethod;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for steps in which several models take part. */
public final class AlignmentOptions {
  @Option(
      names = "--alignment",
      paramLabel = "METHOD",
      description = {
        "Of the phase train, a step of several models: sft, reward-model, dpo (policy, reference) or",
        "ppo (policy, reference, reward model, critic; the policy writes its answers first)."
      })
  private @Nullable String method;

  @Option(
      names = "--reward-model",
      paramLabel = "MODEL",
      description = "Of --alignment: the reward model, and the critic; default: as the policy.")
  private @Nullable String reward;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      description = "Of ppo: tokens of a sequence that are prompt; default: half of them.")
  private @Nullable Integer promptTokens;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Of ppo: times that it trains on what the policy wrote; default 1.")
  private @Nullable Integer epochs;

  /**
   * Choices of a step of alignment.
   *
   * @param reward also the critic; the policy's shape if empty
   * @param promptTokens of ppo; half of the sequence if empty
   */
  public record Choices(
      AlignmentMethod method, Optional<ModelConfig> reward, OptionalInt promptTokens, int epochs) {}

  /**
   * The choices made; empty if no alignment is asked for.
   *
   * @throws SpecException if a word or a name is unknown, or the others stand without a method
   */
  public Optional<Choices> choices() {
    if (method == null) {
      if (reward != null || promptTokens != null || epochs != null) {
        throw new SpecException(
            "--reward-model, --prompt-tokens and --epochs go with --alignment; give it a method");
      }
      return Optional.empty();
    }
    AlignmentMethod chosen = AlignmentMethod.parse(method);
    if (promptTokens != null && chosen != AlignmentMethod.PROXIMAL_POLICY) {
      throw new SpecException("--prompt-tokens is of ppo, where the policy writes the rest");
    }
    return Optional.of(
        new Choices(
            chosen,
            Optional.ofNullable(reward).map(ModelLibrary::resolve),
            promptTokens == null ? OptionalInt.empty() : OptionalInt.of(promptTokens),
            epochs == null ? 1 : epochs));
  }
}
