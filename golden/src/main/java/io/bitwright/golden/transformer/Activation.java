package io.bitwright.golden.transformer;

import io.bitwright.spec.transformer.HiddenActivation;

/**
 * The non-linearities of feed-forward layers, in place; exponentials by {@link StrictMath}, so that
 * they are the same on every machine. Those with a Gaussian are computed in fp64 and rounded once.
 *
 * <p>Sources: {@link HiddenActivation}.
 */
final class Activation {
  /** Of x^3 in the hyperbolic tangent's form (arXiv 1606.08415, section 2). */
  private static final double CUBIC = 0.044715;

  private static final double SQRT_2_BY_PI = Math.sqrt(2 / Math.PI);
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** Of x in the logistic form (arXiv 1606.08415, section 2). */
  private static final double LOGISTIC = 1.702;

  private Activation() {}

  static void apply(HiddenActivation activation, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = apply(activation, values[i]);
    }
  }

  static float apply(HiddenActivation activation, float x) {
    return switch (activation) {
      case SILU -> x / (1 + (float) StrictMath.exp(-x));
      case RELU2 -> x > 0 ? x * x : 0;
      case RELU -> Math.max(x, 0);
      case GELU -> (float) (x * (0.5 * ErrorFunction.complement(-x * SQRT_HALF)));
      case GELU_TANH ->
          (float)
              (0.5 * x * (1 + StrictMath.tanh(SQRT_2_BY_PI * (x + CUBIC * x * (double) x * x))));
      case QUICK_GELU -> (float) (x / (1 + StrictMath.exp(-LOGISTIC * x)));
      case TANH -> (float) StrictMath.tanh(x);
    };
  }
}
