package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.List;
import java.util.Map;

/**
 * A systolic array: a tile of one operand stays in its elements while the other streams through.
 * The same templates ({@code systolic_array/}) make both kinds; the streams change places.
 */
public sealed interface SystolicArrayModel extends StationaryTileModel
    permits WeightStationaryArrayModel, InputStationaryArrayModel {
  /** What the user chose. */
  SystolicArraySettings array();

  /** The operand that stays, and its stream: {@code weight} or {@code activation}. */
  String stationary();

  @Override
  default boolean holdsActivations() {
    return stationary().equals("activation");
  }

  /** The operand that streams through, and its stream. */
  default String streaming() {
    return stationary().equals("weight") ? "activation" : "weight";
  }

  /** The dimension of the product that the columns cover: N or M. */
  default String stationaryDimension() {
    return stationary().equals("weight") ? "N" : "M";
  }

  /** The dimension of the product that streams. */
  default String streamingDimension() {
    return stationary().equals("weight") ? "M" : "N";
  }

  /** The parameter that holds the bits of a stationary value. */
  default String stationaryWidthName() {
    return stationary().equals("weight") ? "WeightWidth" : "ActivationWidth";
  }

  /** The parameter that holds the bits of a streaming value. */
  default String streamingWidthName() {
    return stationary().equals("weight") ? "ActivationWidth" : "WeightWidth";
  }

  @Override
  default int rows() {
    return array().rows();
  }

  @Override
  default int columns() {
    return array().columns();
  }

  @Override
  default NumberFormat weights() {
    return array().weights();
  }

  @Override
  default NumberFormat activations() {
    return array().activations();
  }

  /** How an element multiplies. */
  default Multiplier multiplier() {
    return array().multiplier();
  }

  @Override
  default int accumulatorRows() {
    return array().accumulatorRows();
  }

  @Override
  default int longestSum() {
    return array().longestSum();
  }

  @Override
  default int accumulatorWidth() {
    return array().accumulatorWidth();
  }

  @Override
  default Frequency clock() {
    return array().clock();
  }

  @Override
  default int multiplyAccumulatesPerCycle() {
    return rows() * columns();
  }

  /** Registers between an element's operands and its sum: cycles added to the latency. */
  default int productStages() {
    return multiplier().productStages(weights());
  }

  /** Bits of a stored weight. */
  default int weightWidth() {
    return weights().registerBits();
  }

  /** Bits of an activation. */
  default int activationWidth() {
    return activations().registerBits();
  }

  @Override
  default int sumWidth() {
    return WidthRule.accumulatorBits(weights(), activations(), rows());
  }

  /** Bits of the width rule before the logarithm of the terms and the sign. */
  default int productWidth() {
    return WidthRule.accumulatorBits(weights(), activations(), 1) - 1;
  }

  /** Cycles from an accepted streaming beat of the last tile of K to its result. */
  default int latencyCycles() {
    return rows() + columns() + 1 + productStages();
  }

  /** The name of the top module. */
  default String moduleName() {
    return unit().label();
  }

  @Override
  default Map<String, String> settings() {
    return array().byKey(clockMegahertz());
  }

  @Override
  default UnitInterface interfaceOf() {
    return new UnitInterface(
        moduleName(), List.of(stationaryPort(), streamingPort(), resultPort()));
  }

  private StreamPort stationaryPort() {
    return StreamPort.input(
        stationary(),
        "one term of K of a tile, term 0 first",
        new StreamField(
            stationary() + "_data_i",
            widthOf(stationary()),
            columns(),
            stationary() + "s, " + encodingOf(stationary())));
  }

  private StreamPort streamingPort() {
    String name = streaming();
    return StreamPort.input(
        name,
        "one row of " + streamingDimension(),
        new StreamField(
            name + "_data_i",
            widthOf(name),
            rows(),
            "element r meets row r of the tile; " + encodingOf(name)),
        StreamField.of(name + "_first_i", 1, "the pass starts new sums; the same on all its beats"),
        StreamField.of(
            name + "_last_i", 1, "the pass completes its sums; the same on all its beats"),
        StreamField.of(
            name + "_end_i", 1, "last beat of the pass; the next one uses the next tile"));
  }

  private StreamPort resultPort() {
    return StreamPort.output(
        "result",
        "the sums of one row of " + streamingDimension(),
        new StreamField("result_data_o", accumulatorWidth(), columns(), "completed sums"));
  }

  private int widthOf(String operand) {
    return operand.equals("weight") ? weightWidth() : activationWidth();
  }

  private String encodingOf(String operand) {
    return encodingOf(operand.equals("weight") ? weights() : activations());
  }

  /** How the values of a format are stored, in words. */
  static String encodingOf(NumberFormat format) {
    return switch (format) {
      case BINARY -> "0 is +1, 1 is -1";
      case TERNARY -> "two's complement, 11 is -1, 00 is 0, 01 is +1";
      default -> "two's complement";
    };
  }

  @Override
  default UnitNotes notes() {
    return new UnitNotes(
        "A systolic array that multiplies %s activations by %s weights and sums over K, up to K = %d. A tile of %ss stays in its elements, %ss stream through."
            .formatted(activations(), weights(), longestSum(), stationary(), streaming()),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(multiplyAccumulatesPerCycle())),
            new Fact("bits of a sum inside the array", String.valueOf(sumWidth())),
            new Fact("an element", multiplier().elementText(weights()))),
        List.of(
            new Fact("an accepted beat of the last tile to its result", latencyText()),
            new Fact("loading a tile", "Rows = " + rows()),
            new Fact(
                "one tile, %s rows, no stalls".formatted(streamingDimension()),
                "%d + %s".formatted(rows() + latencyCycles(), streamingDimension()))),
        List.of(
            "Results are exact: nothing is scaled, rounded or saturated.",
            "A *pass* is one tile and the rows of %s (1 to %d) that it multiplies. Tiles are used in the order in which they were loaded; one is loaded while the other is used."
                .formatted(streamingDimension(), accumulatorRows())));
  }

  @Override
  default boolean keepsLoops() {
    return true;
  }

  private String latencyText() {
    return productStages() == 0
        ? "Rows + Columns + 1 = " + latencyCycles()
        : "Rows + Columns + 1 + %d of the multiplier = %d"
            .formatted(productStages(), latencyCycles());
  }

  @Override
  default List<RtlModule> benches() {
    String name = moduleName() + "_bench";
    return List.of(
        new RtlModule(
            name,
            moduleName() + "/" + name + ".sv.ftl",
            SystolicArrayBench.of(this),
            "self-checking bench for Icarus Verilog"));
  }

  /** The modules below the top, and the top. */
  default <M extends Record & SystolicArrayModel> List<RtlModule> modules(M model) {
    return List.of(
        new RtlModule(
            "stationary_tile_control",
            "stationary_tile/stationary_tile_control.sv.ftl",
            model,
            "its handshakes"),
        new RtlModule(
            "partial_sum_accumulator",
            "stationary_tile/partial_sum_accumulator.sv.ftl",
            model,
            "its accumulators"),
        RtlModule.top(model));
  }

  /** The element as a module of its own. */
  default <M extends Record & SystolicArrayModel> List<RtlModule> pieces(M model) {
    return List.of(
        new RtlModule(
            "processing_element",
            "systolic_array/processing_element.sv.ftl",
            model,
            "one element, for figures and proofs",
            1));
  }
}
