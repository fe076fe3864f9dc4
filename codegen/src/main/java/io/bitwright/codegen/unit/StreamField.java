package io.bitwright.codegen.unit;

/**
 * One data signal of a stream.
 *
 * @param signal the port's full name, suffix included: {@code activation_data_i}
 * @param elementBits bits of one element, at least 1
 * @param elements elements side by side, element 0 in the low bits; at least 1
 * @param meaning what it carries, one phrase
 */
public record StreamField(String signal, int elementBits, int elements, String meaning) {
  public StreamField {
    if (elementBits < 1 || elements < 1) {
      throw new IllegalArgumentException(
          signal + " has " + elements + " elements of " + elementBits + " bits");
    }
  }

  /** One number of some bits. */
  public static StreamField of(String signal, int widthBits, String meaning) {
    return new StreamField(signal, widthBits, 1, meaning);
  }

  /** Bits of the port. */
  public int widthBits() {
    return elementBits * elements;
  }
}
