package io.bitwright.testbench.cosim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run whose beats all lie in memory.
 *
 * @param workload the size of the work, in words
 * @param operands what the operands look like
 * @param stalls when the unit's partners are willing
 * @param inputs what each input stream is offered, by name
 * @param expected what each output stream must give, by name
 * @param simulatedCycles cycles that the simulator predicts
 */
public record BeatsCase(
    String workload,
    String operands,
    StreamStalls stalls,
    Map<String, Beats> inputs,
    Map<String, Beats> expected,
    long simulatedCycles)
    implements CosimCase {
  public BeatsCase {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
  }

  @Override
  public Map<String, Beats> expectedBeats() {
    return expected;
  }

  @Override
  public Streams streams() {
    Map<String, BeatCheck> checks = new LinkedHashMap<>();
    expected.forEach((name, beats) -> checks.put(name, new ExpectedBeats(beats)));
    return new Streams(new LinkedHashMap<>(inputs), checks);
  }
}
