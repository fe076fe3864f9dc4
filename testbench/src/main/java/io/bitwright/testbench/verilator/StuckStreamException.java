package io.bitwright.testbench.verilator;

/**
 * A run that did not end within its cycle limit; the message names each stream that is not done and
 * how many beats it has moved.
 */
public final class StuckStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StuckStreamException(String message) {
    super(message);
  }
}
