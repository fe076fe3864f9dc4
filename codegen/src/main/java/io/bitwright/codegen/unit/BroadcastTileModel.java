package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/**
 * A unit with a stationary tile of weights whose activations go to all columns at once, and whose
 * sums come out of a pipeline below the accumulators: docs/units/stationary_tile.md, "Units that
 * broadcast".
 */
public interface BroadcastTileModel extends StationaryTileModel {
  /** Bits of a stored weight: of one term of one column. */
  int weightWidth();

  /** Bits of an activation on the stream. */
  default int activationWidth() {
    return activations().registerBits();
  }

  /**
   * Cycles by which weights are taken over later than the contract's swap, because activations are
   * prepared so long before they meet weights.
   */
  int weightDelay();

  /** Cycles from an accepted activation beat to the adding of its sums in the accumulators. */
  int steps();

  /** Cycles from an accepted activation beat of the last tile of K to its result. */
  default int latencyCycles() {
    return steps() + 1;
  }

  /** Columns of weights, each with its tree, that make one result. */
  default int treesPerColumn() {
    return 1;
  }

  /** The wires that hold the weights of all trees. */
  default String tileWeights() {
    return "tile";
  }

  /** Whether complete sums are scaled before they are results. */
  default boolean scalesSums() {
    return false;
  }

  /** How a stored weight's bits are read. */
  default String weightEncoding() {
    return weights() == NumberFormat.BINARY
        ? "0 is +1, 1 is -1"
        : "two's complement, 11 is -1, 00 is 0, 01 is +1";
  }

  /** The modules that all these units have. */
  default <M extends Record & BroadcastTileModel> List<RtlModule> tileModules(M model) {
    String folder = "stationary_tile/";
    return List.of(
        module(folder, "stationary_tile_control", model, "its handshakes"),
        module(folder, "stationary_tile_registers", model, "its weights"),
        module(folder, "stationary_tile_flags", model, "what goes with its activations"),
        module(folder, "partial_sum_accumulator", model, "its accumulators"));
  }

  private static RtlModule module(String folder, String name, Record model, String use) {
    return new RtlModule(name, folder + name + ".sv.ftl", model, use);
  }

  /** The stream of weights. */
  default StreamPort weightStream(int bits) {
    return StreamPort.input(
        "weight",
        "one term of K of a tile, term 0 first",
        new StreamField("weight_data_i", bits, columns(), "weights, " + weightEncoding()));
  }

  /** The stream of activations in two's complement. */
  default StreamPort activationStream() {
    return StreamPort.input(
        "activation",
        "one row of M",
        new StreamField(
            "activation_data_i", activationWidth(), rows(), "element r meets weight row r"),
        first(),
        last(),
        end());
  }

  /** The stream of results, one a column. */
  default StreamPort resultStream(int bits) {
    return StreamPort.output(
        "result",
        "the sums of one row of M",
        new StreamField("result_data_o", bits, columns(), "completed sums"));
  }

  /** The first bit of an activation beat: the pass starts new sums. */
  static StreamField first() {
    return StreamField.of(
        "activation_first_i", 1, "the pass starts new sums; the same on all its beats");
  }

  /** The second: the pass completes its sums. */
  static StreamField last() {
    return StreamField.of(
        "activation_last_i", 1, "the pass completes its sums; the same on all its beats");
  }

  /** The third: the last beat of the pass. */
  static StreamField end() {
    return StreamField.of(
        "activation_end_i", 1, "last beat of the pass; the next one uses the next tile");
  }

  /** How long a beat and a tile take. */
  default List<Fact> tileCycles() {
    int loading = loadBeats() + (swapsStandAlone() ? 1 : 0);
    String rows = rowBeats() == 1 ? "M" : rowBeats() + " M";
    return List.of(
        new Fact(
            "an accepted beat of the last tile to its result", String.valueOf(latencyCycles())),
        new Fact("loading a tile", String.valueOf(loadBeats())),
        new Fact(
            "one tile, M rows, no stalls",
            "%d + %s + latency = %d + %s"
                .formatted(loading, rows, loading + latencyCycles(), rows)));
  }

  /** What a pass is. */
  default String passRemark() {
    return "A *pass* is one weight tile and the activation rows (1 to %d) that it multiplies. Tiles are used in the order in which they were loaded; one is filled while the other is used."
        .formatted(accumulatorRows());
  }
}
