package io.bitwright.testbench.tool;

/** An external program that failed or did not end in time; the message holds what it said. */
public final class ToolFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ToolFailedException(String message) {
    super(message);
  }
}
