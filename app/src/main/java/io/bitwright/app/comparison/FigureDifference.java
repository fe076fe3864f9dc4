package io.bitwright.app.comparison;

import io.bitwright.app.report.NumberText;
import java.util.Optional;

/**
 * A figure that is not the same in two documents.
 *
 * @param name of the figure
 * @param before in the first document; empty if it has none
 * @param after in the second document; empty if it has none
 */
record FigureDifference(FigureName name, Optional<Figure> before, Optional<Figure> after) {
  /** Changes up to a factor of two are told in percent. */
  private static final double PERCENT_BELOW = 2;

  /** The second number by the first; empty unless both are numbers and neither is 0. */
  Optional<Double> ratio() {
    if (number(before).isEmpty() || number(after).isEmpty()) {
      return Optional.empty();
    }
    double first = number(before).get();
    double second = number(after).get();
    return first == 0 || second == 0 ? Optional.empty() : Optional.of(second / first);
  }

  static Optional<Double> number(Optional<Figure> figure) {
    return figure
        .filter(Figure.Quantity.class::isInstance)
        .map(quantity -> ((Figure.Quantity) quantity).value());
  }

  /**
   * How large it is, to order differences: that of a number from or to 0, or of another sign, is
   * without bound; texts and figures that one document lacks come last.
   */
  double magnitude() {
    if (number(before).isEmpty() || number(after).isEmpty()) {
      return -1;
    }
    return ratio()
        .filter(ratio -> ratio > 0)
        .map(ratio -> Math.abs(StrictMath.log(ratio)))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** In percent or times: {@code +12.5 %}, {@code 8.00x}; in words where neither says anything. */
  String change() {
    if (before.isEmpty()) {
      return "only in b";
    }
    if (after.isEmpty()) {
      return "only in a";
    }
    if (number(before).isEmpty() || number(after).isEmpty()) {
      return "other";
    }
    Optional<Double> ratio = ratio().filter(one -> one > 0);
    if (ratio.isEmpty()) {
      return number(before).get() == 0 ? "from 0" : number(after).get() == 0 ? "to 0" : "sign";
    }
    double times = ratio.get();
    return times <= PERCENT_BELOW && times >= 1 / PERCENT_BELOW
        ? NumberText.signed(100 * (times - 1), 3) + " %"
        : NumberText.significant(times, 3) + "x";
  }
}
