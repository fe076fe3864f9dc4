package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An output-stationary array with all its settings: docs/units/output_stationary_array.md.
 *
 * @param rows elements along M, 1 to 128
 * @param columns elements along N, 1 to 128
 * @param weights format of the weights: int8, ternary or binary
 * @param longestSum the largest K of a product
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record OutputStationaryArrayModel(
    int rows,
    int columns,
    NumberFormat weights,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements UnitModel {

  private static final List<NumberFormat> WEIGHTS =
      List.of(NumberFormat.INT8, NumberFormat.TERNARY, NumberFormat.BINARY);
  private static final int HIGHEST_SUM = 1 << 24;

  private static final Setting ROWS =
      Setting.number("rows", "elements: the rows of M in one tile", 1, 128, "16");
  private static final Setting COLUMNS =
      Setting.number("columns", "elements: the columns of N in one tile", 1, 128, "16");
  private static final Setting WEIGHT_FORMAT =
      Setting.word(
          "weights",
          "format of the weights",
          WEIGHTS.stream().map(NumberFormat::label).toList(),
          "ternary");
  private static final Setting LONGEST_SUM =
      Setting.number("longest-sum", "the largest K", 1, HIGHEST_SUM, "4096");
  private static final Setting ACCUMULATOR_WIDTH =
      Setting.derivedNumber(
          "accumulator-width", "bits of a sum; standard: what the longest sum needs", 1, 64);

  static final List<Setting> SETTINGS =
      List.of(ROWS, COLUMNS, WEIGHT_FORMAT, LONGEST_SUM, ACCUMULATOR_WIDTH, Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the sums are too narrow
   */
  public OutputStationaryArrayModel {
    ROWS.checkNumber(rows);
    COLUMNS.checkNumber(columns);
    WEIGHT_FORMAT.parseWord(weights.label());
    LONGEST_SUM.checkNumber(longestSum);
    ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    int needed = WidthRule.signedBits(weights, longestSum);
    if (accumulatorWidth < needed) {
      throw new SpecException(
          "accumulator-width: %d bits overflow; a sum of %d %s x int8 products needs %d to 64"
              .formatted(accumulatorWidth, longestSum, weights, needed));
    }
  }

  /** The array whose sums are as wide as the longest needs, at the standard clock. */
  public static OutputStationaryArrayModel of(
      int rows, int columns, NumberFormat weights, int longestSum) {
    return new OutputStationaryArrayModel(
        rows,
        columns,
        weights,
        longestSum,
        WidthRule.signedBits(weights, longestSum),
        Setting.standardClock());
  }

  static OutputStationaryArrayModel parse(SettingValues values) {
    NumberFormat weights = values.format(WEIGHT_FORMAT);
    int longestSum = values.number(LONGEST_SUM);
    return new OutputStationaryArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        weights,
        longestSum,
        values
            .optionalNumber(ACCUMULATOR_WIDTH)
            .orElseGet(() -> WidthRule.signedBits(weights, longestSum)),
        values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.OUTPUT_STATIONARY_ARRAY;
  }

  /** Format of the activations. */
  public NumberFormat activations() {
    return NumberFormat.INT8;
  }

  /** Bits of an activation. */
  public int activationWidth() {
    return activations().registerBits();
  }

  /** Bits of a stored weight. */
  public int weightWidth() {
    return weights.registerBits();
  }

  /** Bits of a sum of one term: no parameter may ask for less. */
  public int narrowestSum() {
    return WidthRule.signedBits(weights, 1);
  }

  @Override
  public int multiplyAccumulatesPerCycle() {
    return rows * columns;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(WEIGHT_FORMAT.key(), weights.label());
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "activation",
                "one term of K for all rows",
                new StreamField(
                    "activation_data_i", activationWidth(), rows, "one activation a row"),
                StreamField.of("activation_last_i", 1, "last term of the tile")),
            StreamPort.input(
                "weight",
                "the same term of K for all columns",
                new StreamField("weight_data_i", weightWidth(), columns, "one weight a column")),
            StreamPort.output(
                "result",
                "the sums of one row of the tile, row 0 first",
                new StreamField("result_data_o", accumulatorWidth, columns, "completed sums"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "A systolic array whose sums stay in the elements while %s activations and %s weights stream past, for any K up to %d."
            .formatted(activations(), weights, longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(multiplyAccumulatesPerCycle())),
            new Fact("bits of a sum", String.valueOf(accumulatorWidth))),
        List.of(
            new Fact("last term of a tile to row 0", "Columns + 1 = " + (columns + 1)),
            new Fact("one tile, no stalls", "K + Rows + Columns = K + " + (rows + columns)),
            new Fact("each further tile", "max(K, Rows)")),
        List.of("Results are exact: nothing is scaled, rounded or saturated."));
  }
}
