package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.UnitModel;
import java.util.Optional;

/**
 * One run on the RTL, held against the golden kernel and the simulator.
 *
 * @param unit the unit
 * @param workload the size of the work, in words
 * @param operands what the operands looked like
 * @param stalls which streams stalled
 * @param rtlCycles clock cycles of the RTL, 0 if it did not come to an end
 * @param simulatedCycles clock cycles that the simulator predicts
 * @param valueMismatches values that differ from the golden model's
 * @param firstMismatch the first of them to leave the unit
 * @param failure why the run did not come to its end or did not leave the unit as it must
 */
public record CosimResult(
    UnitModel unit,
    String workload,
    String operands,
    StreamStalls.Kind stalls,
    long rtlCycles,
    long simulatedCycles,
    long valueMismatches,
    Optional<ValueMismatch> firstMismatch,
    Optional<String> failure) {

  /**
   * A wrong value.
   *
   * @param cycle cycle in which its beat moved, counted from 0
   * @param place where in the results: {@code row 3, column 5}
   * @param expected the golden model's value
   * @param got the RTL's value
   */
  public record ValueMismatch(long cycle, String place, long expected, long got) {
    @Override
    public String toString() {
      return "cycle %d, %s: expected %d, got %d".formatted(cycle, place, expected, got);
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
    return "%s %s, stalls: %s".formatted(workload, operands, stalls.label());
  }

  /** What disagrees, in one line; empty if nothing does. */
  public String disagreement() {
    StringBuilder text = new StringBuilder();
    failure.ifPresent(text::append);
    firstMismatch.ifPresent(first ->
        text.append(text.isEmpty() ? "" : "; ")
            .append(valueMismatches)
            .append(" wrong values, the first in ")
            .append(first));
    if (failure.isEmpty() && cyclesDiffer()) {
      text.append(text.isEmpty() ? "" : "; ")
          .append("the RTL took %d cycles, simulated %d".formatted(rtlCycles, simulatedCycles));
    }
    return text.toString();
  }
}
