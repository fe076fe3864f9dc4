package io.bitwright.testbench.cosim;

/** A unit that gave all its results without taking all operands. */
final class OperandsLeftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OperandsLeftException(String message) {
    super(message);
  }
}
