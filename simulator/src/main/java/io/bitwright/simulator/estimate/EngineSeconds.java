package io.bitwright.simulator.estimate;

/**
 * How long an operator takes and how long each engine is busy during it. Engines work at the same
 * time, so the parts do not add up to the whole; while none is busy, the operator waits.
 *
 * @param whole from the first request to the last result
 * @param matrix the matrix units
 * @param memory the off-chip memory
 * @param vector the vector unit; of a GPU, the cache and the exponentials
 */
public record EngineSeconds(double whole, double matrix, double memory, double vector) {

  /** Those of so many runs, one after the other. */
  public EngineSeconds times(long count) {
    return new EngineSeconds(whole * count, matrix * count, memory * count, vector * count);
  }

  /** The same after a time in which no engine is busy. */
  public EngineSeconds after(double waitSeconds) {
    return new EngineSeconds(whole + waitSeconds, matrix, memory, vector);
  }
}
