package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.simulator.timing.pipeline.DoubleBufferedPipeline;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.workload.MatmulShape;

/**
 * A unit that multiplies streaming rows by a stationary tile while the next tile is loaded: cycle
 * for cycle what {@link StationaryTileCycleModel} and the RTL take (docs/units/stationary_tile.md).
 *
 * <p>Let W(p) be the cycle of the last beat that loads the tile of pass p, E(p) that of its last
 * streaming beat, m(p) its rows, s 1 if swaps stand alone, else 0. By the rules of the contract
 *
 * <pre>
 *   W(p) = max(W(p-1), E(p-2)) + loadBeats
 *   E(p) = max(E(p-1), W(p)) + s + m(p) rowBeats
 * </pre>
 *
 * and the last of P passes ends the run after {@code E(P-1) + latencyCycles + 1} cycles. This is a
 * {@link DoubleBufferedPipeline}. All passes have {@link #blockRows} rows but those of the last
 * block of M, so a product is two runs of equal passes, whatever its size.
 */
public interface StationaryTileUnit extends MatrixUnit {
  /**
   * Cycles from the accepted last streaming beat of a row, of the last tile of K, to its result.
   */
  int latencyCycles();

  /** Beats that load a tile: one a term of K. */
  default int loadBeats() {
    return tileRows();
  }

  /** Beats of the streaming stream that are one row. */
  default int rowBeats() {
    return 1;
  }

  /** Whether no streaming beat moves in the cycle in which a loaded tile comes into use. */
  default boolean swapsStandAlone() {
    return false;
  }

  /** The order of the passes of a whole product. */
  default WeightStationarySchedule schedule(MatmulShape shape) {
    return new WeightStationarySchedule(shape, tileRows(), tileColumns(), blockRows());
  }

  /**
   * {@inheritDoc}
   *
   * <p>The full blocks of all repetitions come first, then the last blocks of all repetitions; one
   * product alone keeps the order of {@link WeightStationarySchedule}.
   */
  @Override
  default long cycles(MatmulShape shape, long repetitions) {
    final double largestExact = 0x1p53;
    final double never = Double.NEGATIVE_INFINITY;
    WeightStationarySchedule schedule = schedule(shape);
    long tiles =
        Math.multiplyExact(Math.multiplyExact(schedule.nTiles(), schedule.kTiles()), repetitions);
    long fullBlocks = shape.m() / blockRows();
    long lastRows = shape.m() % blockRows();
    DoubleBufferedPipeline.State state = new DoubleBufferedPipeline.State(-1, never, never);
    state =
        new DoubleBufferedPipeline(loadBeats(), 0, passCycles(blockRows()), 0)
            .advance(state, Math.multiplyExact(tiles, fullBlocks));
    if (lastRows > 0) {
      state =
          new DoubleBufferedPipeline(loadBeats(), 0, passCycles(lastRows), 0).advance(state, tiles);
    }
    double cycles = state.done() + latencyCycles() + 1;
    if (cycles > largestExact) {
      throw new ArithmeticException(shape + " takes more than 2^53 cycles");
    }
    return (long) cycles;
  }

  /** Cycles of a pass whose tile is loaded. */
  private long passCycles(long rows) {
    return (swapsStandAlone() ? 1 : 0) + rows * rowBeats();
  }

  /**
   * Clock cycles of a whole product whose streams stall, stepped one by one.
   *
   * @param stationary when the source of tiles starts to offer a beat
   * @param streaming when the source of rows starts to offer a beat
   * @param results when the sink is ready
   */
  default long cycles(
      MatmulShape shape, StallPattern stationary, StallPattern streaming, StallPattern results) {
    return new StationaryTileCycleModel(loadBeats(), rowBeats(), swapsStandAlone(), latencyCycles())
        .cycles(schedule(shape), stationary, streaming, results);
  }

  /** {@inheritDoc} Rounded up. */
  @Override
  default long peakMultiplyAccumulatesPerCycle() {
    return Math.ceilDiv((long) tileRows() * tileColumns(), rowBeats());
  }
}
