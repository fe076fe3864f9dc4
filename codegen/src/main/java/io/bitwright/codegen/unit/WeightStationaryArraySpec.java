package io.bitwright.codegen.unit;

import static java.util.Objects.requireNonNull;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A weight-stationary array with all its settings: docs/units/weight_stationary_array.md.
 *
 * @param rows elements along K, 1 to 128
 * @param columns elements along N, 1 to 128
 * @param weights format of the weights: int8, ternary or binary
 * @param accumulatorRows rows of M whose sums one pass holds, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record WeightStationaryArraySpec(
    int rows,
    int columns,
    NumberFormat weights,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements UnitSpec {

  private static final List<NumberFormat> WEIGHTS =
      List.of(NumberFormat.INT8, NumberFormat.TERNARY, NumberFormat.BINARY);
  private static final int HIGHEST_SUM = 1 << 24;
  private static final double HERTZ_PER_MEGAHERTZ = 1e6;

  private static final Setting ROWS =
      Setting.number("rows", "elements: the part of K in one tile", 1, 128, "16");
  private static final Setting COLUMNS =
      Setting.number("columns", "elements: the part of N in one tile", 1, 128, "16");
  private static final Setting WEIGHT_FORMAT =
      Setting.word(
          "weights",
          "format of the weights",
          WEIGHTS.stream().map(NumberFormat::label).toList(),
          "ternary");
  private static final Setting ACCUMULATOR_ROWS =
      Setting.number("accumulator-rows", "rows of M whose sums one pass holds", 1, 4096, "64");
  private static final Setting LONGEST_SUM =
      Setting.number("longest-sum", "the largest K, at least rows", 1, HIGHEST_SUM, "4096");
  private static final Setting ACCUMULATOR_WIDTH =
      Setting.derivedNumber(
          "accumulator-width", "bits of a sum; standard: what the longest sum needs", 1, 64);
  private static final Setting CLOCK =
      Setting.number("clock-mhz", "clock of the constraints, in MHz", 1, 2000, "200");

  static final List<Setting> SETTINGS =
      List.of(
          ROWS, COLUMNS, WEIGHT_FORMAT, ACCUMULATOR_ROWS, LONGEST_SUM, ACCUMULATOR_WIDTH, CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the accumulator is too narrow
   */
  public WeightStationaryArraySpec {
    ROWS.checkNumber(rows);
    COLUMNS.checkNumber(columns);
    WEIGHT_FORMAT.parseWord(weights.label());
    ACCUMULATOR_ROWS.checkNumber(accumulatorRows);
    LONGEST_SUM.checkNumber(longestSum);
    ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    if (longestSum < rows) {
      throw new SpecException(
          "longest-sum: %d is less than the %d rows, which one pass already sums"
              .formatted(longestSum, rows));
    }
    int needed = WidthRule.signedBits(weights, longestSum);
    if (accumulatorWidth < needed) {
      throw new SpecException(
          "accumulator-width: %d bits overflow; a sum of %d %s x int8 products needs %d to 64"
              .formatted(accumulatorWidth, longestSum, weights, needed));
    }
  }

  /** The array whose accumulators are as wide as the longest sum needs, at the standard clock. */
  public static WeightStationaryArraySpec of(
      int rows, int columns, NumberFormat weights, int accumulatorRows, int longestSum) {
    WEIGHT_FORMAT.parseWord(weights.label());
    LONGEST_SUM.checkNumber(longestSum);
    return new WeightStationaryArraySpec(
        rows,
        columns,
        weights,
        accumulatorRows,
        longestSum,
        WidthRule.signedBits(weights, longestSum),
        new Frequency(CLOCK.parseNumber(CLOCK.standard().orElseThrow()) * HERTZ_PER_MEGAHERTZ));
  }

  /**
   * The array of an accelerator's matrix unit.
   *
   * @throws SpecException if the unit is beyond what can be generated
   */
  public static WeightStationaryArraySpec of(MatrixUnitSpec unit, Frequency clock) {
    if (unit.operandPairs().size() != 1) {
      throw new SpecException(
          "operand pairs: a generated array has one pair of formats, not "
              + unit.operandPairs().size());
    }
    OperandPair pair = unit.operandPairs().getFirst();
    if (pair.activations() != NumberFormat.INT8) {
      throw new SpecException(
          "activations: " + pair.activations() + " cannot be generated; allowed: int8");
    }
    if (pair.multiplyAccumulatesPerElement() != 1) {
      throw new SpecException(
          "a generated element does 1 multiply-accumulate a cycle, not "
              + pair.multiplyAccumulatesPerElement());
    }
    return new WeightStationaryArraySpec(
        unit.rows(),
        unit.columns(),
        pair.weights(),
        unit.accumulatorRows(),
        unit.longestSum(),
        unit.accumulatorWidth(),
        clock);
  }

  static WeightStationaryArraySpec parse(Map<String, String> values) {
    NumberFormat weights = NumberFormat.parse(WEIGHT_FORMAT.parseWord(text(values, WEIGHT_FORMAT)));
    int longestSum = LONGEST_SUM.parseNumber(text(values, LONGEST_SUM));
    String width = values.get(ACCUMULATOR_WIDTH.key());
    return new WeightStationaryArraySpec(
        ROWS.parseNumber(text(values, ROWS)),
        COLUMNS.parseNumber(text(values, COLUMNS)),
        weights,
        ACCUMULATOR_ROWS.parseNumber(text(values, ACCUMULATOR_ROWS)),
        longestSum,
        width == null
            ? WidthRule.signedBits(weights, longestSum)
            : ACCUMULATOR_WIDTH.parseNumber(width),
        new Frequency(CLOCK.parseNumber(text(values, CLOCK)) * HERTZ_PER_MEGAHERTZ));
  }

  private static String text(Map<String, String> values, Setting setting) {
    return requireNonNull(values.get(setting.key()), setting.key());
  }

  @Override
  public Unit unit() {
    return Unit.WEIGHT_STATIONARY_ARRAY;
  }

  /** Bits of a stored weight. */
  public int weightWidth() {
    return weights.registerBits();
  }

  /** Bits of a sum inside the array: the width rule for {@code rows} terms. */
  public int sumWidth() {
    return WidthRule.signedBits(weights, rows);
  }

  /** The clock in MHz, as many digits as it needs: {@code 200}, {@code 187.5}. */
  public String clockMegahertz() {
    return BigDecimal.valueOf(clock.hertz()).movePointLeft(6).stripTrailingZeros().toPlainString();
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(WEIGHT_FORMAT.key(), weights.label());
    settings.put(ACCUMULATOR_ROWS.key(), String.valueOf(accumulatorRows));
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
    settings.put(CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            new StreamPort(
                "weight",
                Direction.INPUT,
                List.of(new StreamField("weight_data_i", columns * weightWidth()))),
            new StreamPort(
                "activation",
                Direction.INPUT,
                List.of(
                    new StreamField("activation_data_i", rows * 8),
                    new StreamField("activation_first_i", 1),
                    new StreamField("activation_last_i", 1),
                    new StreamField("activation_end_i", 1))),
            new StreamPort(
                "result",
                Direction.OUTPUT,
                List.of(new StreamField("result_data_o", columns * accumulatorWidth)))));
  }
}
