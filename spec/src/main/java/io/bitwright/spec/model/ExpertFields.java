package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Experts;
import java.util.OptionalInt;

/** The fields of a mixture of experts. */
final class ExpertFields {
  /** Experts of MixtralConfig and of SwitchTransformersConfig. */
  private static final int CLASS_EXPERTS = 8;

  private ExpertFields() {}

  /**
   * Experts of which each token is sent to so many.
   *
   * @param countKey the key of their number
   * @param width width inside of one expert
   * @throws io.bitwright.spec.SpecException if there are fewer than a token is sent to, or they are
   *     too wide together
   */
  static Experts read(
      HuggingFaceConfig config,
      String countKey,
      int perToken,
      int everyNthLayer,
      OptionalInt capacity,
      int width) {
    int count = config.sizeOr(CLASS_EXPERTS, ModelLimits.EXPERTS, countKey);
    if (perToken > count) {
      String sent =
          count + " experts are fewer than the " + perToken + " of a token; write at least ";
      throw config.problem(countKey, sent + perToken);
    }
    if ((long) count * width > ModelLimits.WIDEST_EXPERTS) {
      String wide = count + " experts x " + width + " is out of range; together at most ";
      throw config.problem(countKey, wide + ModelLimits.WIDEST_EXPERTS);
    }
    return new Experts(count, perToken, everyNthLayer, capacity);
  }
}
