package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of {@code estimate} that are not names: products, process nodes. */
final class EstimateArguments {
  private static final Pattern PRODUCT = Pattern.compile("(\\d{1,12})[xX](\\d{1,12})[xX](\\d{1,12})");
  private static final Pattern NODE = Pattern.compile("(\\d{1,4}) ?(nm)?");

  private EstimateArguments() {}

  /**
   * A product written {@code MxKxN}.
   *
   * @throws SpecException if it is not, or a dimension is 0
   */
  static MatmulShape matmul(String text) {
    Matcher product = PRODUCT.matcher(text.strip());
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
      throw new SpecException(String.valueOf(impossible.getMessage()), impossible);
    }
  }

  /**
   * A process node written {@code 7nm}, {@code 7 nm} or {@code 7}, in nanometres.
   *
   * @throws SpecException if it is not
   */
  static int nodeNm(String text) {
    Matcher node = NODE.matcher(text.strip());
    if (!node.matches() || Integer.parseInt(node.group(1)) == 0) {
      throw new SpecException("node: '" + text + "' is not a process node such as 7nm or 45nm");
    }
    return Integer.parseInt(node.group(1));
  }
}
