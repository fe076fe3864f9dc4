package org.example.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bitwright.junit.Cosim;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.CosimReport;
import org.junit.jupiter.api.Test;

class ChipTest {
  private static final String CHIP = "src/main/hardware/my-chip.yaml";

  @Cosim(value = CHIP, cases = 6, seed = 7)
  void rtlAgreesWithGoldenAndSimulator() {}

  @Cosim(
      unit = "weight_stationary_array",
      settings = {"rows=3", "columns=5", "longest-sum=64"},
      cases = 3)
  void rtlOfAUnitAgrees(CosimReport runs) {
    assertEquals(3, runs.cases());
  }

  @Test
  void layerTakesNoLongerThanAMillisecond() {
    Machine chip = Machine.of(AcceleratorLibrary.resolve(CHIP));
    CostEstimate layer =
        CostEstimate.ofMatmul(
            chip,
            new MatmulShape(16, 256, 160),
            NumberFormat.TERNARY,
            NumberFormat.INT8,
            EnergyView.SYSTEM,
            chip.energy(45));

    assertTrue(
        layer.estimate().latencySeconds() < 1e-3, () -> layer.estimate().latencySeconds() + " s");
  }
}
