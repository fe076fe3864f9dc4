package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.workload.OperatorKind;

/**
 * Equal operators of all layers in one line. Cycles, seconds and actions are those of all of them
 * together, so that a column adds up to the whole. In a line of several passes M, K and N are 0
 * where the passes differ; of a convolution they are the product that im2col makes of one group.
 *
 * @param name name within a layer: {@code q_proj}
 * @param m rows of the product; for attention, queries that share a key-value head; 0 for vector
 *     work
 * @param k length of its sums; for attention, width of a head; 0 for vector work
 * @param n columns of the product; for attention, keys; 0 for vector work
 * @param count how many there are
 * @param cycles clock cycles of the matrix units, or of the vector unit where that takes longer
 * @param seconds time, memory included
 * @param boundBy what the time is spent on
 * @param actions arithmetic and bytes moved
 * @param note what a user should know about how it ran; empty if nothing
 */
public record OperatorEstimate(
    String name,
    OperatorKind kind,
    long m,
    long k,
    long n,
    long count,
    long cycles,
    double seconds,
    Bound boundBy,
    ActionCounts actions,
    String note) {

  /**
   * This line, of one run, as that of so many.
   *
   * @param overheadSeconds time beside all of them
   * @throws ArithmeticException if they take more than 2^63 cycles
   */
  OperatorEstimate times(long runs, double overheadSeconds) {
    return new OperatorEstimate(
        name,
        kind,
        m,
        k,
        n,
        Math.multiplyExact(count, runs),
        Math.multiplyExact(cycles, runs),
        overheadSeconds + seconds * runs,
        boundBy,
        actions.times((double) runs),
        note);
  }
}
