package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.util.Random;
import org.junit.jupiter.api.Test;

@RequiresVerilator
class VerilatedMatmulTest {
  private static final WeightStationaryArrayModel UNIT =
      WeightStationaryArrayModel.of(8, 6, NumberFormat.TERNARY, 16, 100);

  @Test
  void productsOneAfterTheOtherEqualTheGoldenKernelsAndCyclesAddUp() {
    Random random = new Random(1);
    WeightStationaryArray simulated = new WeightStationaryArray(8, 6, 16);
    long cycles = 0;
    try (VerilatedMatmul rtl = VerilatedMatmul.open(UNIT, CosimBuild.VERILATOR)) {
      for (int product = 0; product < 5; product++) {
        MatmulShape shape =
            new MatmulShape(random.nextInt(1, 40), random.nextInt(1, 101), random.nextInt(1, 40));
        MatmulOperands operands =
            OperandPattern.RANDOM.operands(shape, NumberFormat.TERNARY, random);
        assertThat(rtl.multiply(operands.activations(), operands.weights()))
            .isDeepEqualTo(
                new GoldenIntegerMatmul().multiply(operands.activations(), operands.weights()));
        cycles += simulated.cycles(shape);
        assertThat(rtl.cycles()).isEqualTo(cycles);
      }
    }
  }

  @Test
  void longerSumThanTheAccumulatorsHoldIsRefused() {
    MatmulOperands operands =
        OperandPattern.RANDOM.operands(
            new MatmulShape(1, 101, 2), NumberFormat.TERNARY, new Random(2));
    try (VerilatedMatmul rtl = VerilatedMatmul.open(UNIT, CosimBuild.VERILATOR)) {
      assertThatThrownBy(() -> rtl.multiply(operands.activations(), operands.weights()))
          .isInstanceOf(SpecException.class)
          .hasMessage("K = 101 is longer than the unit's accumulators hold: longest-sum = 100");
    }
  }
}
