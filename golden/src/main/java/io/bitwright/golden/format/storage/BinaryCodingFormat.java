package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.NumberFormat;

/**
 * Binary-coding quantisation: {@code w = sum over i of alpha_i b_i} with q planes of b = -1 or +1,
 * bit i of the code, and q scales a group; q (1 + s / g) bits a weight with scales of s bits for
 * groups of g.
 *
 * <p>Source: AlphaTuning (arXiv 2210.03858) section 3; Xu et al., Alternating Multi-bit
 * Quantization (arXiv 1802.00150) section 2.
 *
 * @param planes q, 1 to 8
 */
public record BinaryCodingFormat(int planes, Granularity granularity, ScaleStorage scales)
    implements CodedFormat {
  /**
   * @throws IllegalArgumentException if there are no planes or more than 8
   */
  public BinaryCodingFormat {
    if (planes < 1 || planes > 8) {
      throw new IllegalArgumentException(planes + " planes; allowed are 1 to 8");
    }
  }

  @Override
  public int codeBits() {
    return planes;
  }

  @Override
  public int scalesInGroup() {
    return planes;
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    float sum = 0;
    for (int plane = 0; plane < planes; plane++) {
      float scale = scales[first + plane];
      sum += (code >>> plane & 1) == 1 ? scale : -scale;
    }
    return sum;
  }

  @Override
  public NumberFormat arithmetic() {
    return NumberFormat.BF16;
  }

  @Override
  public String label() {
    return "bcq-" + planes + scaleLabel();
  }
}
