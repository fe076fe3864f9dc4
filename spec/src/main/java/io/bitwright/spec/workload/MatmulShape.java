package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix product of an M x K by a K x N matrix.
 *
 * @param m rows of the activations (tokens), at least 1
 * @param k length of each sum, at least 1
 * @param n columns of the result (output channels), at least 1
 */
public record MatmulShape(long m, long k, long n) {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,12})[xX](\\d{1,12})[xX](\\d{1,12})");

  public MatmulShape {
    if (m < 1 || k < 1 || n < 1) {
      throw new IllegalArgumentException(
          "a matmul's dimensions must be at least 1, got " + m + "x" + k + "x" + n);
    }
  }

  /**
   * A product written {@code MxKxN}, such as {@code 512x4096x4096}.
   *
   * @throws SpecException if it is not, or a dimension is 0
   */
  public static MatmulShape parse(String text) {
    Matcher product = WRITTEN.matcher(text.strip());
    if (!product.matches()) {
      throw new SpecException(
          "matmul: '" + text + "' is not MxKxN, such as 512x4096x4096 (M x K by K x N)");
    }
    try {
      return new MatmulShape(
          Long.parseLong(product.group(1)),
          Long.parseLong(product.group(2)),
          Long.parseLong(product.group(3)));
    } catch (IllegalArgumentException impossible) {
      throw new SpecException("matmul: " + impossible.getMessage(), impossible);
    }
  }

  /** The shape with M and N in each other's place: that of the transposed product. */
  public MatmulShape turned() {
    return new MatmulShape(n, k, m);
  }

  /** m x k x n. */
  public long multiplyAccumulates() {
    return Math.multiplyExact(Math.multiplyExact(m, k), n);
  }

  @Override
  public String toString() {
    return m + "x" + k + "x" + n;
  }
}
