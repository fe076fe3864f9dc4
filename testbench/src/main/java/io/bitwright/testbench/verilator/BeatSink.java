package io.bitwright.testbench.verilator;

import java.lang.foreign.MemorySegment;

/** Takes the beats that a run receives from one output stream. */
@FunctionalInterface
public interface BeatSink {

  /**
   * Called for every beat, in order.
   *
   * @param beat its number, counted from 0
   * @param cycle the cycle in which it moved, counted from the first cycle of the run
   * @param buffer holds the beat as {@link io.bitwright.codegen.model.StreamHarnessModel.Stream}
   *     lays it out; valid during the call only
   * @param offset first byte of the beat
   */
  void accept(long beat, long cycle, MemorySegment buffer, long offset);
}
