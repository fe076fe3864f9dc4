package io.bitwright.testbench.cosim;

import io.bitwright.testbench.verilator.BeatSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of a unit: what it is offered, what it must give, and in how many cycles. */
public interface CosimCase {
  /** The size of the work: {@code 7x33x12} of a product, {@code 40 rows} of a stream. */
  String workload();

  /** What the operands look like: {@code random}. */
  String operands();

  /** When the unit's partners are willing. */
  StreamStalls stalls();

  /** The cycles that the simulator predicts, up to the one in which the last result moves. */
  long simulatedCycles();

  /**
   * What each output stream must give, bit for bit, by name.
   *
   * @throws IllegalStateException if the case leaves bits of a beat open
   */
  Map<String, Beats> expectedBeats();

  /** The beats, fresh: good for one run. */
  Streams streams();

  /**
   * The beats of one run.
   *
   * @param inputs what each input stream is offered, by name
   * @param outputs what each output stream must give, by name
   */
  record Streams(Map<String, BeatSource> inputs, Map<String, BeatCheck> outputs) {
    public Streams {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
  }
}
