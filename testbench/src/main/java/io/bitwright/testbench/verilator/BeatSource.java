package io.bitwright.testbench.verilator;

import java.lang.foreign.MemorySegment;

/** The beats that a run offers to one input stream. */
public interface BeatSource {

  /** Beats in all. */
  long beats();

  /**
   * Writes a beat into a buffer, as {@link io.bitwright.codegen.model.StreamHarnessModel.Stream}
   * lays it out; the buffer may hold anything before.
   *
   * @param beat its number, counted from 0; every beat is asked for once, in order
   * @param buffer where to
   * @param offset first byte of the beat
   */
  void write(long beat, MemorySegment buffer, long offset);

  /**
   * Called for every beat that has moved, in order.
   *
   * @param beat its number, counted from 0
   * @param cycle the cycle in which it moved, counted from the first cycle of the run
   */
  default void moved(long beat, long cycle) {}
}
