package io.bitwright.testbench.verilator;

/**
 * RTL that stopped itself ({@code $fatal}, {@code $error}, {@code $stop}, {@code $finish} or a
 * failed assertion) or broke the rules of an output stream. The model that threw may only be
 * closed.
 */
public final class RtlFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The cycle of a failure before the first cycle of a run. */
  public static final long BEFORE_FIRST_CYCLE = -1;

  private final String file;
  private final int line;
  private final long cycle;

  /**
   * @param file name of the RTL file, empty if unknown
   * @param line line in that file, 0 if unknown
   * @param cycle cycle of the run, counted from 0, or {@link #BEFORE_FIRST_CYCLE}
   * @param what what the RTL said
   */
  RtlFailureException(String file, int line, long cycle, String what) {
    super(describe(file, line, cycle, what));
    this.file = file;
    this.line = line;
    this.cycle = cycle;
  }

  private static String describe(String file, int line, long cycle, String what) {
    String place = file.isEmpty() ? "" : file + ":" + line + ": ";
    String time = cycle == BEFORE_FIRST_CYCLE ? "before the first cycle" : "in cycle " + cycle;
    return "%sfailure %s: %s".formatted(place, time, what);
  }

  /** Name of the RTL file, empty if unknown. */
  public String file() {
    return file;
  }

  /** Line in the RTL file, 0 if unknown. */
  public int line() {
    return line;
  }

  /** Cycle of the run, counted from 0, or {@link #BEFORE_FIRST_CYCLE}. */
  public long cycle() {
    return cycle;
  }
}
