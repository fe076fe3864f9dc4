package io.bitwright.codegen.unit;

import java.util.ArrayList;
import java.util.List;

/** What is proved of every unit with a stationary tile: its shared modules, and its widths. */
final class StationaryTileProofs {
  private static final String FOLDER = "stationary_tile/";
  private static final String CONTROL = "stationary_tile_control";
  private static final String ACCUMULATOR = "partial_sum_accumulator";

  /**
   * Sizes at which a solver follows the values of an accumulator.
   *
   * @param rows rows of M held, at most 4
   * @param sumBits bits of a sum of one pass
   * @param totalBits bits of a sum of all passes
   * @param rowBeats beats of a row: above 1, none gives a sum right behind another
   */
  public record AccumulatorSizes(int rows, int sumBits, int totalBits, int rowBeats) {}

  private StationaryTileProofs() {}

  static List<RtlProof> of(StationaryTileModel unit) {
    List<RtlProof> proofs = new ArrayList<>();
    for (RtlModule module : unit.modules()) {
      if (module.name().equals(CONTROL)) {
        proofs.add(control(module));
      } else if (module.name().equals(ACCUMULATOR)) {
        proofs.add(accumulator(new AccumulatorSizes(3, 2, 3, unit.rowBeats())));
      }
    }
    String name = unit.unit().label();
    proofs.add(passWidth(unit, name + "_pass_width"));
    proofs.add(
        WidthProof.of(
            name + "_sum_width",
            unit.weights(),
            unit.activations(),
            unit.longestSum(),
            unit.accumulatorWidth()));
    return proofs;
  }

  private static RtlProof passWidth(StationaryTileModel unit, String name) {
    return unit.sumCarries()
        ? WidthProof.ofSumWithCarry(
            name, unit.weights(), unit.activations(), unit.rows(), unit.sumWidth())
        : WidthProof.of(name, unit.weights(), unit.activations(), unit.rows(), unit.sumWidth());
  }

  private static RtlProof control(RtlModule module) {
    return RtlProof.always(
        CONTROL + "_proof",
        FOLDER + CONTROL + "_proof.sv.ftl",
        module.model(),
        "never loads into a full tile, never uses a missing one, loses and doubles none",
        "its beats of a tile");
  }

  private static RtlProof accumulator(AccumulatorSizes sizes) {
    return RtlProof.always(
        ACCUMULATOR + "_proof",
        FOLDER + ACCUMULATOR + "_proof.sv.ftl",
        sizes,
        "one result for each last sum; it is the sum of the row's passes",
        "%d rows, sums of %d bits in %d"
            .formatted(sizes.rows(), sizes.sumBits(), sizes.totalBits()));
  }
}
