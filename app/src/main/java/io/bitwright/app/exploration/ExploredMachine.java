package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorVariants;
import io.bitwright.spec.part.FpgaPart;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.DesignVariable;
import java.util.List;
import java.util.Optional;

/**
 * What the points of a space are variants of.
 *
 * @param description of the accelerator, with its content; of a pod the name alone
 * @param part whose resources are the budget
 */
public record ExploredMachine(NamedBytes description, Optional<FpgaPart> part) {
  /** Values of a variable that are tried alone; more are of one range. */
  private static final int MOST_CHECKED = 1000;

  /** Variants of the accelerator. */
  AcceleratorVariants variants(DesignSpace space, List<String> keys) {
    return new AcceleratorVariants(description.name(), description.bytes(), space.set(), keys);
  }

  /**
   * Refuses values that no accelerator may have.
   *
   * @throws SpecException naming the variable's place
   */
  void check(DesignSpace space) {
    if (space.isPod()) {
      return;
    }
    AcceleratorVariants variants = variants(space, List.of());
    for (DesignVariable variable : space.variables()) {
      if (AcceleratorVariants.isKey(variable.name())) {
        variable.values().stream()
            .limit(MOST_CHECKED)
            .forEach(value -> check(variants, variable, value.text()));
      }
    }
  }

  private static void check(AcceleratorVariants variants, DesignVariable variable, String text) {
    try {
      variants.check(variable.name(), text);
    } catch (SpecException refused) {
      throw refused.at(variable.place());
    }
  }
}
