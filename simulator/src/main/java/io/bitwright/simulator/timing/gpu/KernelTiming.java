package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.timing.chip.Traffic;
import io.bitwright.simulator.timing.memory.AccessPattern;

/**
 * What one operator takes on a GPU.
 *
 * @param seconds all of it, overheads included
 * @param matrixSeconds of it, the tensor cores alone
 * @param memorySeconds of it, the memory alone
 * @param vectorSeconds of it, other units alone
 * @param traffic bytes moved; on chip, what passes the level-2 cache
 */
public record KernelTiming(
    double seconds,
    double matrixSeconds,
    double memorySeconds,
    double vectorSeconds,
    Traffic traffic) {

  /** What most of the time is spent on. */
  public Bound boundBy() {
    return Bound.of(seconds, matrixSeconds, memorySeconds, vectorSeconds);
  }

  /** The same with more time in which nothing else happens. */
  public KernelTiming after(double overheadSeconds) {
    return new KernelTiming(
        seconds + overheadSeconds, matrixSeconds, memorySeconds, vectorSeconds, traffic);
  }

  /** Both, one after the other. */
  public KernelTiming then(KernelTiming next) {
    return new KernelTiming(
        seconds + next.seconds,
        matrixSeconds + next.matrixSeconds,
        memorySeconds + next.memorySeconds,
        vectorSeconds + next.vectorSeconds,
        traffic.plus(next.traffic).reading(AccessPattern.SEQUENTIAL));
  }
}
