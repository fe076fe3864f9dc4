package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Optional;

/**
 * One product on the RTL, held against the golden kernel and the simulator.
 *
 * @param unit the unit
 * @param shape the product
 * @param operands what the operands looked like
 * @param stalls which streams stalled
 * @param rtlCycles clock cycles of the RTL, 0 if it did not come to an end
 * @param simulatedCycles clock cycles that the simulator predicts
 * @param valueMismatches sums that differ from the golden kernel's
 * @param firstMismatch the first of them to leave the unit
 * @param failure why the run did not come to its end or did not leave the unit as it must
 */
public record CosimResult(
    WeightStationaryArraySpec unit,
    MatmulShape shape,
    String operands,
    StreamStalls.Kind stalls,
    long rtlCycles,
    long simulatedCycles,
    long valueMismatches,
    Optional<ValueMismatch> firstMismatch,
    Optional<String> failure) {

  /**
   * A wrong sum.
   *
   * @param cycle cycle in which its beat moved, counted from 0
   * @param row row of M
   * @param column column of N
   * @param expected the golden kernel's sum
   * @param got the RTL's sum
   */
  public record ValueMismatch(long cycle, int row, int column, long expected, long got) {
    @Override
    public String toString() {
      return "cycle %d, row %d, column %d: expected %d, got %d"
          .formatted(cycle, row, column, expected, got);
    }
  }

  /**
   * Whether the RTL took another number of cycles than the simulator says, or did not come to its
   * end at all.
   */
  public boolean cyclesDiffer() {
    return rtlCycles != simulatedCycles;
  }

  /** Whether values, cycles and all else agree. */
  public boolean agrees() {
    return failure.isEmpty() && valueMismatches == 0 && !cyclesDiffer();
  }

  /** The product and its circumstances in one line: {@code 7x33x12 random, stalls: none}. */
  public String title() {
    return "%s %s, stalls: %s".formatted(shape, operands, stalls.label());
  }

  /** What disagrees, in one line; empty if nothing does. */
  public String disagreement() {
    StringBuilder text = new StringBuilder();
    failure.ifPresent(text::append);
    firstMismatch.ifPresent(first ->
        text.append(text.isEmpty() ? "" : "; ")
            .append(valueMismatches)
            .append(" wrong sums, the first in ")
            .append(first));
    if (failure.isEmpty() && cyclesDiffer()) {
      text.append(text.isEmpty() ? "" : "; ")
          .append("the RTL took %d cycles, simulated %d".formatted(rtlCycles, simulatedCycles));
    }
    return text.toString();
  }
}
