package io.bitwright.testbench.cosim;

import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import io.bitwright.testbench.verilator.BeatSink;
import java.util.List;

/** Takes the beats of an output stream and holds them against what the golden model says. */
public interface BeatCheck extends BeatSink {
  /** Beats that must come. */
  long beats();

  /** The values that were wrong, once the run is over. */
  List<ValueMismatch> mismatches();
}
