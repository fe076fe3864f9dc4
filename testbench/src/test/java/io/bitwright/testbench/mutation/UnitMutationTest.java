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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Does the co-simulation of every kind of unit notice faults? {@code mutate} asks with more. */
@RequiresTools({ExternalTool.YOSYS, ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
class UnitMutationTest {
  private static final int MUTANTS = 150;

  /** Of {@code mutate}: the mutants that explanations are written for. */
  private static final int EXPLAINED_MUTANTS = 1000;

  private static final long SEED = 1;
  private static final VerilatorBuild VERILATOR = new VerilatorBuild(BuildCache.ofUser());

  @ParameterizedTest
  @EnumSource(Unit.class)
  void faultsAreNoticed(Unit unit) {
    MutationReport report =
        new MutationSuite(UnitCosims.smallUnit(unit), MUTANTS, SEED).run(VERILATOR, _ -> {});
    assertThat(report.results()).hasSize(MUTANTS);
    assertThat(report.score()).as("score of %s", unit).isGreaterThanOrEqualTo(0.98);
    assertThat(report.survivors())
        .as("survivors that are neither proved nor explained to be no fault")
        .filteredOn(result -> result.verdict() == Verdict.OPEN)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyExplanationIsNeeded(Unit unit) {
    List<Explanation> explanations = ExplainedSurvivors.of(unit);
    if (explanations.isEmpty()) {
      return; // nothing to explain is the best that can be
    }
    MutationSuite suite = new MutationSuite(UnitCosims.smallUnit(unit), EXPLAINED_MUTANTS, SEED);
    MutationPlan all = MutationPlan.of(suite.unit(), EXPLAINED_MUTANTS, SEED);
    MutationPlan explained =
        all.only(mutation -> explanations.stream().anyMatch(e -> e.explains(all, mutation)));
    MutationReport report = suite.run(explained, VERILATOR, _ -> {});
    Set<String> unneeded = new HashSet<>();
    for (Explanation explanation : explanations) {
      explanation.faults().forEach(f -> unneeded.add(explanation.location() + ": " + f));
    }
    for (MutantResult survivor : report.survivors()) {
      if (survivor.verdict() == Verdict.EXPLAINED) {
        Mutation mutation = survivor.mutation();
        assertThat(MutantEquivalence.proof(explained, mutation))
            .as("SAT shows %s to be no fault; no explanation is needed", mutation)
            .isEmpty();
        unneeded.remove(explained.locationOf(mutation) + ": " + Explanation.faultOf(mutation));
      }
    }
    assertThat(unneeded).as("explanations of mutants that do not survive").isEmpty();
  }
}
