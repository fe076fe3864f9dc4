package io.bitwright.simulator.timing.stream;

/**
 * A pipeline between an input and an output stream that stands still as a whole while its result
 * waits (docs/units/streams.md, "Pipelines"): every {@code beatsPerResult} accepted beats give one
 * result, {@code latencyCycles} after the last of them.
 *
 * @param latencyCycles cycles from the one in which a beat is accepted to the one in which its
 *     result shows first, without stalls; at least 1
 * @param beatsPerResult input beats to one result, at least 1
 */
public record StreamPipeline(int latencyCycles, int beatsPerResult) {
  public StreamPipeline {
    if (latencyCycles < 1 || beatsPerResult < 1) {
      throw new IllegalArgumentException(
          "latency " + latencyCycles + ", " + beatsPerResult + " beats to a result");
    }
  }

  /**
   * Cycles without stalls until the last result has moved.
   *
   * @param results at least 1
   */
  public long cycles(long results) {
    return Math.addExact(Math.multiplyExact(results, beatsPerResult), latencyCycles);
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param results at least 1
   * @param inputs when the source starts to offer a beat
   * @param outputs when the sink is ready
   */
  public long cycles(long results, StallPattern inputs, StallPattern outputs) {
    boolean[] pipeline = new boolean[latencyCycles]; // element d: accepted d + 1 cycles ago
    StallingSource source = new StallingSource(inputs);
    long inputBeats = results * beatsPerResult;
    long accepted = 0;
    long given = 0;
    long cycle = 0;
    for (; given < results; cycle++) {
      boolean offered = accepted < inputBeats && source.offers(cycle);
      boolean resultValid = pipeline[latencyCycles - 1];
      if (resultValid && !outputs.isWilling(cycle)) {
        continue;
      }
      given += resultValid ? 1 : 0;
      System.arraycopy(pipeline, 0, pipeline, 1, latencyCycles - 1);
      pipeline[0] = false;
      if (offered) {
        source.moved();
        accepted++;
        pipeline[0] = accepted % beatsPerResult == 0;
      }
    }
    return cycle;
  }
}
