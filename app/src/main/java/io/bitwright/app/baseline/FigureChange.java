package io.bitwright.app.baseline;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure then and now.
 *
 * @param figure its name
 * @param direction which way it gets better
 * @param baseline its value then
 * @param now its value now
 */
public record FigureChange(String figure, FigureDirection direction, double baseline, double now) {
  /**
   * Change, as a share, below which two values are the same: processors differ in the last bits of
   * what they compute.
   */
  private static final double ROUNDING = 1e-12;

  /** What a change is. */
  public enum Verdict {
    SAME,
    BETTER,
    /** Worse, by no more than is allowed. */
    TOLERATED,
    WORSE;

    /** The word for people and scripts. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The change as a share of the baseline, 0.05 for 5 % more; empty if the baseline is 0. */
  public OptionalDouble change() {
    return baseline == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((now - baseline) / Math.abs(baseline));
  }

  /**
   * What the change is.
   *
   * @param worseBy the share of the baseline by which the figure may get worse, 0 or more; from a
   *     baseline of 0 it may not
   */
  public Verdict verdict(double worseBy) {
    double scale = Math.abs(baseline);
    double worse = direction == FigureDirection.LOWER_IS_BETTER ? now - baseline : baseline - now;
    if (Math.abs(worse) <= ROUNDING * scale) {
      return Verdict.SAME;
    }
    if (worse < 0) {
      return Verdict.BETTER;
    }
    return worse <= (worseBy + ROUNDING) * scale ? Verdict.TOLERATED : Verdict.WORSE;
  }
}
