package io.bitwright.testbench.gatelevel;

/** A netlist that does not do what its RTL does. */
public final class GateMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GateMismatchException(String message) {
    super(message);
  }
}
