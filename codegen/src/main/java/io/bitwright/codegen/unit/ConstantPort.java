package io.bitwright.codegen.unit;

/**
 * An input that keeps one value while a model lives: it chooses a mutant, or a mode that never
 * changes.
 *
 * @param name the port's full name
 * @param widthBits bits of the port, 1 to 64
 */
public record ConstantPort(String name, int widthBits) {
  public ConstantPort {
    if (widthBits < 1 || widthBits > Long.SIZE) {
      throw new IllegalArgumentException(name + " has " + widthBits + " bits");
    }
  }
}
