package io.bitwright.testbench.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.mutation.ExplainedSurvivors.Explanation;
import io.bitwright.testbench.mutation.MutantResult.Verdict;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutationTest {
  private static final UnitModel UNIT = UnitCosims.smallUnit(Unit.WEIGHT_STATIONARY_ARRAY);
  private static final Mutation FAULT =
      Mutation.parse(
          "mutate -mode cnot1 -module m -cell $flatten\\u_part.$eq$part.sv:84$405 -port B"
              + " -portbit 2 -ctrlbit 0 -wire u_part.row_q -wirebit 2"
              + " -src top.sv:258.5-270.4 -src part.sv:29.47-29.59");

  @Test
  void lineOfYosysIsRead() {
    assertThat(FAULT)
        .isEqualTo(
            new Mutation(
                0,
                "cnot1",
                "$flatten\\u_part.$eq$part.sv:84$405",
                "B",
                2,
                0,
                "u_part.row_q[2]",
                List.of("top.sv:258.5-270.4", "part.sv:29.47-29.59")));
    assertThat(FAULT.place()).isEqualTo("part.sv:84");
    assertThat(FAULT.numbered(7).command("m", "mutsel", 16))
        .isEqualTo(
            "mutate -ctrl mutsel 16 7 -mode cnot1 -module m"
                + " -cell $flatten\\u_part.$eq$part.sv:84$405 -port B -portbit 2 -ctrlbit 0");
  }

  @Test
  void scoreCountsFaultsOnly() {
    List<MutantResult> results =
        Stream.of(
                Verdict.KILLED,
                Verdict.KILLED,
                Verdict.KILLED,
                Verdict.OPEN,
                Verdict.EQUIVALENT,
                Verdict.EXPLAINED)
            .map(verdict -> new MutantResult(FAULT, verdict, ""))
            .toList();
    MutationReport report = new MutationReport(UNIT, 1, 30, results);
    assertThat(report.relevant()).isEqualTo(4);
    assertThat(report.score()).isEqualTo(0.75);
    assertThat(report.holds()).isFalse();
    assertThat(report.survivors()).hasSize(3);
    assertThat(new MutationReport(UNIT, 1, 30, results.subList(4, 6)).holds()).isFalse();
    assertThat(new MutationReport(UNIT, 1, 30, results.subList(0, 3)).holds()).isTrue();
  }

  @Test
  void explanationsAreRead() {
    String text =
        """
        # for people
        units: some_unit, other_unit
        location: assign a = b: c;
        faults: const0 A[0], inv Y[3]
        reason: it does not matter
        """;
    assertThat(ExplainedSurvivors.parse(text))
        .containsExactly(
            new Explanation(
                List.of("some_unit", "other_unit"),
                "assign a = b: c;",
                List.of("const0 A[0]", "inv Y[3]"),
                "it does not matter"));
    assertThatThrownBy(() -> ExplainedSurvivors.parse("units: some_unit\nreason: none\n"))
        .hasMessageContaining("expected 'location: ...', got 'reason: none'");
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void smallerPlanIsTheBeginningOfALargerOne() {
    MutationPlan few = MutationPlan.of(UNIT, 20, 3);
    MutationPlan many = MutationPlan.of(UNIT, 60, 3);
    assertThat(few.mutations()).hasSize(20).isEqualTo(many.mutations().subList(0, 20));
    assertThat(many.mutations()).noneMatch(Mutation::isOfClock).doesNotHaveDuplicates();
    assertThat(MutationPlan.of(UNIT, 20, 4).mutations()).isNotEqualTo(few.mutations());
  }

  @Test
  @RequiresTools({ExternalTool.YOSYS, ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void sameSeedGivesTheSameReportAndNoKilledMutantIsProvedEquivalent() {
    VerilatorBuild verilator = new VerilatorBuild(BuildCache.ofUser());
    MutationSuite suite = new MutationSuite(UNIT, 12, 5);
    MutationReport report = suite.run(verilator, _ -> {});
    assertThat(suite.run(verilator, _ -> {})).isEqualTo(report);
    MutationPlan plan = MutationPlan.of(UNIT, 12, 5);
    assertThat(report.count(Verdict.KILLED)).isPositive();
    for (MutantResult result : report.results()) {
      if (result.verdict() == Verdict.KILLED) {
        assertThat(result.reason()).isNotEmpty();
        assertThat(MutantEquivalence.proof(plan, result.mutation())).isEmpty();
      }
    }
  }
}
