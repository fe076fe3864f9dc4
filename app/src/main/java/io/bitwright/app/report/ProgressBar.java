package io.bitwright.app.report;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * A one-line bar on stderr for work that takes long; nothing at all where no person watches.
 *
 * <p>The bar appears after a second, is redrawn at most ten times a second, and is wiped at the
 * end, so that it never mixes with what is printed later. Not for use by several threads at once.
 */
public final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 30;
  private static final long FIRST_SHOWN_NANOS = 1_000_000_000L;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final String WIPE_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean watched;
  private final String task;
  private final long steps;
  private final LongSupplier nanoTime;
  private long done;
  private long nextDraw;
  private boolean drawn;

  /**
   * Starts a bar of nothing done.
   *
   * @param task what is being done, as in "co-simulating"
   * @param steps how many steps make the whole, at least 1
   */
  public ProgressBar(Console console, String task, long steps) {
    this(console, task, steps, System::nanoTime);
  }

  ProgressBar(Console console, String task, long steps, LongSupplier nanoTime) {
    this.err = console.err();
    this.watched = console.errIsTerminal();
    this.task = task;
    this.steps = Math.max(1, steps);
    this.nanoTime = nanoTime;
    this.nextDraw = nanoTime.getAsLong() + FIRST_SHOWN_NANOS;
  }

  /** One more step is done. */
  public void step() {
    advance(1, "");
  }

  /**
   * So many more steps are done.
   *
   * @param note what stands behind the bar; empty for nothing
   */
  public void advance(long more, String note) {
    done = Math.min(steps, done + more);
    if (!watched) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - nextDraw >= 0) {
      draw(note);
      nextDraw = now + REDRAW_NANOS;
    }
  }

  private void draw(String note) {
    int filled = (int) (CELLS * done / steps);
    String bar = "#".repeat(filled) + ".".repeat(CELLS - filled);
    String behind = note.isEmpty() ? "" : " " + note;
    err.print(WIPE_LINE + task + " [" + bar + "] " + done + "/" + steps + behind);
    err.flush();
    drawn = true;
  }

  /** Wipes the bar. */
  @Override
  public void close() {
    if (drawn) {
      err.print(WIPE_LINE);
      err.flush();
    }
  }
}
