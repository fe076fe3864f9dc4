package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.verilator.BuildOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of unit against its golden model and its simulated cycles. */
@RequiresVerilator
class UnitCosimTest {
  private static final int FEWEST_SETS = 6;
  private static final int MOST_SETS = 9; // of a unit here; cosim --all runs all
  private static final int RUNS_PER_SET = 6;

  @ParameterizedTest
  @EnumSource(Unit.class)
  void valuesAndCyclesAgree(Unit unit) {
    List<? extends UnitModel> sets = UnitCosims.parameterSets(unit);
    assertThat(sets).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FEWEST_SETS);
    int count = Math.min(sets.size(), MOST_SETS);
    CosimSuite suite =
        new CosimSuite(sets.subList(0, count), count * RUNS_PER_SET, 7, Optional.empty());
    CosimReport report =
        suite.run(CosimBuild.VERILATOR, BuildOptions.forTests(), Optional.empty(), _ -> {});
    String disagreements =
        report.results().stream()
            .filter(result -> !result.agrees())
            .map(result ->
                "%s %s: %s".formatted(result.unit().title(), result.title(), result.disagreement()))
            .collect(Collectors.joining("\n"));
    assertThat(disagreements).isEmpty();
    assertThat(report.cases()).isEqualTo(count * RUNS_PER_SET);
    assertThat(report.agrees()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void sameSeedDrawsTheSameRuns(Unit unit) {
    UnitModel small = UnitCosims.smallUnit(unit);
    for (int number = 0; number < 4; number++) {
      CosimCase one = UnitCosims.draw(small, number, Optional.empty(), new Random(number));
      CosimCase other = UnitCosims.draw(small, number, Optional.empty(), new Random(number));
      assertThat(one.workload()).isEqualTo(other.workload());
      assertThat(one.simulatedCycles()).isEqualTo(other.simulatedCycles()).isPositive();
      assertThat(one.operands()).isEqualTo(other.operands());
    }
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void firstRunHasNoStalls(Unit unit) {
    CosimCase first =
        UnitCosims.draw(UnitCosims.smallUnit(unit), 0, Optional.empty(), new Random(1));
    assertThat(first.stalls().isNone()).isTrue();
  }
}
