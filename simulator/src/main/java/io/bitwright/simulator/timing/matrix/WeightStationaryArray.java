package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.simulator.timing.pipeline.DoubleBufferedPipeline;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.workload.MatmulShape;

/**
 * Cycles of a weight-stationary array without stalls, in closed form: cycle for cycle what {@link
 * WeightStationaryArrayCycleModel} and the RTL take (docs/units/weight_stationary_array.md).
 *
 * <p>Let W(p) be the cycle of the last weight beat of pass p, E(p) that of its last activation
 * beat, m(p) its rows. Nothing interrupts a tile once its bank is released, so by rules 1, 2 and 4
 * of the contract
 *
 * <pre>
 *   W(p) = max(W(p-1), E(p-2) + Columns - 1) + Rows
 *   E(p) = max(E(p-1), W(p)) + m(p)
 * </pre>
 *
 * and by rule 5 the last of P passes ends the run after {@code E(P-1) + Rows + Columns + 1} cycles.
 * This is a {@link DoubleBufferedPipeline}. All passes have AccumulatorRows rows but those of the
 * last block of M, so a product is two runs of equal passes, whatever its size. If all blocks have
 * m rows, with {@code s = max(Rows, m)} and {@code q = P - 1}:
 *
 * <pre>
 *   cycles = 2 Rows + Columns + m + max(q s, (q mod 2) s + floor(q / 2) (Rows + Columns + m - 1))
 * </pre>
 *
 * @param rows array rows, at least 1
 * @param columns array columns, at least 1
 * @param accumulatorRows rows of M whose sums one pass holds, at least 1
 */
public record WeightStationaryArray(int rows, int columns, int accumulatorRows)
    implements MatrixUnit {
  private static final double LARGEST_EXACT = 0x1p53;
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  public WeightStationaryArray {
    if (rows < 1 || columns < 1 || accumulatorRows < 1) {
      throw new IllegalArgumentException(
          "rows, columns and accumulatorRows must be at least 1, got "
              + rows
              + ", "
              + columns
              + ", "
              + accumulatorRows);
    }
  }

  /** One of the units of a description. */
  public static WeightStationaryArray of(MatrixUnitSpec spec) {
    return new WeightStationaryArray(spec.rows(), spec.columns(), spec.accumulatorRows());
  }

  /**
   * {@inheritDoc}
   *
   * <p>The full blocks of all repetitions come first, then the last blocks of all repetitions; one
   * product alone keeps the order of {@link WeightStationarySchedule}.
   */
  @Override
  public long cycles(MatmulShape shape, long repetitions) {
    WeightStationarySchedule schedule =
        new WeightStationarySchedule(shape, rows, columns, accumulatorRows);
    long tiles =
        Math.multiplyExact(Math.multiplyExact(schedule.nTiles(), schedule.kTiles()), repetitions);
    long fullBlocks = shape.m() / accumulatorRows;
    int lastRows = (int) (shape.m() % accumulatorRows);
    DoubleBufferedPipeline.State state = new DoubleBufferedPipeline.State(-1, NEVER, NEVER);
    state = passesOf(accumulatorRows).advance(state, Math.multiplyExact(tiles, fullBlocks));
    if (lastRows > 0) {
      state = passesOf(lastRows).advance(state, tiles);
    }
    double cycles = state.done() + rows + columns + 1;
    if (cycles > LARGEST_EXACT) {
      throw new ArithmeticException(shape + " takes more than 2^53 cycles");
    }
    return (long) cycles;
  }

  private DoubleBufferedPipeline passesOf(int mRows) {
    return new DoubleBufferedPipeline(rows, 0, mRows, columns - 1);
  }

  @Override
  public int blockRows() {
    return accumulatorRows;
  }

  @Override
  public WeightStationaryArray withBlockRows(int blockRows) {
    return new WeightStationaryArray(rows, columns, blockRows);
  }

  @Override
  public int tileColumns() {
    return columns;
  }

  @Override
  public int tileRows() {
    return rows;
  }

  @Override
  public long peakMultiplyAccumulatesPerCycle() {
    return (long) rows * columns;
  }
}
