package io.bitwright.spec.model;

import io.bitwright.spec.document.Section;
import io.bitwright.spec.transformer.RopeScaling;
import java.util.Optional;

/**
 * The keys of {@code rope_scaling}, or of {@code rope_parameters} where the transformers library
 * keeps them since its version 5.
 */
final class RopeScalingFields {
  private static final String FACTOR = "factor";
  private static final String ORIGINAL_POSITIONS = "original_max_position_embeddings";

  private final Section section;
  private final int positions;

  private RopeScalingFields(Section section, int positions) {
    this.section = section;
    this.positions = positions;
  }

  /**
   * The scaling that a configuration asks for.
   *
   * @param config the whole configuration
   * @param positions its longest sequence, tokens
   * @throws io.bitwright.spec.SpecException if a number of a known scaling is missing or wrong
   */
  static RopeScaling read(Section config, int positions) {
    return config
        .optionalOpenSection("rope_scaling")
        .or(() -> config.optionalOpenSection("rope_parameters"))
        .map(section -> new RopeScalingFields(section, positions).scaling())
        .orElse(new RopeScaling.None());
  }

  private RopeScaling scaling() {
    Optional<String> type = text("rope_type").or(() -> text("type"));
    if (type.isEmpty()) {
      return section.has(FACTOR) ? new RopeScaling.Unknown("") : new RopeScaling.None();
    }
    return switch (type.get()) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(factor());
      case "dynamic" -> new RopeScaling.DynamicNtk(factor(), originalPositions());
      case "llama3" -> llama3();
      case "yarn" -> yarn();
      default -> new RopeScaling.Unknown(type.get());
    };
  }

  private RopeScaling llama3() {
    double low = positive("low_freq_factor");
    return new RopeScaling.Llama3(
        factor(),
        low,
        section.number("high_freq_factor", "a number above low_freq_factor", high -> high > low),
        section.integer(ORIGINAL_POSITIONS, ModelLimits.POSITIONS));
  }

  private RopeScaling yarn() {
    double factor = factor();
    double slow = optional("beta_slow").orElse(1.0);
    double fast =
        section
            .optionalNumber("beta_fast", "a number above beta_slow", value -> value > slow)
            .orElse(32.0);
    if (fast <= slow) {
      throw section.problem("beta_slow", slow + " is not below beta_fast, which is " + fast);
    }
    return new RopeScaling.Yarn(
        factor,
        originalPositions(),
        fast,
        slow,
        optional("attention_factor").orElseGet(() -> attentionFactor(factor)),
        section.flag("truncate", true));
  }

  /** DeepSeek's models weigh the paper's factor. */
  private double attentionFactor(double factor) {
    Optional<Double> weight = optional("mscale");
    Optional<Double> weightOfAll = optional("mscale_all_dim");
    if (weight.isEmpty() || weightOfAll.isEmpty()) {
      return RopeScaling.Yarn.attentionFactor(factor, 1);
    }
    return RopeScaling.Yarn.attentionFactor(factor, weight.get())
        / RopeScaling.Yarn.attentionFactor(factor, weightOfAll.get());
  }

  private double factor() {
    return section.number(FACTOR, "a number from 1 up", value -> value >= 1);
  }

  private int originalPositions() {
    return section.optionalInteger(ORIGINAL_POSITIONS, ModelLimits.POSITIONS).orElse(positions);
  }

  private double positive(String key) {
    return section.number(key, "a number above 0", value -> value > 0);
  }

  private Optional<Double> optional(String key) {
    return section.optionalNumber(key, "a number above 0", value -> value > 0);
  }

  private Optional<String> text(String key) {
    return section.optionalValue(key, "text", word -> word);
  }
}
