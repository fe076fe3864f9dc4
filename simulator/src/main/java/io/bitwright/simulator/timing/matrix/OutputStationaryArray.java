package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.stream.StallingSource;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.workload.MatmulShape;

/**
 * Cycles of an output-stationary array, cycle for cycle what the RTL takes
 * (docs/units/output_stationary_array.md).
 *
 * <p>By rule 1 of the contract the last steps of two tiles are {@code max(K, Rows)} cycles apart,
 * and by rule 3 the last row of a tile moves {@code Columns + 1 + productStages + Rows} cycles
 * after its last step.
 *
 * @param rows array rows: the part of M in one tile, at least 1
 * @param columns array columns: the part of N in one tile, at least 1
 * @param productStages registers between an element's operands and its sum, at least 0
 * @param blockRows rows of the array that are used, 1 to rows
 */
public record OutputStationaryArray(int rows, int columns, int productStages, int blockRows)
    implements MatrixUnit {
  public OutputStationaryArray {
    if (blockRows < 1 || blockRows > rows || columns < 1 || productStages < 0) {
      throw new IllegalArgumentException(
          "rows %d of %d, columns %d, product stages %d"
              .formatted(blockRows, rows, columns, productStages));
    }
  }

  /** An array all of whose rows are used. */
  public OutputStationaryArray(int rows, int columns, int productStages) {
    this(rows, columns, productStages, rows);
  }

  /** One of the units of a description. */
  public static OutputStationaryArray of(MatrixUnitSpec spec) {
    return new OutputStationaryArray(spec.rows(), spec.columns(), 0);
  }

  @Override
  public OutputStationaryArray withBlockRows(int used) {
    return new OutputStationaryArray(rows, columns, productStages, used);
  }

  @Override
  public int tileColumns() {
    return columns;
  }

  /** {@inheritDoc} Terms of K come one by one. */
  @Override
  public int tileRows() {
    return 1;
  }

  @Override
  public long peakMultiplyAccumulatesPerCycle() {
    return (long) rows * columns;
  }

  /** Cycles from the step with the last term of a tile to the result of its row 0. */
  private int latencyCycles() {
    return columns + 2 + productStages;
  }

  /** Tiles of a whole product. */
  public long tiles(MatmulShape shape) {
    return Math.multiplyExact(Math.ceilDiv(shape.m(), blockRows), Math.ceilDiv(shape.n(), columns));
  }

  @Override
  public long cycles(MatmulShape shape, long repetitions) {
    final long mostExact = 1L << 53;
    long tiles = Math.multiplyExact(tiles(shape), repetitions);
    long between = Math.multiplyExact(tiles - 1, Math.max(shape.k(), rows));
    long cycles = Math.addExact(between, shape.k() + rows + latencyCycles() - 1);
    if (cycles > mostExact) {
      throw new ArithmeticException("more than 2^53 cycles");
    }
    return cycles;
  }

  /**
   * Cycles of a whole product whose streams stall, stepped one by one.
   *
   * @param activations when the source of activations starts to offer a beat
   * @param weights when the source of weights starts to offer a beat
   * @param results when the sink is ready
   */
  public long cycles(
      MatmulShape shape, StallPattern activations, StallPattern weights, StallPattern results) {
    return new Clocked(shape.k(), tiles(shape))
        .run(new StallingSource(activations), new StallingSource(weights), results);
  }

  /** The control registers of the unit and the counters of one run. */
  private final class Clocked {
    private final long k;
    private final long steps;
    private final long resultBeats;

    /** Element d: a tile's last step was accepted d + 1 cycles ago. */
    private final boolean[] last = new boolean[latencyCycles() - 1];

    private int spacing;
    private int resultRows;
    private long stepped;
    private long given;

    Clocked(long k, long tiles) {
      this.k = k;
      this.steps = Math.multiplyExact(k, tiles);
      this.resultBeats = Math.multiplyExact(rows, tiles);
    }

    long run(StallingSource activations, StallingSource weights, StallPattern results) {
      long cycle = 0;
      for (; given < resultBeats; cycle++) {
        boolean activationValid = stepped < steps && activations.offers(cycle);
        boolean weightValid = stepped < steps && weights.offers(cycle);
        if (resultRows > 0 && !results.isWilling(cycle)) {
          continue; // the result waits: nothing changes
        }
        boolean lastTerm = stepped % k == k - 1;
        boolean step = activationValid && weightValid && (!lastTerm || spacing == 0);
        clockEdge(step, step && lastTerm);
        if (step) {
          activations.moved();
          weights.moved();
        }
      }
      return cycle;
    }

    private void clockEdge(boolean step, boolean lastStep) {
      given += resultRows > 0 ? 1 : 0;
      resultRows = last[last.length - 1] ? rows : Math.max(0, resultRows - 1);
      spacing = lastStep ? rows - 1 : Math.max(0, spacing - 1);
      System.arraycopy(last, 0, last, 1, last.length - 1);
      last[0] = lastStep;
      stepped += step ? 1 : 0;
    }
  }
}
