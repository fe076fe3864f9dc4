package io.bitwright.testbench.gatelevel;

/** What happened in the counted cycles of a gate-level run. */
final class GateActivity {
  /** Toggles of each net. */
  final long[] toggles;

  /** Joules within each cell, those of the clock's edges left out. */
  final double[] cellJoules;

  /** Joules within flip-flops at the clock's edges. */
  double clockPinJoules;

  /** Pulses that were too short to pass a cell. */
  long swallowed;

  GateActivity(int nets, int cells) {
    toggles = new long[nets];
    cellJoules = new double[cells];
  }

  /** Toggles of all nets. */
  long allToggles() {
    long sum = 0;
    for (long count : toggles) {
      sum += count;
    }
    return sum;
  }
}
