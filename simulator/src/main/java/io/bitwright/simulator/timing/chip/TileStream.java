package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.timing.memory.AccessPattern;
import io.bitwright.simulator.timing.memory.Memory;
import io.bitwright.simulator.timing.pipeline.DoubleBufferedPipeline;
import io.bitwright.simulator.timing.pipeline.DoubleBufferedPipeline.State;

/**
 * An operator cut into equal steps that are loaded, computed and stored, with two halves of each
 * buffer: while step p is computed in one half, step p+1 is loaded into the other.
 *
 * <p>The rules, with one memory channel and one computing unit:
 *
 * <ol>
 *   <li>The channel serves, in this order: the prologue (what all first steps need), load 0, load
 *       1, then for each p from 2: load p, store p-2; at the end the stores that are left.
 *   <li>Load p starts when the computation of step p-2 has freed its half.
 *   <li>A step is computed when its predecessor is done, its load has arrived (one memory latency
 *       after it left the channel) and store p-2 has freed its half of the result buffer.
 *   <li>A store starts when its step has been computed. Stores are posted: the operator ends with
 *       the last one's last byte on the channel.
 * </ol>
 *
 * @param steps steps, at least 1
 * @param prologueBytes bytes read before the first step's own
 * @param loadBytes bytes read for each step
 * @param computeSeconds time to compute a step
 * @param storeBytes bytes written after each step
 * @param loads how the bytes of the loads lie in memory; prologue and stores are streams
 */
public record TileStream(
    long steps,
    double prologueBytes,
    double loadBytes,
    double computeSeconds,
    double storeBytes,
    AccessPattern loads) {

  /** Steps whose loads are streams. */
  public TileStream(
      long steps,
      double prologueBytes,
      double loadBytes,
      double computeSeconds,
      double storeBytes) {
    this(steps, prologueBytes, loadBytes, computeSeconds, storeBytes, AccessPattern.SEQUENTIAL);
  }

  /**
   * Seconds from the first request to the last byte written: fill, steady state and drain in closed
   * form, at a cost that does not grow with the steps. {@link TileEventEngine} is its reference.
   *
   * <p>From step 2 on the channel spends load + store on a step, and may go on as soon as the step
   * before last is done, so this is a {@link DoubleBufferedPipeline}; its steady rate is the
   * greatest of the channel's time, the computing time, and half of load + max(latency, store) +
   * computing, which binds where two halves are too few to hide the latency.
   */
  public double seconds(Memory memory) {
    double load = memory.transferSeconds(loadBytes, loads);
    double store = memory.transferSeconds(storeBytes);
    double latency = memory.latencySeconds();
    double loaded = memory.transferSeconds(prologueBytes) + load;
    double done = loaded + latency + computeSeconds;
    if (steps == 1) {
      return done + store;
    }
    double loadedNext = loaded + load;
    double doneNext = Math.max(done, loadedNext + latency) + computeSeconds;
    double forward = Math.max(latency - store, 0);
    State last =
        new DoubleBufferedPipeline(load + store, forward, computeSeconds, 0)
            .advance(new State(loadedNext, doneNext, done), steps - 2);
    double lastStoreButOne = Math.max(last.loaded(), last.doneBefore()) + store;
    return Math.max(lastStoreButOne, last.done()) + store;
  }

  /** Bytes that cross the channel. */
  public double totalBytes() {
    return prologueBytes + steps * (loadBytes + storeBytes);
  }
}
