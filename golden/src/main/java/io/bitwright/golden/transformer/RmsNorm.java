package io.bitwright.golden.transformer;

/**
 * Root-mean-square norm: {@code y = gain * x / sqrt(mean(x^2) + epsilon)}; the mean is summed in
 * fp64, all else is fp32.
 *
 * <p>Source: Zhang and Sennrich, Root Mean Square Layer Normalization (arXiv 1910.07467) section 3;
 * epsilon as in LLaMA.
 */
public final class RmsNorm implements Norm {
  private final float[] gains;
  private final double epsilon;

  RmsNorm(float[] gains, double epsilon) {
    this.gains = gains;
    this.epsilon = epsilon;
  }

  @Override
  public float[] gains() {
    return gains;
  }

  @Override
  public double epsilon() {
    return epsilon;
  }

  @Override
  public float[] apply(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    float factor = (float) (1 / Math.sqrt((float) (squares / row.length) + (float) epsilon));
    float[] normed = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      normed[k] = gains[k] * (row[k] * factor);
    }
    return normed;
  }
}
