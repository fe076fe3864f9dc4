package io.bitwright.testbench.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.mutation.ExplainedSurvivors.Explanation;
import io.bitwright.testbench.mutation.MutantResult.Verdict;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Does the co-simulation of every kind of unit notice faults? {@code mutate} asks with more. */
@RequiresTools({ExternalTool.YOSYS, ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
class UnitMutationTest {
  /** Of {@code mutate}: the mutants that explanations are written for. */
  private static final int ALL_MUTANTS = 1000;

  /** Of them, so many are tried here, and all that are explained. */
  private static final int MUTANTS = 150;

  private static final long SEED = 1;
  private static final VerilatorBuild VERILATOR = new VerilatorBuild(BuildCache.ofUser());

  @ParameterizedTest
  @EnumSource(Unit.class)
  void faultsAreNoticedAndSurvivorsExplained(Unit unit) {
    List<Explanation> explanations = ExplainedSurvivors.of(unit);
    MutationSuite suite = new MutationSuite(UnitCosims.smallUnit(unit), ALL_MUTANTS, SEED);
    MutationPlan all = MutationPlan.of(suite.unit(), ALL_MUTANTS, SEED);
    Predicate<Mutation> explained =
        mutation -> explanations.stream().anyMatch(e -> e.explains(all, mutation));
    MutationPlan chosen = all.only(m -> m.number() <= MUTANTS || explained.test(m));

    MutationReport report = suite.run(chosen, VERILATOR, _ -> {});

    assertThat(report.results()).hasSizeGreaterThanOrEqualTo(MUTANTS);
    MutationReport ofTheFirst =
        new MutationReport(suite.unit(), SEED, report.runs(), report.results().subList(0, MUTANTS));
    assertThat(open(ofTheFirst)).as("survivors of %s that nothing explains", unit).isEmpty();
    for (Explanation explanation : explanations) {
      assertThat(report.survivors())
          .as("survivors at %s: is an explanation not needed?", explanation.location())
          .anyMatch(survivor -> explanation.explains(chosen, survivor.mutation()));
    }
  }

  private static List<String> open(MutationReport report) {
    return report.survivors().stream()
        .filter(result -> result.verdict() == Verdict.OPEN)
        .map(result -> result.mutation().toString())
        .toList();
  }
}
