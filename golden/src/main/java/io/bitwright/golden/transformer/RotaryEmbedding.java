package io.bitwright.golden.transformer;

import io.bitwright.spec.transformer.Positions;

/**
 * Rotary position embedding in the half-rotation form: of the R turned elements of a head, its
 * first ones, element i turns together with element i + R/2 by the angle {@code position *
 * theta^(-2i/R)}, or as its scaling says.
 *
 * <p>Source: RoFormer (arXiv 2104.09864) section 3.2; pairing of halves as in github
 * huggingface/transformers, model llama. Tables are computed with {@link StrictMath}, so that they
 * are the same on every machine.
 */
final class RotaryEmbedding {
  private final float[][] cosines;
  private final float[][] sines;

  /**
   * @param tokens longest length of the sequence
   */
  RotaryEmbedding(Positions.Rotary rotary, int tokens) {
    RotaryFrequencies frequencies = RotaryFrequencies.of(rotary, tokens);
    int pairs = frequencies.radians().length;
    cosines = new float[tokens][pairs];
    sines = new float[tokens][pairs];
    for (int position = 0; position < tokens; position++) {
      for (int i = 0; i < pairs; i++) {
        float angle = position * frequencies.radians()[i];
        cosines[position][i] = (float) StrictMath.cos(angle) * frequencies.attentionFactor();
        sines[position][i] = (float) StrictMath.sin(angle) * frequencies.attentionFactor();
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
