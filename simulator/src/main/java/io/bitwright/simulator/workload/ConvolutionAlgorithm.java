package io.bitwright.simulator.workload;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** How a chip of arrays computes a convolution. */
public enum ConvolutionAlgorithm {
  /** The faster of im2col and direct; of a depth-wise convolution the fastest of all three. */
  BEST,
  /**
   * One product of a matrix that holds the window of each output pixel (Chellapilla et al. 2006).
   */
  IM2COL,
  /** Products of one kernel position each, on the input as it lies. */
  DIRECT,
  /** No product: the vector unit multiplies and adds, a multiply-accumulate a lane and cycle. */
  VECTOR;

  /** The words users may write. */
  public static final Vocabulary<ConvolutionAlgorithm> VOCABULARY =
      Vocabulary.of("convolution algorithm", List.of(values()), ConvolutionAlgorithm::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static ConvolutionAlgorithm parse(String word) {
    return VOCABULARY.parse(word);
  }
}
