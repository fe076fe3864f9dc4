package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
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
public record WeightStationaryArrayModel(
    int rows,
    int columns,
    NumberFormat weights,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements StationaryTileModel {

  private static final List<NumberFormat> WEIGHTS =
      List.of(NumberFormat.INT8, NumberFormat.TERNARY, NumberFormat.BINARY);
  private static final int HIGHEST_SUM = 1 << 24;

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

  static final List<Setting> SETTINGS =
      List.of(
          ROWS,
          COLUMNS,
          WEIGHT_FORMAT,
          ACCUMULATOR_ROWS,
          LONGEST_SUM,
          ACCUMULATOR_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the accumulator is too narrow
   */
  public WeightStationaryArrayModel {
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
  public static WeightStationaryArrayModel of(
      int rows, int columns, NumberFormat weights, int accumulatorRows, int longestSum) {
    WEIGHT_FORMAT.parseWord(weights.label());
    LONGEST_SUM.checkNumber(longestSum);
    return new WeightStationaryArrayModel(
        rows,
        columns,
        weights,
        accumulatorRows,
        longestSum,
        WidthRule.signedBits(weights, longestSum),
        Setting.standardClock());
  }

  /**
   * The array of an accelerator's matrix unit.
   *
   * @throws SpecException if the unit is beyond what can be generated
   */
  public static WeightStationaryArrayModel of(MatrixUnitSpec unit, Frequency clock) {
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
    return new WeightStationaryArrayModel(
        unit.rows(),
        unit.columns(),
        pair.weights(),
        unit.accumulatorRows(),
        unit.longestSum(),
        unit.accumulatorWidth(),
        clock);
  }

  static WeightStationaryArrayModel parse(SettingValues values) {
    NumberFormat weights = values.format(WEIGHT_FORMAT);
    int longestSum = values.number(LONGEST_SUM);
    return new WeightStationaryArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        weights,
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values
            .optionalNumber(ACCUMULATOR_WIDTH)
            .orElseGet(() -> WidthRule.signedBits(weights, longestSum)),
        values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.WEIGHT_STATIONARY_ARRAY;
  }

  /** Bits of a stored weight. */
  public int weightWidth() {
    return weights.registerBits();
  }

  @Override
  public int sumWidth() {
    return WidthRule.signedBits(weights, rows);
  }

  @Override
  public int multiplyAccumulatesPerCycle() {
    return rows * columns;
  }

  /** Bits of the width rule before the logarithm of the terms and the sign. */
  public int productWidth() {
    return WidthRule.signedBits(weights, 1) - 1;
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
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "weight",
                "one row of a tile, row 0 first",
                new StreamField("weight_data_i", weightWidth(), columns, "weights, " + encoding())),
            StreamPort.input(
                "activation",
                "one row of M",
                new StreamField("activation_data_i", 8, rows, "element r meets weight row r"),
                StreamField.of(
                    "activation_first_i", 1, "the pass starts new sums; the same on all its beats"),
                StreamField.of(
                    "activation_last_i",
                    1,
                    "the pass completes its sums; the same on all its beats"),
                StreamField.of(
                    "activation_end_i",
                    1,
                    "last beat of the pass; the next one uses the next tile")),
            StreamPort.output(
                "result",
                "the sums of one row of M",
                new StreamField("result_data_o", accumulatorWidth, columns, "completed sums"))));
  }

  private String encoding() {
    return switch (weights) {
      case BINARY -> "0 is +1, 1 is -1";
      case TERNARY -> "two's complement, 11 is -1, 00 is 0, 01 is +1";
      default -> "two's complement";
    };
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(
        new RtlModule(
            "partial_sum_accumulator",
            "stationary_tile/partial_sum_accumulator.sv.ftl",
            this,
            "its accumulators"),
        RtlModule.top(this));
  }

  @Override
  public List<RtlModule> benches() {
    String name = unit().label() + "_bench";
    return List.of(
        new RtlModule(
            name,
            unit().label() + "/" + name + ".sv.ftl",
            WeightStationaryArrayBench.of(this),
            "self-checking bench for Icarus Verilog"));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "A systolic array that multiplies int8 activations by stationary %s weights and sums over K, up to K = %d."
            .formatted(weights, longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(multiplyAccumulatesPerCycle())),
            new Fact("bits of a sum inside the array", String.valueOf(sumWidth()))),
        List.of(
            new Fact(
                "an accepted beat of the last tile to its result",
                "Rows + Columns = " + (rows + columns)),
            new Fact("loading a tile", "Rows = " + rows),
            new Fact(
                "one tile, M rows, no stalls",
                "2 Rows + Columns + M = " + (2 * rows + columns) + " + M")),
        List.of(
            "Results are exact: nothing is scaled, rounded or saturated.",
            "A *pass* is one weight tile and the activation rows (1 to %d) that it multiplies. Tiles are used in the order in which they were loaded; one is filled while the other is used."
                .formatted(accumulatorRows)));
  }
}
