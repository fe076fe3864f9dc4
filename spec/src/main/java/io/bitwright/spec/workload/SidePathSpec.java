package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What runs beside linear layers and is added to their results.
 *
 * @param lora adapters
 * @param outlierShare share of a linear layer's input columns, above 0 and at most 1, that are
 *     computed in the stream's format as well, where their values are too large for int8
 *     (LLM.int8(), Dettmers et al. 2022, arXiv 2208.07339, section 3.2); at least one column
 */
public record SidePathSpec(Optional<LoraSpec> lora, OptionalDouble outlierShare) {
  /** Nothing. */
  public static final SidePathSpec NONE =
      new SidePathSpec(Optional.empty(), OptionalDouble.empty());

  /**
   * Checks the numbers.
   *
   * @throws SpecException if the share is no share
   */
  public SidePathSpec {
    if (outlierShare.isPresent()) {
      double share = outlierShare.getAsDouble();
      if (!(share > 0 && share <= 1)) {
        throw new SpecException(
            "outliers must be a share above 0 and at most 1 (100%), got " + share);
      }
    }
  }

  /** Outlier columns of so many, 0 without outliers. */
  public long outliersOf(long columns) {
    return outlierShare.isPresent()
        ? Math.max(1, Math.round(outlierShare.getAsDouble() * columns))
        : 0;
  }
}
