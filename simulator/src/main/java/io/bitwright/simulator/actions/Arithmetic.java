package io.bitwright.simulator.actions;

import io.bitwright.spec.format.NumberFormat;

/**
 * Arithmetic operations of one kind.
 *
 * @param operation addition or multiplication
 * @param format operand format
 * @param count operations, at least 0
 */
public record Arithmetic(Operation operation, NumberFormat format, double count) {
  /** The operations that energy tables price. */
  public enum Operation {
    ADD,
    MULTIPLY
  }
}
