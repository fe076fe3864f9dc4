package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;

/**
 * The beats of a product on a unit with a stationary tile, all in memory: a pass after the other,
 * as docs/units/stationary_tile.md orders them.
 */
final class TileBeats {
  private final StationaryTileModel unit;
  private final WeightStationarySchedule schedule;

  /**
   * @throws SpecException if the unit cannot sum over so many terms
   */
  TileBeats(StationaryTileModel unit, MatmulShape shape) {
    unit.refuseLongerSums(shape.k());
    this.unit = unit;
    this.schedule =
        new WeightStationarySchedule(shape, unit.rows(), unit.columns(), unit.accumulatorRows());
  }

  /** What a stream carries of a matrix at a place; the place may lie beyond the matrix' edge. */
  @FunctionalInterface
  interface Element {
    /**
     * The value at a place.
     *
     * @param row of M or N
     * @param term of K
     */
    long at(int row, int term);
  }

  /** A value that goes with all elements of an activation beat. */
  @FunctionalInterface
  interface PassValue {
    long of(Pass pass);
  }

  /** Results of N, the last tile filled. */
  int paddedN() {
    return Math.toIntExact(schedule.nTiles() * unit.columns());
  }

  /** Terms of the last tile of K, or all rows in an earlier one. */
  int terms(Pass pass) {
    return (int) Math.min(unit.rows(), schedule.shape().k() - pass.kTile() * unit.rows());
  }

  /** What an element of a beat that loads a tile holds. */
  @FunctionalInterface
  interface TileElement {
    /**
     * The bits at a place.
     *
     * @param pass the pass that uses the tile
     * @param beat number of the beat in the tile
     * @param element number of the element in the beat
     */
    long at(Pass pass, int beat, int element);
  }

  /** The tiles of all passes, a term a beat. */
  Beats weights(Element weight) {
    return tiles(
        (pass, row, column) -> weight.at(firstOutput(pass) + column, firstTerm(pass) + row));
  }

  /** The tiles of all passes, whatever their beats hold. */
  Beats tiles(TileElement content) {
    StreamPort stream = unit.interfaceOf().stream("weight");
    int elements = stream.field("weight_data_i").elements();
    Beats beats = new Beats(stream, Math.toIntExact(schedule.passes() * unit.loadBeats()));
    int beat = 0;
    for (Pass pass : schedule) {
      for (int row = 0; row < unit.loadBeats(); row++, beat++) {
        for (int element = 0; element < elements; element++) {
          beats.set(beat, "weight_data_i", element, content.at(pass, row, element));
        }
      }
    }
    return beats;
  }

  /** The first result of N of a pass. */
  int firstOutput(Pass pass) {
    return (int) pass.nTile() * unit.columns();
  }

  /** The first term of K of a pass. */
  int firstTerm(Pass pass) {
    return (int) pass.kTile() * unit.rows();
  }

  /** The rows of all passes, with their flags; a bit a beat if rows have several beats. */
  Beats activations(Element activation) {
    Beats beats = new Beats(unit.interfaceOf().stream("activation"), activationBeats());
    int beat = 0;
    for (Pass pass : schedule) {
      for (int ofPass = 0; ofPass < beatsOf(pass); ofPass++, beat++) {
        int row = (int) pass.mStart() + ofPass / unit.rowBeats();
        for (int lane = 0; lane < unit.rows(); lane++) {
          long value = activation.at(row, firstTerm(pass) + lane);
          long sent = unit.rowBeats() == 1 ? value : value >> ofPass % unit.rowBeats() & 1;
          beats.set(beat, "activation_data_i", lane, sent);
        }
        beats.set(beat, "activation_first_i", pass.first() ? 1 : 0);
        beats.set(beat, "activation_last_i", pass.last() ? 1 : 0);
        beats.set(beat, "activation_end_i", ofPass == beatsOf(pass) - 1 ? 1 : 0);
      }
    }
    return beats;
  }

  private int beatsOf(Pass pass) {
    return Math.multiplyExact(pass.mRows(), unit.rowBeats());
  }

  /** Sets a field of all activation beats that is the same in a pass. */
  void setPerPass(Beats activations, String signal, PassValue value) {
    int beat = 0;
    for (Pass pass : schedule) {
      for (int ofPass = 0; ofPass < beatsOf(pass); ofPass++, beat++) {
        activations.set(beat, signal, value.of(pass));
      }
    }
  }

  private int activationBeats() {
    return Math.toIntExact(
        Math.multiplyExact(schedule.shape().m(), unit.rowBeats())
            * Math.multiplyExact(schedule.nTiles(), schedule.kTiles()));
  }

  /**
   * The results that must come.
   *
   * @param sums M rows of {@link #paddedN} sums
   */
  Beats results(long[][] sums) {
    Beats beats =
        new Beats(
            unit.interfaceOf().stream("result"),
            Math.toIntExact(schedule.shape().m() * schedule.nTiles()));
    int beat = 0;
    for (Pass pass : schedule) {
      for (int row = 0; pass.last() && row < pass.mRows(); row++, beat++) {
        for (int column = 0; column < unit.columns(); column++) {
          int output = (int) pass.nTile() * unit.columns() + column;
          long sum = sums[(int) pass.mStart() + row][output];
          beats.set(beat, "result_data_o", column, sum);
        }
      }
    }
    return beats;
  }
}
