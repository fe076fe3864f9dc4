package io.bitwright.spec.workload;

import io.bitwright.spec.document.IntegerRange;
import java.util.OptionalInt;

/**
 * Zeros around the input of a convolution.
 *
 * @param pixels on each of the four sides, at least 0; empty for {@link #SAME}
 */
public record ConvolutionPadding(OptionalInt pixels) {
  /**
   * As many as give ceil(input / stride) outputs in a direction, the odd one behind the input
   * (TensorFlow, tf.nn.convolution, padding SAME).
   */
  public static final ConvolutionPadding SAME = new ConvolutionPadding(OptionalInt.empty());

  private static final String SAME_WORD = "same";
  private static final String VALID_WORD = "valid";
  private static final IntegerRange PIXELS = new IntegerRange(0, 1 << 16);

  public ConvolutionPadding {
    if (pixels.isPresent() && !PIXELS.contains(pixels.getAsInt())) {
      throw new IllegalArgumentException("a padding of " + pixels.getAsInt() + " pixels");
    }
  }

  /** So many pixels on each side; 0 for none. */
  public static ConvolutionPadding of(int pixels) {
    return new ConvolutionPadding(OptionalInt.of(pixels));
  }

  /**
   * A padding that a user wrote: {@code same}, {@code valid} for none, or pixels of a side.
   *
   * @throws io.bitwright.spec.SpecException if it is none of them
   */
  public static ConvolutionPadding parse(String text) {
    return switch (text) {
      case SAME_WORD -> SAME;
      case VALID_WORD -> of(0);
      default -> of(PIXELS.parse(text));
    };
  }

  /** Outputs in one direction; less than 1 where the kernel is longer than the padded input. */
  long outputs(long input, long kernel, long stride) {
    if (pixels.isEmpty()) {
      return Math.ceilDiv(input, stride);
    }
    return Math.floorDiv(input + 2L * pixels.getAsInt() - kernel, stride) + 1;
  }

  /** Zeros before the first pixel of one direction. */
  long before(long input, long kernel, long stride) {
    if (pixels.isPresent()) {
      return pixels.getAsInt();
    }
    long needed = (outputs(input, kernel, stride) - 1) * stride + kernel;
    return Math.max(0, needed - input) / 2;
  }

  /** The word or number that {@link #parse} reads. */
  @Override
  public String toString() {
    return pixels.isEmpty() ? SAME_WORD : Integer.toString(pixels.getAsInt());
  }
}
