package io.bitwright.simulator.timing.stream;

/**
 * A pipeline whose data stream has a companion stream, as scales are: a beat of the companion
 * serves a run of data beats and moves with the last of them; no data beat moves while no companion
 * beat is offered. As in {@link StreamPipeline}, all stands still while a result waits, and each
 * data beat gives a result.
 *
 * @param latencyCycles cycles from the one in which a data beat is accepted to the one in which its
 *     result shows first, without stalls; at least 1
 */
public record CompanionPipeline(int latencyCycles) {
  public CompanionPipeline {
    if (latencyCycles < 1) {
      throw new IllegalArgumentException("latency " + latencyCycles);
    }
  }

  /**
   * Cycles without stalls until the last result has moved.
   *
   * @param beats data beats, at least 1
   */
  public long cycles(long beats) {
    return Math.addExact(beats, latencyCycles);
  }

  /**
   * Cycles until the last result has moved, stepped one by one.
   *
   * @param runs data beats that each companion beat serves, in order; each at least 1
   * @param companions when the source of the companion stream starts to offer a beat
   * @param inputs when the source of the data stream does
   * @param outputs when the sink is ready
   */
  public long cycles(
      int[] runs, StallPattern companions, StallPattern inputs, StallPattern outputs) {
    boolean[] pipeline = new boolean[latencyCycles]; // element d: accepted d + 1 cycles ago
    StallingSource companion = new StallingSource(companions);
    StallingSource input = new StallingSource(inputs);
    int run = 0;
    int served = 0; // beats of the run that have moved
    int inFlight = 0;
    long cycle = 0;
    for (; run < runs.length || inFlight > 0; cycle++) {
      boolean offered = run < runs.length && input.offers(cycle);
      boolean accompanied = run < runs.length && companion.offers(cycle);
      boolean resultValid = pipeline[latencyCycles - 1];
      if (resultValid && !outputs.isWilling(cycle)) {
        continue;
      }
      inFlight -= resultValid ? 1 : 0;
      System.arraycopy(pipeline, 0, pipeline, 1, latencyCycles - 1);
      pipeline[0] = offered && accompanied;
      if (pipeline[0]) {
        inFlight++;
        input.moved();
        served++;
        if (served == runs[run]) {
          companion.moved();
          served = 0;
          run++;
        }
      }
    }
    return cycle;
  }
}
