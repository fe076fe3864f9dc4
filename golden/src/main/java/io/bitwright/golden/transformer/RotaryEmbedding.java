package io.bitwright.golden.transformer;

/**
 * Rotary position embedding in the half-rotation form: element i of a head turns together with
 * element i + Q/2 by the angle {@code position * theta^(-2i/Q)}.
 *
 * <p>Source: RoFormer (arXiv 2104.09864) section 3.2; pairing of halves as in github
 * huggingface/transformers, model llama. Tables are computed with {@link StrictMath}, so that they
 * are the same on every machine.
 */
final class RotaryEmbedding {
  private final float[][] cosines;
  private final float[][] sines;

  RotaryEmbedding(int headDimension, double theta, int positions) {
    int pairs = headDimension / 2;
    cosines = new float[positions][pairs];
    sines = new float[positions][pairs];
    for (int i = 0; i < pairs; i++) {
      float frequency = 1 / (float) StrictMath.pow(theta, 2.0 * i / headDimension);
      for (int position = 0; position < positions; position++) {
        float angle = position * frequency;
        cosines[position][i] = (float) StrictMath.cos(angle);
        sines[position][i] = (float) StrictMath.sin(angle);
      }
    }
  }

  /** Turns the head that starts at {@code offset} of a row, in place. */
  void rotate(float[] row, int offset, int position) {
    float[] cosine = cosines[position];
    float[] sine = sines[position];
    int pairs = cosine.length;
    for (int i = 0; i < pairs; i++) {
      float lower = row[offset + i];
      float upper = row[offset + pairs + i];
      row[offset + i] = lower * cosine[i] - upper * sine[i];
      row[offset + pairs + i] = upper * cosine[i] + lower * sine[i];
    }
  }
}
