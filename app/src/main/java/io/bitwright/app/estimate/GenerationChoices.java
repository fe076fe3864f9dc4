package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SpeculationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Choices of how a prompt is read and what follows it, as a user makes them; what is left out has a
 * default.
 *
 * @param newTokens tokens that follow the prompt
 * @param chunk tokens of the prompt in one pass
 * @param beams hypotheses of a sequence
 * @param draft a draft model
 * @param draftTokens tokens that it drafts in a step
 * @param acceptance chance that one is accepted
 */
record GenerationChoices(
    OptionalInt newTokens,
    OptionalInt chunk,
    OptionalInt beams,
    Optional<ModelConfig> draft,
    OptionalInt draftTokens,
    OptionalDouble acceptance) {

  /**
   * What follows the prompt; empty unless the phase is generate.
   *
   * @throws SpecException if a choice does not go with the phase, or not with the others
   */
  Optional<GenerationSpec> generation(Phase phase) {
    if (phase != Phase.GENERATE) {
      refuseFor(phase);
      return Optional.empty();
    }
    return Optional.of(
        new GenerationSpec(
            newTokens.orElse(GenerationSpec.DEFAULT_NEW_TOKENS), beams.orElse(1), speculation()));
  }

  /**
   * Refuses all choices, since a single operator has no tokens that follow others.
   *
   * @param operator what it is: {@code matmul}
   * @throws SpecException if there is a choice
   */
  void refuseFor(String operator, Optional<Phase> phase) {
    if (phase.equals(Optional.of(Phase.GENERATE))) {
      throw new SpecException("a " + operator + " has no phase generate; give a model");
    }
    for (Map.Entry<String, Boolean> choice : given().entrySet()) {
      if (choice.getValue()) {
        throw new SpecException(choice.getKey() + ": a " + operator + " has none; give a model");
      }
    }
  }

  private void refuseFor(Phase phase) {
    for (Map.Entry<String, Boolean> choice : given().entrySet()) {
      if (choice.getValue() && !choice.getKey().equals("chunk")) {
        throw new SpecException(choice.getKey() + ": for the phase generate, not " + phase.label());
      }
    }
  }

  private Map<String, Boolean> given() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("new tokens", newTokens.isPresent());
    given.put("chunk", chunk.isPresent());
    given.put("beams", beams.isPresent());
    given.put("draft", draft.isPresent());
    given.put("draft tokens", draftTokens.isPresent());
    given.put("acceptance", acceptance.isPresent());
    return given;
  }

  private Optional<SpeculationSpec> speculation() {
    if (draft.isEmpty()) {
      if (draftTokens.isPresent() || acceptance.isPresent()) {
        throw new SpecException("draft tokens and acceptance need a draft, the model that drafts");
      }
      return Optional.empty();
    }
    if (draftTokens.isEmpty() || acceptance.isEmpty()) {
      throw new SpecException(
          "a draft needs draft tokens (how many a step) and acceptance (the chance of each, 0 to 1)");
    }
    return Optional.of(
        new SpeculationSpec(draft.get(), draftTokens.getAsInt(), acceptance.getAsDouble()));
  }
}
