package io.bitwright.codegen.unit;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set about a systolic array, whichever operand stays in it.
 *
 * @param rows elements along K, 1 to 128
 * @param columns elements along the dimension of the stationary operand, 1 to 128
 * @param weights format of the weights: int8, int4, ternary or binary
 * @param activations format of the activations: int8, int4 or int16
 * @param multiplier how an element multiplies: adder for ternary and binary weights only
 * @param accumulatorRows rows that stream in one pass, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record SystolicArraySettings(
    int rows,
    int columns,
    NumberFormat weights,
    NumberFormat activations,
    Multiplier multiplier,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock) {

  private static final List<NumberFormat> WEIGHTS =
      List.of(NumberFormat.INT8, NumberFormat.INT4, NumberFormat.TERNARY, NumberFormat.BINARY);
  private static final List<NumberFormat> ACTIVATIONS =
      List.of(NumberFormat.INT8, NumberFormat.INT4, NumberFormat.INT16);
  static final int HIGHEST_SUM = 1 << 24;

  private static final Setting ROWS =
      Setting.number("rows", "elements: the part of K in one tile", 1, 128, "16");
  private static final Setting COLUMNS =
      Setting.number("columns", "elements: the results of one tile", 1, 128, "16");
  static final Setting WEIGHT_FORMAT =
      Setting.word("weights", "format of the weights", labels(WEIGHTS), "ternary");
  static final Setting ACTIVATION_FORMAT =
      Setting.word("activations", "format of the activations", labels(ACTIVATIONS), "int8");
  static final Setting MULTIPLIER =
      Setting.derivedWord(
          "multiplier",
          "how an element multiplies; standard: dsp, adder for ternary and binary weights",
          List.of("dsp", "lut", "adder"));
  private static final Setting ACCUMULATOR_ROWS =
      Setting.number("accumulator-rows", "rows that stream in one pass", 1, 4096, "64");
  private static final Setting LONGEST_SUM =
      Setting.number("longest-sum", "the largest K, at least rows", 1, HIGHEST_SUM, "4096");
  static final Setting ACCUMULATOR_WIDTH =
      Setting.derivedNumber(
          "accumulator-width", "bits of a sum; standard: what the longest sum needs", 1, 64);

  static final List<Setting> ALL =
      List.of(
          ROWS,
          COLUMNS,
          WEIGHT_FORMAT,
          ACTIVATION_FORMAT,
          MULTIPLIER,
          ACCUMULATOR_ROWS,
          LONGEST_SUM,
          ACCUMULATOR_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range, the multiplier cannot take the weights, or
   *     the accumulator is too narrow
   */
  public SystolicArraySettings {
    ROWS.checkNumber(rows);
    COLUMNS.checkNumber(columns);
    WEIGHT_FORMAT.parseWord(weights.label());
    ACTIVATION_FORMAT.parseWord(activations.label());
    ACCUMULATOR_ROWS.checkNumber(accumulatorRows);
    LONGEST_SUM.checkNumber(longestSum);
    ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    checkMultiplier(multiplier, weights);
    if (longestSum < rows) {
      throw new SpecException(
          "longest-sum: %d is less than the %d rows, which one pass already sums"
              .formatted(longestSum, rows));
    }
    checkSum(accumulatorWidth, weights, activations, longestSum);
  }

  /** Refuses a multiplier that cannot take the weights. */
  static void checkMultiplier(Multiplier multiplier, NumberFormat weights) {
    if (!multiplier.takes(weights)) {
      throw new SpecException(
          "multiplier: %s does not multiply %s weights; allowed: %s"
              .formatted(
                  multiplier, weights, multiplier == Multiplier.ADDER ? "dsp, lut" : "adder"));
    }
  }

  /** Refuses an accumulator in which the longest sum overflows. */
  static void checkSum(
      int accumulatorWidth, NumberFormat weights, NumberFormat activations, int longestSum) {
    int needed = WidthRule.accumulatorBits(weights, activations, longestSum);
    if (accumulatorWidth < needed) {
      throw new SpecException(
          "accumulator-width: %d bits overflow; a sum of %d %s x %s products needs %d to 64"
              .formatted(accumulatorWidth, longestSum, weights, activations, needed));
    }
  }

  /** The multiplier that the user chose, or the standard one. */
  static Multiplier multiplier(SettingValues values, NumberFormat weights) {
    return values
        .optionalWord(MULTIPLIER)
        .map(Multiplier::named)
        .orElseGet(() -> Multiplier.standard(weights));
  }

  /** The array whose accumulators are as wide as the longest sum needs, at the standard clock. */
  public static SystolicArraySettings of(
      int rows,
      int columns,
      NumberFormat weights,
      NumberFormat activations,
      Optional<Multiplier> multiplier,
      int accumulatorRows,
      int longestSum) {
    WEIGHT_FORMAT.parseWord(weights.label());
    ACTIVATION_FORMAT.parseWord(activations.label());
    LONGEST_SUM.checkNumber(longestSum);
    return new SystolicArraySettings(
        rows,
        columns,
        weights,
        activations,
        multiplier.orElse(Multiplier.standard(weights)),
        accumulatorRows,
        longestSum,
        WidthRule.accumulatorBits(weights, activations, longestSum),
        Setting.standardClock());
  }

  /**
   * The array of an accelerator's matrix unit.
   *
   * @throws SpecException if the unit is beyond what can be generated
   */
  static SystolicArraySettings of(MatrixUnitSpec unit, Frequency clock) {
    OperandPair pair = generablePair(unit);
    WEIGHT_FORMAT.parseWord(pair.weights().label());
    return new SystolicArraySettings(
        unit.rows(),
        unit.columns(),
        pair.weights(),
        pair.activations(),
        Multiplier.standard(pair.weights()),
        unit.accumulatorRows(),
        unit.longestSum(),
        unit.accumulatorWidth(),
        clock);
  }

  /**
   * The only pair of formats that the elements of a unit multiply, one product a cycle.
   *
   * @throws SpecException if there are more, or another rate
   */
  static OperandPair generablePair(MatrixUnitSpec unit) {
    if (unit.operandPairs().size() != 1) {
      throw new SpecException(
          "operand pairs: a generated array has one pair of formats, not "
              + unit.operandPairs().size());
    }
    OperandPair pair = unit.operandPairs().getFirst();
    if (pair.multiplyAccumulatesPerElement() != 1) {
      throw new SpecException(
          "a generated element does 1 multiply-accumulate a cycle, not "
              + pair.multiplyAccumulatesPerElement());
    }
    return pair;
  }

  static SystolicArraySettings parse(SettingValues values) {
    NumberFormat weights = values.format(WEIGHT_FORMAT);
    NumberFormat activations = values.format(ACTIVATION_FORMAT);
    int longestSum = values.number(LONGEST_SUM);
    return new SystolicArraySettings(
        values.number(ROWS),
        values.number(COLUMNS),
        weights,
        activations,
        multiplier(values, weights),
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values
            .optionalNumber(ACCUMULATOR_WIDTH)
            .orElseGet(() -> WidthRule.accumulatorBits(weights, activations, longestSum)),
        values.clock());
  }

  /** The settings by key, as a user would type them. */
  Map<String, String> byKey(String clockMegahertz) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(WEIGHT_FORMAT.key(), weights.label());
    settings.put(ACTIVATION_FORMAT.key(), activations.label());
    settings.put(MULTIPLIER.key(), multiplier.label());
    settings.put(ACCUMULATOR_ROWS.key(), String.valueOf(accumulatorRows));
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz);
    return settings;
  }

  private static List<String> labels(List<NumberFormat> formats) {
    return formats.stream().map(NumberFormat::label).toList();
  }
}
