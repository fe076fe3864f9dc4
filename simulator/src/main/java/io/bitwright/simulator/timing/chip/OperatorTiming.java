package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.mapping.ProductMapping;
import java.util.Optional;

/**
 * What one operator takes on a chip.
 *
 * @param matrixCycles clock cycles of the matrix units
 * @param vectorCycles clock cycles of the vector unit
 * @param seconds from the first request to the last byte written
 * @param boundBy what the time is spent on
 * @param traffic bytes moved
 * @param stream the steps that were timed
 * @param mapping how a product was cut into these steps; empty of other work
 * @param note what a user should know about how it ran; empty if nothing
 */
public record OperatorTiming(
    long matrixCycles,
    long vectorCycles,
    double seconds,
    Bound boundBy,
    Traffic traffic,
    TileStream stream,
    Optional<ProductMapping> mapping,
    String note) {

  /** Cycles of the busier of matrix units and vector unit, which work at the same time. */
  public long computeCycles() {
    return Math.max(matrixCycles, vectorCycles);
  }
}
