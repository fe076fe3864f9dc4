package io.bitwright.testbench.cosim;

import java.util.function.LongSupplier;

/** The cycles that the simulator predicts for a run. */
final class SimulatedCycles {
  private SimulatedCycles() {}

  /**
   * Cycles by stepping, which without stalls must be those of the closed form.
   *
   * @param run what is simulated, for the message
   * @param closed gives the cycles of the closed form; asked only where no stream stalls
   * @throws IllegalStateException if they are not
   */
  static long of(Object run, StreamStalls stalls, long stepped, LongSupplier closed) {
    if (stalls.isNone() && closed.getAsLong() != stepped) {
      throw new IllegalStateException(
          "%s: the simulator's closed form gives %d cycles, its stepped model %d"
              .formatted(run, closed.getAsLong(), stepped));
    }
    return stepped;
  }
}
