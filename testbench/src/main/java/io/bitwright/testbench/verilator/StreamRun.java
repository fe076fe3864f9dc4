package io.bitwright.testbench.verilator;

import io.bitwright.simulator.timing.stream.StallPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run offers to and expects from each stream of a unit. It ends in the cycle in which the
 * last expected beat moves.
 *
 * @param inputs what each input stream is offered, by name
 * @param outputs what each output stream is to give, by name
 * @param cycleLimit cycles after which the run is given up, at least 1
 */
public record StreamRun(Map<String, Input> inputs, Map<String, Output> outputs, long cycleLimit) {

  /** The beats of an input stream, and when they are offered. */
  public record Input(BeatSource source, StallPattern pattern) {}

  /**
   * The beats of an output stream, and when its sink is ready.
   *
   * @param sink takes them
   * @param beats how many there are to come
   * @param pattern when the sink is ready
   */
  public record Output(BeatSink sink, long beats, StallPattern pattern) {
    public Output {
      if (beats < 0) {
        throw new IllegalArgumentException(beats + " beats expected");
      }
    }
  }

  public StreamRun {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    if (cycleLimit < 1) {
      throw new IllegalArgumentException("a run of at most " + cycleLimit + " cycles");
    }
  }
}
