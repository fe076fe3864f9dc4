package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
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
 * An output-stationary array with all its settings: docs/units/output_stationary_array.md.
 *
 * @param rows elements along M, 1 to 128
 * @param columns elements along N, 1 to 128
 * @param weights format of the weights: int8, int4, ternary or binary
 * @param activations format of the activations: int8, int4 or int16
 * @param multiplier how an element multiplies: adder for ternary and binary weights only
 * @param longestSum the largest K of a product
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record OutputStationaryArrayModel(
    int rows,
    int columns,
    NumberFormat weights,
    NumberFormat activations,
    Multiplier multiplier,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements UnitModel {

  private static final Setting ROWS =
      Setting.number("rows", "elements: the rows of M in one tile", 1, 128, "16");
  private static final Setting COLUMNS =
      Setting.number("columns", "elements: the columns of N in one tile", 1, 128, "16");
  private static final Setting LONGEST_SUM =
      Setting.number("longest-sum", "the largest K", 1, SystolicArraySettings.HIGHEST_SUM, "4096");

  static final List<Setting> SETTINGS =
      List.of(
          ROWS,
          COLUMNS,
          SystolicArraySettings.WEIGHT_FORMAT,
          SystolicArraySettings.ACTIVATION_FORMAT,
          SystolicArraySettings.MULTIPLIER,
          LONGEST_SUM,
          SystolicArraySettings.ACCUMULATOR_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws io.bitwright.spec.SpecException if a value is out of range, the multiplier cannot take
   *     the weights, or the sums are too narrow
   */
  public OutputStationaryArrayModel {
    ROWS.checkNumber(rows);
    COLUMNS.checkNumber(columns);
    SystolicArraySettings.WEIGHT_FORMAT.parseWord(weights.label());
    SystolicArraySettings.ACTIVATION_FORMAT.parseWord(activations.label());
    LONGEST_SUM.checkNumber(longestSum);
    SystolicArraySettings.ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    SystolicArraySettings.checkMultiplier(multiplier, weights);
    SystolicArraySettings.checkSum(accumulatorWidth, weights, activations, longestSum);
  }

  /** The array whose sums are as wide as the longest needs, at the standard clock. */
  public static OutputStationaryArrayModel of(
      int rows,
      int columns,
      NumberFormat weights,
      NumberFormat activations,
      Optional<Multiplier> multiplier,
      int longestSum) {
    return new OutputStationaryArrayModel(
        rows,
        columns,
        weights,
        activations,
        multiplier.orElse(Multiplier.standard(weights)),
        longestSum,
        WidthRule.accumulatorBits(weights, activations, longestSum),
        Setting.standardClock());
  }

  /**
   * The array of an accelerator's matrix unit.
   *
   * @throws io.bitwright.spec.SpecException if the unit is beyond what can be generated
   */
  public static OutputStationaryArrayModel of(MatrixUnitSpec unit, Frequency clock) {
    OperandPair pair = SystolicArraySettings.generablePair(unit);
    return new OutputStationaryArrayModel(
        unit.rows(),
        unit.columns(),
        pair.weights(),
        pair.activations(),
        Multiplier.standard(pair.weights()),
        unit.longestSum(),
        unit.accumulatorWidth(),
        clock);
  }

  static OutputStationaryArrayModel parse(SettingValues values) {
    NumberFormat weights = values.format(SystolicArraySettings.WEIGHT_FORMAT);
    NumberFormat activations = values.format(SystolicArraySettings.ACTIVATION_FORMAT);
    int longestSum = values.number(LONGEST_SUM);
    return new OutputStationaryArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        weights,
        activations,
        SystolicArraySettings.multiplier(values, weights),
        longestSum,
        values
            .optionalNumber(SystolicArraySettings.ACCUMULATOR_WIDTH)
            .orElseGet(() -> WidthRule.accumulatorBits(weights, activations, longestSum)),
        values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.OUTPUT_STATIONARY_ARRAY;
  }

  /** Bits of an activation. */
  public int activationWidth() {
    return activations.registerBits();
  }

  /** Bits of a stored weight. */
  public int weightWidth() {
    return weights.registerBits();
  }

  /** Registers between an element's operands and its sum: cycles added to the latency. */
  public int productStages() {
    return multiplier.productStages(weights);
  }

  /** Bits of a sum of one term: no parameter may ask for less. */
  public int narrowestSum() {
    return WidthRule.accumulatorBits(weights, activations, 1);
  }

  /** Cycles from the step with the last term of a tile to the result of its row 0. */
  public int latencyCycles() {
    return columns + 2 + productStages();
  }

  @Override
  public int multiplyAccumulatesPerCycle() {
    return rows * columns;
  }

  @Override
  public boolean keepsLoops() {
    return true;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(SystolicArraySettings.WEIGHT_FORMAT.key(), weights.label());
    settings.put(SystolicArraySettings.ACTIVATION_FORMAT.key(), activations.label());
    settings.put(SystolicArraySettings.MULTIPLIER.key(), multiplier.label());
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(SystolicArraySettings.ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
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
                    "activation_data_i",
                    activationWidth(),
                    rows,
                    "one activation a row, " + SystolicArrayModel.encodingOf(activations)),
                StreamField.of("activation_last_i", 1, "last term of the tile")),
            StreamPort.input(
                "weight",
                "the same term of K for all columns",
                new StreamField(
                    "weight_data_i",
                    weightWidth(),
                    columns,
                    "one weight a column, " + SystolicArrayModel.encodingOf(weights))),
            StreamPort.output(
                "result",
                "the sums of one row of the tile, row 0 first",
                new StreamField("result_data_o", accumulatorWidth, columns, "completed sums"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  /** {@inheritDoc} One element, its sum in it. */
  @Override
  public List<RtlModule> pieces() {
    return List.of(
        new RtlModule(
            "processing_element",
            "output_stationary_array/processing_element.sv.ftl",
            this,
            "one element, for figures and proofs",
            1));
  }

  @Override
  public List<RtlProof> proofs() {
    return List.of(
        WidthProof.of(
            unit().label() + "_sum_width", weights, activations, longestSum, accumulatorWidth));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "A systolic array whose sums stay in the elements while %s activations and %s weights stream past, for any K up to %d."
            .formatted(activations, weights, longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(multiplyAccumulatesPerCycle())),
            new Fact("bits of a sum", String.valueOf(accumulatorWidth)),
            new Fact("an element", multiplier.elementText(weights))),
        List.of(
            new Fact("last term of a tile to row 0", latencyText()),
            new Fact("one tile, no stalls", "K + " + (rows + latencyCycles() - 1)),
            new Fact("each further tile", "max(K, Rows)")),
        List.of("Results are exact: nothing is scaled, rounded or saturated."));
  }

  private String latencyText() {
    return productStages() == 0
        ? "Columns + 2 = " + latencyCycles()
        : "Columns + 2 + %d of the multiplier = %d".formatted(productStages(), latencyCycles());
  }
}
