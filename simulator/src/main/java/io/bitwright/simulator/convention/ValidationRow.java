package io.bitwright.simulator.convention;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A published or measured number beside ours.
 *
 * @param source the publication and where in it: {@code arXiv 2310.11453, Table 1}
 * @param item what was published
 * @param published the printed or measured number, or 0 for an error itself, in {@code unit}
 * @param ours the number computed here, in {@code unit}, not rounded
 * @param unit unit of published, ours, error and tolerance
 * @param error ours - published
 * @param tolerance largest error that holds: half a unit of the last printed digit, or a stated
 *     one; 0 of a bound from below, whose error holds when negative, however large
 * @param holds whether ours, rounded half up to the printed digits, is the printed number, or lies
 *     within a stated tolerance, or, being a bound from below, is not above the published number
 * @param knownDeviation whether it does not hold and the reason is known
 * @param note the reason of a known deviation, else empty
 * @param bound whether ours is a bound from below of the published number
 */
public record ValidationRow(
    String source,
    String item,
    double published,
    double ours,
    String unit,
    double error,
    double tolerance,
    boolean holds,
    boolean knownDeviation,
    String note,
    boolean bound) {

  /** A row judged at a stated tolerance, in {@code unit}. */
  static ValidationRow within(
      String source, String item, double published, double ours, String unit, double tolerance) {
    double error = ours - published;
    boolean holds = Math.abs(error) <= tolerance;
    return new ValidationRow(
        source, item, published, ours, unit, error, tolerance, holds, false, "", false);
  }

  /**
   * A row judged at a stated share of the published number.
   *
   * @param share largest error, as a share of the published number: 0.2 is 20 %
   * @param deviation why ours is known to differ by more, or empty
   */
  static ValidationRow near(
      String source,
      String item,
      double published,
      double ours,
      String unit,
      double share,
      String deviation) {
    ValidationRow row = within(source, item, published, ours, unit, share * published);
    boolean known = !row.holds() && !deviation.isEmpty();
    return new ValidationRow(
        source,
        item,
        published,
        ours,
        unit,
        row.error(),
        row.tolerance(),
        row.holds(),
        known,
        known ? deviation : "",
        false);
  }

  /**
   * A row whose number of ours is a bound from below: it holds where the published one is not less.
   */
  static ValidationRow bound(
      String source, String item, double published, double ours, String unit) {
    double error = ours - published;
    return new ValidationRow(
        source, item, published, ours, unit, error, 0, error <= 0, false, "", true);
  }

  /**
   * A row judged at the digits that were printed.
   *
   * @param printed the number as it stands in the publication, with all its digits: {@code 3.70}
   * @param deviation why ours is known to differ, or empty
   */
  static ValidationRow printed(
      String source, String item, String printed, double ours, String unit, String deviation) {
    BigDecimal published = new BigDecimal(printed);
    BigDecimal rounded = BigDecimal.valueOf(ours).setScale(published.scale(), RoundingMode.HALF_UP);
    boolean holds = rounded.compareTo(published) == 0;
    return new ValidationRow(
        source,
        item,
        published.doubleValue(),
        ours,
        unit,
        ours - published.doubleValue(),
        published.ulp().doubleValue() / 2,
        holds,
        !holds && !deviation.isEmpty(),
        holds ? "" : deviation,
        false);
  }
}
