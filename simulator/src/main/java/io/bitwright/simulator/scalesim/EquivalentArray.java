package io.bitwright.simulator.scalesim;

import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.OutputStationaryArray;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimMemory;
import io.bitwright.spec.workload.MatmulShape;

/**
 * Our unit of the same size and dataflow as an array of SCALE-Sim. It loads the next tile while it
 * multiplies by this one, and accumulates sums over K.
 *
 * @param array rows, columns and dataflow
 * @param accumulatorRows rows of M (of N, if the inputs are stationary) whose sums one pass holds;
 *     of no meaning if the outputs are stationary
 */
public record EquivalentArray(ScaleSimArray array, int accumulatorRows) {
  private static final int BYTES_PER_SUM = 4;
  private static final int MOST_ACCUMULATOR_ROWS = 4096;

  /** A unit whose accumulators of 32 bits take the active half of SCALE-Sim's OFMAP SRAM. */
  public static EquivalentArray of(ScaleSimArray array, ScaleSimMemory memory) {
    long sums = memory.ofmap().activeWords() / BYTES_PER_SUM;
    long rows = Math.clamp(sums / array.columns(), 1, MOST_ACCUMULATOR_ROWS);
    return new EquivalentArray(array, (int) rows);
  }

  /**
   * Clock cycles of a product whose streams never wait.
   *
   * @throws SpecException above 2^53 cycles
   */
  public long cycles(MatmulShape shape) {
    int rows = array.rows();
    int columns = array.columns();
    try {
      return switch (array.dataflow()) {
        case WEIGHT_STATIONARY ->
            new WeightStationaryArray(rows, columns, accumulatorRows).cycles(shape);
        case INPUT_STATIONARY ->
            new InputStationaryArray(rows, columns, accumulatorRows, 0).cycles(shape);
        case OUTPUT_STATIONARY -> new OutputStationaryArray(rows, columns, 0).cycles(shape);
      };
    } catch (ArithmeticException overflow) {
      throw new SpecException(
          shape + " takes more than 2^53 cycles: too large to be counted", overflow);
    }
  }
}
