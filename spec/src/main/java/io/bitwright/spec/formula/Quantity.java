package io.bitwright.spec.formula;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with what it counts.
 *
 * @param value in base units
 */
public record Quantity(double value, Measure measure) {
  private static final int LONGEST_TEXT = 64;
  private static final Pattern TEXT =
      Pattern.compile("([-+]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,3})?)\\s*(\\S*)");

  /**
   * The quantity that a text such as {@code 64 KiB}, {@code 0.5} or {@code 80 %} is, if it is one.
   */
  public static Optional<Quantity> find(String text) {
    String stripped = text.strip();
    Matcher matcher = TEXT.matcher(stripped);
    if (stripped.length() > LONGEST_TEXT || !matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      return finite(number.doubleValue(), Measure.NUMBER);
    }
    if (!Units.at(unit, 0).equals(unit)) {
      return Optional.empty();
    }
    Units.Unit of = Units.get(unit);
    double value = number.multiply(BigDecimal.valueOf(of.factor())).doubleValue();
    return finite(value, of.measure());
  }

  private static Optional<Quantity> finite(double value, Measure measure) {
    return Double.isFinite(value) ? Optional.of(new Quantity(value, measure)) : Optional.empty();
  }

  /** The quantity as a description's key takes it: {@code 65536 B}, {@code 2e8 Hz}, {@code 16}. */
  public String keyText() {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    String number = exact.scale() <= 0 ? exact.toPlainString() : exact.toString();
    if (measure.isNumber()) {
      return number;
    }
    String unit = measure.equals(Measure.PER_SECOND) ? "Hz" : measure.unit();
    return number + " " + unit;
  }
}
