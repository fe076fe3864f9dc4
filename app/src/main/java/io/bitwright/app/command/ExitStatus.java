package io.bitwright.app.command;

/** What a script learns from the exit status; kept stable. */
public final class ExitStatus {
  /** The command did what was asked, and every check held. */
  public static final int DONE = 0;

  /** The command ran to its end, and a check failed: the report says which. */
  public static final int CHECK_FAILED = 1;

  /** The command line or a file is wrong: one message on stderr says what is allowed. */
  public static final int INPUT_WRONG = 2;

  /** A defect of Bitwright itself, or a machine that ran out of memory (EX_SOFTWARE). */
  public static final int INTERNAL_ERROR = 70;

  private ExitStatus() {}
}
