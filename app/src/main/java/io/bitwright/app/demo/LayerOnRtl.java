package io.bitwright.app.demo;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.simulator.convention.ArithmeticConvention;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.VerilatedMatmul;

/** Runs linear layers on the RTL of an accelerator and holds them against what is expected. */
final class LayerOnRtl {
  private final VerilatedMatmul rtl;
  private final AcceleratorSpec accelerator;
  private final WeightStationaryArray array;

  LayerOnRtl(VerilatedMatmul rtl, AcceleratorSpec accelerator) {
    this.rtl = rtl;
    this.accelerator = accelerator;
    this.array = WeightStationaryArray.of(accelerator.matrixUnit());
  }

  /**
   * @param sums M rows of N: what the golden kernel gave
   */
  LayerCheck check(String layer, byte[][] activations, IntegerWeights weights, int[][] sums) {
    MatmulShape shape = new MatmulShape(activations.length, weights.inputs(), weights.outputs());
    long before = rtl.cycles();
    int[][] fromRtl = rtl.multiply(activations, weights);
    return new LayerCheck(
        layer,
        shape.m(),
        shape.k(),
        shape.n(),
        shape.m() * shape.n(),
        differences(sums, fromRtl),
        rtl.cycles() - before,
        array.cycles(shape),
        joules(shape, weights.format()),
        joules(shape, NumberFormat.FP16));
  }

  private double joules(MatmulShape shape, NumberFormat weights) {
    return EnergyAccounting.arithmetic(
            ArithmeticConvention.linearLayer(shape, weights), accelerator.technologyNm())
        .total();
  }

  private static long differences(int[][] expected, int[][] got) {
    long differences = 0;
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < expected[row].length; column++) {
        if (expected[row][column] != got[row][column]) {
          differences++;
        }
      }
    }
    return differences;
  }
}
