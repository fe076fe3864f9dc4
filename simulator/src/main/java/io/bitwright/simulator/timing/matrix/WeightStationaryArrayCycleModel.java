package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.stream.StallingSource;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The weight-stationary array stepped clock cycle by clock cycle, timing only: the plain form of
 * the rules in docs/units/weight_stationary_array.md, stalls included. It is the reference for
 * {@link WeightStationaryArray} and for the RTL.
 *
 * @param rows array rows, at least 1
 * @param columns array columns, at least 1
 * @param accumulatorRows rows of M whose sums one pass holds, at least 1
 */
public record WeightStationaryArrayCycleModel(int rows, int columns, int accumulatorRows) {

  /** A whole product without stalls. */
  public WeightStationaryArrayRun run(MatmulShape shape) {
    return run(shape, StallPattern.none(), StallPattern.none(), StallPattern.none());
  }

  /**
   * A whole product in the order of {@link WeightStationarySchedule}.
   *
   * @param weights when the weight source starts to offer a beat
   * @param activations when the activation source starts to offer a beat
   * @param results when the result sink is ready
   */
  public WeightStationaryArrayRun run(
      MatmulShape shape, StallPattern weights, StallPattern activations, StallPattern results) {
    return run(
        new WeightStationarySchedule(shape, rows, columns, accumulatorRows),
        weights,
        activations,
        results);
  }

  /**
   * Any passes, in their order.
   *
   * @throws IllegalArgumentException if there is no pass, a pass has no rows or more than {@code
   *     accumulatorRows}, or the last pass does not complete its sums
   */
  public WeightStationaryArrayRun run(
      Iterable<Pass> passes, StallPattern weights, StallPattern activations, StallPattern results) {
    long tiles = 0;
    long resultRows = 0;
    boolean complete = false;
    for (Pass pass : passes) {
      if (pass.mRows() < 1 || pass.mRows() > accumulatorRows) {
        throw new IllegalArgumentException(
            "a pass has 1 to " + accumulatorRows + " rows, got " + pass.mRows());
      }
      tiles++;
      resultRows += pass.last() ? pass.mRows() : 0;
      complete = pass.last();
    }
    if (!complete) {
      throw new IllegalArgumentException("the last pass must be there and complete its sums");
    }
    Clocked unit = new Clocked(passes.iterator(), tiles * rows, resultRows);
    return unit.run(new StallingSource(weights), new StallingSource(activations), results);
  }

  /** The registers of the unit and the counters of one run. */
  private final class Clocked {
    private final Iterator<Pass> passes;
    private final long weightBeatsToGive;
    private final long resultBeatsToTake;

    private final boolean[] full = new boolean[2];
    private final boolean[] occupied = new boolean[2];
    private int loadBank;
    private int useBank;
    private int loadedRows;
    private Pass pass;
    private int usedRows;

    /** Element d is true if a beat that completes its sums was accepted d + 1 cycles ago. */
    private final boolean[] resultPipeline = new boolean[rows + columns];

    /** Element d is the bank of an end beat accepted d + 1 cycles ago, or -1. */
    private final int[] releasePipeline = new int[columns];

    private long weightBeats;
    private long activationBeats;
    private long resultBeats;
    private long stalledCycles;
    private long weightWaitCycles;
    private long activationWaitCycles;

    Clocked(Iterator<Pass> passes, long weightBeatsToGive, long resultBeatsToTake) {
      this.passes = passes;
      this.pass = passes.next();
      this.weightBeatsToGive = weightBeatsToGive;
      this.resultBeatsToTake = resultBeatsToTake;
      Arrays.fill(releasePipeline, -1);
    }

    WeightStationaryArrayRun run(
        StallingSource weights, StallingSource activations, StallPattern results) {
      long cycle = 0;
      for (; resultBeats < resultBeatsToTake; cycle++) {
        boolean resultValid = resultPipeline[rows + columns - 1];
        boolean weightValid = weightBeats < weightBeatsToGive && weights.offers(cycle);
        boolean activationValid = usedRows < pass.mRows() && activations.offers(cycle);
        boolean advance = !resultValid || results.isWilling(cycle);
        boolean weightMoves = weightValid && advance && !occupied[loadBank];
        boolean activationMoves = activationValid && advance && full[useBank];
        stalledCycles += advance ? 0 : 1;
        weightWaitCycles += weightValid && !weightMoves ? 1 : 0;
        activationWaitCycles += activationValid && !activationMoves ? 1 : 0;
        if (advance) {
          clockEdge(resultValid, weightMoves, activationMoves);
        }
        if (weightMoves) {
          weights.moved();
        }
        if (activationMoves) {
          activations.moved();
        }
      }
      return new WeightStationaryArrayRun(
          cycle,
          weightBeats,
          activationBeats,
          resultBeats,
          stalledCycles,
          weightWaitCycles,
          activationWaitCycles);
    }

    /** The edge that ends a cycle with {@code advance}. */
    private void clockEdge(boolean resultMoves, boolean weightMoves, boolean activationMoves) {
      resultBeats += resultMoves ? 1 : 0;
      shift(resultPipeline, activationMoves && pass.last());
      boolean end = activationMoves && usedRows == pass.mRows() - 1;
      int released = shift(releasePipeline, end ? useBank : -1);
      if (weightMoves) {
        loadRow();
      }
      if (activationMoves) {
        useRow(end);
      }
      if (released >= 0) {
        occupied[released] = false;
      }
    }

    private void loadRow() {
      weightBeats++;
      loadedRows++;
      if (loadedRows == rows) {
        full[loadBank] = true;
        occupied[loadBank] = true;
        loadBank = 1 - loadBank;
        loadedRows = 0;
      }
    }

    private void useRow(boolean end) {
      activationBeats++;
      usedRows++;
      if (end) {
        full[useBank] = false;
        useBank = 1 - useBank;
        if (passes.hasNext()) {
          pass = passes.next();
          usedRows = 0;
        }
      }
    }

    private static void shift(boolean[] pipeline, boolean in) {
      System.arraycopy(pipeline, 0, pipeline, 1, pipeline.length - 1);
      pipeline[0] = in;
    }

    /**
     * Shifts and returns what is {@code columns - 1} cycles old: this cycle's own for one column.
     */
    private static int shift(int[] pipeline, int in) {
      System.arraycopy(pipeline, 0, pipeline, 1, pipeline.length - 1);
      pipeline[0] = in;
      return pipeline[pipeline.length - 1];
    }
  }
}
