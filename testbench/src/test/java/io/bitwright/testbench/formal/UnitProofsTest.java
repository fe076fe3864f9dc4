package io.bitwright.testbench.formal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that is claimed of every kind of unit is proved. */
@RequiresTools({ExternalTool.YOSYS, ExternalTool.YOSYS_ABC})
class UnitProofsTest {

  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyClaimHoldsForAllInputs(Unit unit) {
    List<ProofTask> tasks = ProofTask.of(UnitCosims.smallUnit(unit));
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
