package io.bitwright.testbench.verilator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run that came to its end.
 *
 * @param cycles from the first cycle up to and including the one in which the last expected beat
 *     moved
 * @param inputBeatsMoved beats that the unit took from each input stream, by name; fewer than
 *     offered if it gave its results without them
 */
public record RunResult(long cycles, Map<String, Long> inputBeatsMoved) {
  public RunResult {
    inputBeatsMoved = Collections.unmodifiableMap(new LinkedHashMap<>(inputBeatsMoved));
  }
}
