package io.bitwright.codegen.unit;

/**
 * One data signal of a stream.
 *
 * @param signal the port's full name, suffix included: {@code activation_data_i}
 * @param widthBits bits of the port, at least 1
 */
public record StreamField(String signal, int widthBits) {
  public StreamField {
    if (widthBits < 1) {
      throw new IllegalArgumentException(signal + " has " + widthBits + " bits");
    }
  }
}
