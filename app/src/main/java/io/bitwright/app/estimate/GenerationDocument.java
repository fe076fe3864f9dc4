package io.bitwright.app.estimate;

import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.SpeculationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;

/**
 * A generation in the document of {@code estimate --json}.
 *
 * @param newTokens tokens that follow the prompt of a sequence
 * @param beams hypotheses of a sequence
 * @param speculation null without a draft
 */
record GenerationDocument(int newTokens, int beams, Optional<Speculation> speculation) {

  /**
   * Speculative decoding.
   *
   * @param expectedTokensPerStep mean number of tokens that a step of draft and check yields
   */
  record Speculation(
      String draft, int draftTokens, double acceptance, double expectedTokensPerStep) {
    static Speculation of(SpeculationSpec spec) {
      return new Speculation(
          spec.draft().name(), spec.draftTokens(), spec.acceptance(), spec.expectedTokensPerStep());
    }
  }

  static GenerationDocument of(GenerationSpec spec) {
    return new GenerationDocument(
        spec.newTokens(), spec.beams(), spec.speculation().map(Speculation::of));
  }

  /** What a workload does, in words: {@code prefill of 512 tokens}. */
  static String title(WorkloadSpec workload) {
    String context = Quantities.formatWhole(workload.context());
    String chunks =
        workload.chunk().isPresent()
            ? " in chunks of " + Quantities.formatWhole(workload.chunk().getAsInt())
            : "";
    String prompt = Quantities.formatWhole(workload.sequence()) + " tokens" + chunks;
    return switch (workload.phase()) {
      case PREFILL -> "prefill of " + prompt;
      case DECODE -> "decode after " + context + " tokens";
      case GENERATE -> "prefill of " + prompt + ", " + steps(workload.generation().orElseThrow());
    };
  }

  private static String steps(GenerationSpec generation) {
    String tokens = Quantities.formatWhole(generation.newTokens()) + " new tokens";
    String beams = generation.beams() > 1 ? " by " + generation.beams() + " beams" : "";
    String draft =
        generation
            .speculation()
            .map(s -> " with drafts of %d by %s".formatted(s.draftTokens(), s.draft().name()))
            .orElse("");
    return tokens + beams + draft;
  }
}
