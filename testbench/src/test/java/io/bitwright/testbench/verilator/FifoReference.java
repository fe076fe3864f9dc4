package io.bitwright.testbench.verilator;

import io.bitwright.simulator.timing.stream.StallPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * When each beat enters and leaves {@code tagged_fifo}: the stall rules, followed cycle by cycle.
 */
final class FifoReference {
  private static final int DEPTH = 4;

  private final List<Long> entered = new ArrayList<>();
  private final List<Long> left = new ArrayList<>();

  FifoReference(int beats, StallPattern source, StallPattern sink) {
    boolean offering = false;
    for (long cycle = 0; left.size() < beats; cycle++) {
      offering = offering || (entered.size() < beats && source.isWilling(cycle));
      int inside = entered.size() - left.size();
      boolean enters = offering && inside < DEPTH;
      if (inside > 0 && sink.isWilling(cycle)) {
        left.add(cycle);
      }
      if (enters) {
        entered.add(cycle);
        offering = false;
      }
    }
  }

  List<Long> entered() {
    return entered;
  }

  List<Long> left() {
    return left;
  }
}
