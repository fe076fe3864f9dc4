package io.bitwright.spec.document;

/**
 * The whole numbers a key allows.
 *
 * @param least the smallest
 * @param most the largest
 */
public record IntegerRange(int least, int most) {
  public boolean contains(long value) {
    return value >= least && value <= most;
  }

  /**
   * A number of the range.
   *
   * @throws io.bitwright.spec.SpecException if the text is no whole number or out of range
   */
  public int parse(String text) {
    return ScalarText.integer(text, this);
  }

  /** What is expected, to follow "write" in a message: {@code a whole number from 1 to 1024}. */
  public String expectation() {
    return "a whole number from " + least + " to " + most;
  }
}
