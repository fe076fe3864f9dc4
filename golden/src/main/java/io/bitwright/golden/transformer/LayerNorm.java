package io.bitwright.golden.transformer;

import org.jspecify.annotations.Nullable;

/**
 * Layer norm: {@code y = gain * (x - mean) / sqrt(variance + epsilon) + bias}, the variance being
 * the mean square of {@code x - mean}; both means are summed in fp64, all else is fp32.
 *
 * <p>Source: Ba et al., Layer Normalization (arXiv 1607.06450) section 3; epsilon as in PyTorch.
 */
public final class LayerNorm implements Norm {
  private final float[] gains;
  private final float @Nullable [] biases;
  private final double epsilon;

  LayerNorm(float[] gains, float @Nullable [] biases, double epsilon) {
    this.gains = gains;
    this.biases = biases;
    this.epsilon = epsilon;
  }

  @Override
  public float[] gains() {
    return gains;
  }

  /** What is added to each value, or null; not to be written to. */
  public float @Nullable [] biases() {
    return biases;
  }

  @Override
  public double epsilon() {
    return epsilon;
  }

  @Override
  public float[] apply(float[] row) {
    double sum = 0;
    for (float x : row) {
      sum += x;
    }
    double mean = sum / row.length;
    double squares = 0;
    for (float x : row) {
      squares += (x - mean) * (x - mean);
    }
    float center = (float) mean;
    float factor = (float) (1 / Math.sqrt((float) (squares / row.length) + (float) epsilon));
    float[] normed = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      normed[k] = gains[k] * ((row[k] - center) * factor);
    }
    if (biases != null) {
      for (int k = 0; k < row.length; k++) {
        normed[k] += biases[k];
      }
    }
    return normed;
  }
}
