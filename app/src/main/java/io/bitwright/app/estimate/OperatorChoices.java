package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.SidePathSpec;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Choices of how attention and linear layers run, as a user makes them; what is left out has a
 * default.
 *
 * @param kernel how attention runs
 * @param kvPage tokens of a page of the KV cache
 * @param prefixTokens trained tokens before all others
 * @param loraRank rank of adapters
 * @param loraTargets linear layers that have one
 * @param outliers share of input columns
 */
record OperatorChoices(
    Optional<AttentionKernel> kernel,
    OptionalInt kvPage,
    OptionalInt prefixTokens,
    OptionalInt loraRank,
    Optional<Set<LoraTarget>> loraTargets,
    OptionalDouble outliers) {
  /** The layers that the paper adapts (arXiv 2106.09685, section 5.1). */
  private static final Set<LoraTarget> DEFAULT_TARGETS =
      EnumSet.of(LoraTarget.Q_PROJ, LoraTarget.V_PROJ);

  /**
   * A share as a user writes it: 0.001 or 0.1%.
   *
   * @throws SpecException if it is no number
   */
  static OptionalDouble share(String name, Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String written = text.get().strip();
    boolean percent = written.endsWith("%");
    try {
      double value =
          Double.parseDouble(percent ? written.substring(0, written.length() - 1) : written);
      return OptionalDouble.of(percent ? value / 100 : value);
    } catch (NumberFormatException notNumber) {
      throw new SpecException(
          name + ": '" + written + "' is no share; write 0.001 or 0.1%", notNumber);
    }
  }

  /**
   * How attention runs.
   *
   * @throws SpecException if a number is out of its range
   */
  AttentionSpec attention() {
    return new AttentionSpec(kernel.orElse(AttentionKernel.FUSED), kvPage, prefixTokens.orElse(0));
  }

  /**
   * What runs beside the linear layers.
   *
   * @throws SpecException if a number is out of its range, or there are targets and no rank
   */
  SidePathSpec sidePaths() {
    if (loraTargets.isPresent() && loraRank.isEmpty()) {
      throw new SpecException("LoRA targets need a LoRA rank, the width of the adapters");
    }
    Optional<LoraSpec> lora =
        loraRank.isPresent()
            ? Optional.of(LoraSpec.of(loraRank.getAsInt(), loraTargets.orElse(DEFAULT_TARGETS)))
            : Optional.empty();
    return new SidePathSpec(lora, outliers);
  }

  /**
   * Refuses all choices, since a single product has no attention and stands alone.
   *
   * @throws SpecException if there is a choice
   */
  void refuseFor(String operator) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("attention", kernel.isPresent());
    given.put("KV page", kvPage.isPresent());
    given.put("prefix tokens", prefixTokens.isPresent());
    given.put("LoRA rank", loraRank.isPresent());
    given.put("LoRA targets", loraTargets.isPresent());
    given.put("outliers", outliers.isPresent());
    given.forEach((name, isGiven) -> {
      if (isGiven) {
        throw new SpecException(name + ": a " + operator + " has none; give a model");
      }
    });
  }
}
