package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.formula.Measure;
import io.bitwright.spec.quantity.Quantities;

/** Values of any measure as people read them. */
final class MeasureText {
  private static final int KIB = 1024;

  private MeasureText() {}

  /** A value of a column: a word, or a quantity. */
  static String of(Column column, double value) {
    return column.words().isEmpty() ? of(value, column.measure()) : column.words().get((int) value);
  }

  /** {@code 12.3 mJ}; a dash where there is no value. */
  static String of(double value, Measure measure) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (measure.isNumber()) {
      return Quantities.formatNumber(value);
    }
    if (measure.equals(Measure.BYTES)) {
      return value % KIB == 0 ? Quantities.formatBinaryBytes(value) : Quantities.formatBytes(value);
    }
    if (measure.equals(Measure.SECONDS)) {
      return Quantities.formatSeconds(value);
    }
    if (measure.equals(Measure.JOULES)) {
      return Quantities.formatJoules(value);
    }
    if (measure.equals(Measure.WATTS)) {
      return Quantities.formatWatts(value);
    }
    if (measure.equals(Measure.BYTES_PER_SECOND)) {
      return Quantities.formatBytesPerSecond(value);
    }
    return NumberText.significant(value, 3) + " " + measure.unit();
  }
}
