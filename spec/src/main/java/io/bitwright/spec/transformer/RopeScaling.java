package io.bitwright.spec.transformer;

/**
 * How the frequencies of a rotary embedding are changed for sequences longer than those of the
 * training; {@code rope_scaling} of a Hugging Face configuration. Formulas and defaults: github
 * huggingface/transformers, {@code modeling_rope_utils.py}.
 */
public sealed interface RopeScaling {
  /** The frequencies of the training are kept. */
  record None() implements RopeScaling {}

  /**
   * All frequencies are divided (position interpolation, Chen et al. 2023, arXiv 2306.15595).
   *
   * @param factor at least 1
   */
  record Linear(double factor) implements RopeScaling {}

  /**
   * The base grows with a sequence longer than those of the training ("Dynamic NTK" interpolation,
   * arXiv 2309.00071, section 3).
   *
   * @param factor at least 1
   * @param originalPositions longest sequence of the training, tokens
   */
  record DynamicNtk(double factor, int originalPositions) implements RopeScaling {}

  /**
   * Frequencies whose waves are longer than a part of the training's sequences are divided, those
   * of short waves kept, those between interpolated (Llama 3.1).
   *
   * @param factor at least 1
   * @param lowFrequencyFactor waves longer than originalPositions by this are divided
   * @param highFrequencyFactor waves shorter than originalPositions by this are kept; above
   *     lowFrequencyFactor
   * @param originalPositions longest sequence of the training, tokens
   */
  record Llama3(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalPositions)
      implements RopeScaling {}

  /**
   * Frequencies by the turns they make over the training's sequences: divided, kept or between, and
   * sines and cosines multiplied (YaRN, Peng et al. 2023, arXiv 2309.00071, section 3:
   * "NTK-by-parts" interpolation with attention scaling).
   *
   * @param factor at least 1
   * @param originalPositions longest sequence of the training, tokens
   * @param betaFast turns from which on a frequency is kept
   * @param betaSlow turns up to which a frequency is divided; below betaFast
   * @param attentionFactor what sines and cosines are multiplied by
   * @param truncated whether the ends of the interpolated range are rounded outwards to whole pairs
   */
  record Yarn(
      double factor,
      int originalPositions,
      double betaFast,
      double betaSlow,
      double attentionFactor,
      boolean truncated)
      implements RopeScaling {

    /**
     * The paper's factor of sines and cosines: {@code 0.1 ln(factor) + 1}.
     *
     * @param weight of the logarithm; 1 in the paper
     */
    public static double attentionFactor(double factor, double weight) {
      return factor <= 1 ? 1 : 0.1 * weight * StrictMath.log(factor) + 1;
    }
  }

  /**
   * One whose formula is not known here; it changes no count of operations or bytes.
   *
   * @param type its word in the configuration, empty if there is none
   */
  record Unknown(String type) implements RopeScaling {}

  /**
   * The longest sequence that the model can take, tokens.
   *
   * @param stated what the configuration says
   */
  default int positions(int stated) {
    return switch (this) {
      case DynamicNtk(double factor, int original) -> longer(stated, factor * original);
      case Llama3 llama -> longer(stated, llama.factor() * llama.originalPositions());
      case Yarn yarn -> longer(stated, yarn.factor() * yarn.originalPositions());
      case None none -> stated;
      case Linear linear -> stated;
      case Unknown unknown -> stated;
    };
  }

  private static int longer(int stated, double scaled) {
    return Math.max(stated, (int) Math.min(scaled, 1 << 30));
  }
}
