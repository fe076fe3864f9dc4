package io.bitwright.golden.fidelity;

import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.FloatEncoding.Overflow;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the inputs of a linear layer are rounded to, each token (row) by itself.
 *
 * <p>Floating point: the nearest value, ties to even, saturating, without a scale. Integers of b
 * bits: absmax per token, {@code s = max|x|} and {@code rint(Q x / s) s / Q} with {@code Q =
 * 2^(b-1) - 1}, ties to even.
 *
 * <p>Source of the integers: LLM.int8() (arXiv 2208.07339) section 3.1, a scale for each row of
 * inputs; of 8-bit floating point: FP8 Formats for Deep Learning (arXiv 2209.05433) section 3.
 */
public enum ActivationFormat {
  FP32(FloatEncoding.FP32),
  BF16(FloatEncoding.BF16),
  FP16(FloatEncoding.FP16),
  FP8_E4M3(FloatEncoding.E4M3),
  FP8_E5M2(FloatEncoding.E5M2),
  INT8(8),
  INT7(7),
  INT6(6),
  INT5(5),
  INT4(4),
  INT3(3),
  INT2(2);

  private static final Vocabulary<ActivationFormat> WORDS =
      Vocabulary.of("activation format", byWord());

  private final @Nullable FloatEncoding encoding;
  private final int bits;

  ActivationFormat(FloatEncoding encoding) {
    this.encoding = encoding;
    this.bits = encoding.bits();
  }

  ActivationFormat(int bits) {
    this.encoding = null;
    this.bits = bits;
  }

  private static Map<String, ActivationFormat> byWord() {
    Map<String, ActivationFormat> words = new LinkedHashMap<>();
    for (ActivationFormat format : values()) {
      words.put(format.label(), format);
    }
    words.put("fp8", FP8_E4M3);
    return words;
  }

  /**
   * The format of a word: fp32, bf16, fp16, fp8-e4m3 (or fp8), fp8-e5m2, int8 to int2.
   *
   * @throws SpecException naming what is allowed
   */
  public static ActivationFormat parse(String word) {
    return WORDS.parse(word);
  }

  /** All words that {@link #parse} takes. */
  public static List<String> words() {
    return WORDS.words();
  }

  /** {@code fp8-e4m3}, {@code int8}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Bits of one value. */
  public int bits() {
    return bits;
  }

  /**
   * The rows as values of the format.
   *
   * @param rows M rows of K values; not written to
   * @return M new rows; the rows themselves for fp32
   * @throws SpecException if an integer format meets a value that is not finite
   */
  public float[][] rounded(float[][] rows) {
    if (this == FP32) {
      return rows;
    }
    float[][] rounded = new float[rows.length][];
    for (int m = 0; m < rows.length; m++) {
      rounded[m] = encoding == null ? toIntegers(rows[m], m) : toEncoding(rows[m], encoding);
    }
    return rounded;
  }

  private static float[] toEncoding(float[] row, FloatEncoding encoding) {
    float[] rounded = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      rounded[k] = encoding.decode(encoding.encode(row[k], Overflow.SATURATE));
    }
    return rounded;
  }

  private float[] toIntegers(float[] row, int m) {
    float largest = 0;
    for (int k = 0; k < row.length; k++) {
      if (!Float.isFinite(row[k])) {
        throw new SpecException("activation [" + m + ", " + k + "] is " + row[k] + ", not finite");
      }
      largest = Math.max(largest, Math.abs(row[k]));
    }
    float[] rounded = new float[row.length];
    if (largest == 0) {
      return rounded;
    }
    double levels = (1 << (bits - 1)) - 1;
    for (int k = 0; k < row.length; k++) {
      rounded[k] = (float) (Math.rint(levels * row[k] / largest) * largest / levels);
    }
    return rounded;
  }
}
