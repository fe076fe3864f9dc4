package io.bitwright.testbench.cosim;

import io.bitwright.simulator.timing.matrix.StationaryTileUnit;
import io.bitwright.spec.workload.MatmulShape;

/** The cycles that the simulator predicts for a product on a unit with a stationary tile. */
final class TileCycles {
  private TileCycles() {}

  /**
   * Cycles by stepping, which without stalls must be those of the closed form.
   *
   * @throws IllegalStateException if they are not
   */
  static long of(StationaryTileUnit unit, MatmulShape shape, StreamStalls stalls) {
    long stepped =
        unit.cycles(shape, stalls.of("weight"), stalls.of("activation"), stalls.of("result"));
    return SimulatedCycles.of(
        "%s on %s".formatted(shape, unit), stalls, stepped, () -> unit.cycles(shape));
  }
}
