package io.bitwright.testbench.formal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.ActivationOrder;
import io.bitwright.codegen.unit.BitPlaneArrayModel;
import io.bitwright.codegen.unit.RtlProof;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that is claimed of every kind of unit is proved. */
@RequiresTools({ExternalTool.YOSYS, ExternalTool.YOSYS_ABC})
@Execution(ExecutionMode.CONCURRENT)
class UnitProofsTest {

  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyClaimHoldsForAllInputs(Unit unit) {
    assertEveryClaimHolds(UnitCosims.smallUnit(unit));
  }

  @Test
  void everyClaimHoldsForActivationsBitByBit() {
    BitPlaneArrayModel unit = BitPlaneArrayModel.of(3, 1, 2, ActivationOrder.SERIAL, 2, 6);
    assertEveryClaimHolds(unit);
    assertThat(unit.proofs()).extracting(RtlProof::name).contains("bit_serial_tree_proof");
  }

  private static void assertEveryClaimHolds(UnitModel unit) {
    List<ProofTask> tasks = ProofTask.of(unit);
    // At least the three rules of streams.
    assertThat(tasks).hasSizeGreaterThanOrEqualTo(3);
    assertThat(tasks).extracting(ProofTask::top).doesNotHaveDuplicates();
    for (ProofTask task : tasks) {
      ProofResult result = new Prover().prove(task);
      assertThat(result.holds())
          .as("%s (%s): %s", task.claim(), task.widths(), result.verdictText())
          .isTrue();
    }
  }
}
