package io.bitwright.golden.transformer;

import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.RopeScaling;

/**
 * The angle, in radians, by which each pair of a head turns from one position to the next, and what
 * sines and cosines are multiplied by. Formulas as in github huggingface/transformers, {@code
 * modeling_rope_utils.py}; papers: {@link RopeScaling}.
 *
 * @param radians of each pair
 * @param attentionFactor of sines and cosines
 */
// Nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
record RotaryFrequencies(float[] radians, float attentionFactor) {
  /** What keeps the interpolated range of YaRN from being empty. */
  private static final double LEAST_RANGE = 0.001;

  /**
   * The frequencies of a sequence.
   *
   * @param tokens its longest length. Scaling by the sequence's length (dynamic NTK) takes this one
   *     from the first token on, so that all keys of a cache are turned alike
   */
  static RotaryFrequencies of(Positions.Rotary rotary, int tokens) {
    float[] radians = new float[rotary.turnedDimension() / 2];
    for (int pair = 0; pair < radians.length; pair++) {
      radians[pair] = radians(rotary, pair, tokens);
    }
    float factor =
        rotary.scaling() instanceof RopeScaling.Yarn yarn ? (float) yarn.attentionFactor() : 1;
    return new RotaryFrequencies(radians, factor);
  }

  private static float radians(Positions.Rotary rotary, int pair, int tokens) {
    float trained = trained(rotary.theta(), rotary, pair);
    return switch (rotary.scaling()) {
      case RopeScaling.None none -> trained;
      case RopeScaling.Linear linear -> trained / (float) linear.factor();
      case RopeScaling.DynamicNtk dynamic -> trained(theta(dynamic, rotary, tokens), rotary, pair);
      case RopeScaling.Llama3 llama -> scaled(llama, trained);
      case RopeScaling.Yarn yarn -> scaled(yarn, rotary, pair, trained);
      case RopeScaling.Unknown unknown ->
          throw new IllegalStateException("rope_scaling " + unknown.type());
    };
  }

  private static float trained(double theta, Positions.Rotary rotary, int pair) {
    return 1 / (float) StrictMath.pow(theta, 2.0 * pair / rotary.turnedDimension());
  }

  /** The base for a sequence; the trained one if it is no longer than those of the training. */
  private static double theta(RopeScaling.DynamicNtk dynamic, Positions.Rotary rotary, int tokens) {
    double stretch = (double) Math.max(tokens, dynamic.originalPositions());
    double growth =
        dynamic.factor() * stretch / dynamic.originalPositions() - (dynamic.factor() - 1);
    double turned = rotary.turnedDimension();
    // The only pair of two numbers turns by 1 whatever the base.
    return turned == 2
        ? rotary.theta()
        : rotary.theta() * StrictMath.pow(growth, turned / (turned - 2));
  }

  private static float scaled(RopeScaling.Llama3 llama, float trained) {
    double waves = llama.originalPositions() * (trained / (2 * Math.PI));
    double low = llama.lowFrequencyFactor();
    double high = llama.highFrequencyFactor();
    double kept = Math.clamp((waves - low) / (high - low), 0, 1);
    return (float) ((1 - kept) * trained / llama.factor() + kept * trained);
  }

  private static float scaled(
      RopeScaling.Yarn yarn, Positions.Rotary rotary, int pair, float trained) {
    double first = pairThatTurns(yarn.betaFast(), yarn, rotary);
    double last = pairThatTurns(yarn.betaSlow(), yarn, rotary);
    if (yarn.truncated()) {
      first = Math.floor(first);
      last = Math.ceil(last);
    }
    first = Math.max(first, 0);
    last = Math.min(last, rotary.turnedDimension() - 1);
    double range = first == last ? LEAST_RANGE : last - first;
    double divided = Math.clamp((pair - first) / range, 0, 1);
    return (float) (divided * trained / yarn.factor() + (1 - divided) * trained);
  }

  /** The pair, between two of them too, that makes so many turns over the training's sequences. */
  private static double pairThatTurns(
      double turns, RopeScaling.Yarn yarn, Positions.Rotary rotary) {
    double positionsPerRadian = yarn.originalPositions() / (turns * 2 * Math.PI);
    return rotary.turnedDimension()
        * StrictMath.log(positionsPerRadian)
        / (2 * StrictMath.log(rotary.theta()));
  }
}
