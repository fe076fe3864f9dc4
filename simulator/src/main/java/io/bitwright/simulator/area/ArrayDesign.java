package io.bitwright.simulator.area;

import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import java.util.Optional;

/**
 * One systolic array as it is generated: all that its area depends on but the FPGA.
 *
 * @param kind which operand stays in it
 * @param weights format of the weights
 * @param activations format of the activations
 * @param multiplier how an element multiplies
 * @param rows elements along the first side
 * @param columns elements along the second side
 * @param accumulatorRows rows of sums that are held beside the array; nothing of an
 *     output-stationary one, which holds them in its elements
 * @param accumulatorWidth bits of a sum over all of K
 */
record ArrayDesign(
    MatrixUnitKind kind,
    NumberFormat weights,
    NumberFormat activations,
    ElementMultiplier multiplier,
    int rows,
    int columns,
    int accumulatorRows,
    int accumulatorWidth) {

  /** One of an accelerator's arrays, as it is generated for a pair of formats. */
  static ArrayDesign of(MatrixUnitSpec unit, OperandPair pair, ElementMultiplier multiplier) {
    return new ArrayDesign(
        unit.kind(),
        pair.weights(),
        pair.activations(),
        multiplier,
        unit.rows(),
        unit.columns(),
        unit.accumulatorRows(),
        unit.accumulatorWidth());
  }

  /**
   * The whole array that is synthesised; empty if it is of anything else, or of products that are
   * meant for multiplier blocks on a target that does without.
   *
   * @throws IllegalStateException if a setting is missing
   */
  static Optional<ArrayDesign> of(Configuration configuration) {
    if (!configuration.module().isEmpty()
        || !MatrixUnitKind.VOCABULARY.words().contains(configuration.unit())) {
      return Optional.empty();
    }
    Map<String, String> settings = configuration.settingsByKey();
    NumberFormat weights = NumberFormat.parse(text(settings, "weights"));
    NumberFormat activations =
        NumberFormat.parse(settings.getOrDefault("activations", NumberFormat.INT8.label()));
    ElementMultiplier multiplier =
        ElementMultiplier.addsOnly(weights)
            ? ElementMultiplier.ADDER
            : ElementMultiplier.parse(text(settings, "multiplier"));
    if (multiplier == ElementMultiplier.DSP && !configuration.target().multiplies()) {
      return Optional.empty();
    }
    MatrixUnitKind kind = MatrixUnitKind.parse(configuration.unit());
    boolean holdsRows = kind != MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
    return Optional.of(
        new ArrayDesign(
            kind,
            weights,
            activations,
            multiplier,
            number(settings, "rows"),
            number(settings, "columns"),
            holdsRows ? number(settings, "accumulator-rows") : 0,
            settings.containsKey("accumulator-width")
                ? number(settings, "accumulator-width")
                : WidthRule.accumulatorBits(
                    weights, activations, number(settings, "longest-sum"))));
  }

  private static int number(Map<String, String> settings, String key) {
    return Integer.parseInt(text(settings, key));
  }

  private static String text(Map<String, String> settings, String key) {
    String value = settings.get(key);
    if (value == null) {
      throw new IllegalStateException("a line of the record of an array does not give " + key);
    }
    return value;
  }

  /** Elements. */
  long elements() {
    return (long) rows * columns;
  }

  /** Bits of a sum over the rows. */
  int sumWidth() {
    return WidthRule.accumulatorBits(weights, activations, rows);
  }

  /** Whether sums stay in the elements. */
  boolean holdsSums() {
    return kind == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
  }

  /** Bits of the operand that stays in an element. */
  int stationaryBits() {
    return kind == MatrixUnitKind.INPUT_STATIONARY_ARRAY
        ? activations.registerBits()
        : weights.registerBits();
  }

  /** Bits of the operand that passes from element to element. */
  int movingBits() {
    return kind == MatrixUnitKind.INPUT_STATIONARY_ARRAY
        ? weights.registerBits()
        : activations.registerBits();
  }
}
