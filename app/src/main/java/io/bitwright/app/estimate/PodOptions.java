package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodChoice;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} that say on which chips work runs. */
final class PodOptions {
  @Option(
      names = "--pod",
      paramLabel = "POD",
      description = "Of --collective: a name from 'list', a YAML file, or a grid such as 4x4x4.")
  private @Nullable String pod;

  @Option(
      names = "--chips",
      paramLabel = "N",
      description =
          "Of --collective: chips of the pod, or of --accelerator; default: the whole pod.")
  private @Nullable Integer chips;

  /**
   * What these options choose.
   *
   * @param accelerator the value of {@code --accelerator}
   */
  PodChoice choice(@Nullable String accelerator) {
    return new PodChoice(
        Optional.ofNullable(pod),
        Optional.ofNullable(accelerator),
        chips == null ? OptionalInt.empty() : OptionalInt.of(chips));
  }

  /**
   * Refuses these options where one chip is estimated.
   *
   * @throws SpecException if one of them is given
   */
  void refuse() {
    if (pod != null || chips != null) {
      String given = pod != null ? "--pod" : "--chips";
      throw new SpecException(given + " goes with --collective; all else is of one chip");
    }
  }
}
