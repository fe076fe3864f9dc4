package io.bitwright.codegen.unit;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/**
 * A unit that multiplies a streaming operand by a stationary tile of the other:
 * docs/units/stationary_tile.md. Its modules may use {@code stationary_tile_control} and {@code
 * partial_sum_accumulator}, whose templates read these components.
 */
public interface StationaryTileModel extends UnitModel {
  /** Terms of K in a tile. */
  int rows();

  /** Results in a tile: its part of N. */
  int columns();

  /** Format of the weights. */
  NumberFormat weights();

  /** Format of the activations. */
  default NumberFormat activations() {
    return NumberFormat.INT8;
  }

  /** Rows of M whose sums one pass holds. */
  int accumulatorRows();

  /** The largest K. */
  int longestSum();

  /**
   * Refuses sums that are longer than the accumulators hold.
   *
   * @throws SpecException if K is larger than the longest sum
   */
  default void refuseLongerSums(long terms) {
    if (terms > longestSum()) {
      throw new SpecException(
          "K = %d is longer than the unit's accumulators hold: longest-sum = %d"
              .formatted(terms, longestSum()));
    }
  }

  /** Bits of a sum over all of K. */
  int accumulatorWidth();

  /** Bits of a sum over one tile. */
  int sumWidth();

  @Override
  default List<RtlProof> proofs() {
    return StationaryTileProofs.of(this);
  }

  /** Whether the tile holds activations and weights stream past it; most units are the others. */
  default boolean holdsActivations() {
    return false;
  }

  /** Beats of the stationary stream that load a tile. */
  default int loadBeats() {
    return rows();
  }

  /** Beats of the streaming operand that are one row. */
  default int rowBeats() {
    return 1;
  }

  /** Whether no streaming beat moves in the cycle in which a loaded tile comes into use. */
  default boolean swapsStandAlone() {
    return false;
  }

  /** Whether each sum of a tile comes with a carry, a 1 still to be added to it. */
  default boolean sumCarries() {
    return false;
  }
}
