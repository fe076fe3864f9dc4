package io.bitwright.testbench.cosim;

import java.util.List;

/**
 * Products run on RTL and held against golden kernel and simulator.
 *
 * @param results one a product, in the order of the units and their cases
 */
public record CosimReport(List<CosimResult> results) {
  public CosimReport {
    results = List.copyOf(results);
  }

  /** Products run. */
  public int cases() {
    return results.size();
  }

  /** Sums that differ from the golden kernel's, over all products. */
  public long valueMismatches() {
    return results.stream().mapToLong(CosimResult::valueMismatches).sum();
  }

  /** Products whose cycles differ from the simulator's, or that did not come to their end. */
  public long cycleDifferences() {
    return results.stream().filter(CosimResult::cyclesDiffer).count();
  }

  /** Whether everything agrees, and there was something to agree. */
  public boolean agrees() {
    return !results.isEmpty() && results.stream().allMatch(CosimResult::agrees);
  }
}
