package io.bitwright.app.generation;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.kernel.PreparedWeights;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.spec.workload.MatmulShape;

/** Products of any engine, with the cycles that the simulator predicts for them added up. */
public final class CycleCountingMatmul implements IntegerMatmul {
  private final IntegerMatmul engine;
  private final MatrixUnit array;
  private long cycles;

  /**
   * @param engine computes the products
   * @param array the array whose cycles are counted
   */
  public CycleCountingMatmul(IntegerMatmul engine, MatrixUnit array) {
    this.engine = engine;
    this.array = array;
  }

  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    count(activations, weights);
    return engine.multiply(activations, weights);
  }

  @Override
  public PreparedWeights prepare(IntegerWeights weights) {
    PreparedWeights prepared = engine.prepare(weights);
    return activations -> {
      count(activations, weights);
      return prepared.multiply(activations);
    };
  }

  private void count(byte[][] activations, IntegerWeights weights) {
    cycles +=
        array.cycles(new MatmulShape(activations.length, weights.inputs(), weights.outputs()));
  }

  /** Simulated clock cycles of all products so far. */
  public long cycles() {
    return cycles;
  }
}
