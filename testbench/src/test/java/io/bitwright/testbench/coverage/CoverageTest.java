package io.bitwright.testbench.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.coverage.CoveragePoint.Kind;
import io.bitwright.testbench.coverage.CoverageReport.Point;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoverageTest {
  private static final List<String> COUNTS =
      List.of(
          "# SystemC::Coverage-3",
          line("f=part.sv,l=75,n=15,page=v_branch/part,o=else,h=top.top.u_part", 0),
          line("f=part.sv,l=30,n=47,page=v_toggle/part,o=total[3],h=top.top.u_part", 5),
          line("f=top.sv,l=9,n=1,page=v_toggle/top,o=clk_i,h=top.top", 2));

  private static String line(String values, long count) {
    StringBuilder text = new StringBuilder("C '");
    for (String value : values.split(",", -1)) {
      text.append('\u0001').append(value.replace('=', '\u0002'));
    }
    return text.append("' ").append(count).toString();
  }

  private static final CoveragePoint BRANCH =
      new CoveragePoint(Kind.LINE, "part.sv", 75, 15, "else", "top.top.u_part");
  private static final CoveragePoint BIT =
      new CoveragePoint(Kind.TOGGLE, "part.sv", 30, 47, "total[3]", "top.top.u_part");

  @Test
  void countsOfSeveralModelsAddUp() {
    Map<CoveragePoint, Long> counts = new LinkedHashMap<>();
    CoveragePoint.addCounts(COUNTS, counts);
    CoveragePoint.addCounts(COUNTS, counts);
    assertThat(counts).hasSize(3).containsEntry(BRANCH, 0L).containsEntry(BIT, 10L);
    assertThat(BIT.path()).isEqualTo("u_part.total[3]");
    assertThat(BIT.place()).isEqualTo("part.sv:30");
    assertThatThrownBy(() -> CoveragePoint.addCounts(List.of("D 'x' 1"), counts))
        .hasMessageContaining("D 'x' 1");
  }

  @Test
  void lineThatIsNotRunFailsAndAnExcludedOneDoesNotCount() {
    Point missed = new Point(BRANCH, 0, "");
    Point toggled = new Point(BIT, 10, "");
    Point run = new Point(new CoveragePoint(Kind.LINE, "part.sv", 1, 1, "block", "top.top"), 1, "");
    var unit = UnitCosims.smallUnit(Unit.WEIGHT_STATIONARY_ARRAY);
    CoverageReport fails = new CoverageReport(unit, 10, List.of(missed, toggled, run));
    assertThat(fails.share(Kind.LINE)).isEqualTo(0.5);
    assertThat(fails.missing()).containsExactly(BRANCH);
    assertThat(fails.holds()).isFalse();
    CoverageReport holds =
        new CoverageReport(
            unit, 10, List.of(new Point(BRANCH, 0, "it cannot happen"), toggled, run));
    assertThat(holds.excluded()).isEqualTo(1);
    assertThat(holds.missing()).isEmpty();
    assertThat(holds.holds()).isTrue();
  }

  @Test
  void exclusionsNamePathsOrLines() {
    List<CoverageExclusion> read =
        CoverageExclusion.parse(
            """
            # for people
            some_unit | u_part.total[*] | the sum is never so large
            some_unit | default: state_d = StIdle; | all states are listed
            """);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).excludes(BIT, "")).isTrue();
    assertThat(read.get(0).excludes(BRANCH, "total")).isFalse();
    assertThat(read.get(1).excludes(BRANCH, "default: state_d = StIdle;")).isTrue();
    assertThatThrownBy(() -> CoverageExclusion.parse("some_unit | u_part.total[3]\n"))
        .hasMessageContaining("is not 'unit | points | reason'");
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresVerilator
  void everyLineRunsAndTheBitsToggle(Unit unit) {
    CoverageReport report =
        new CoverageSuite(UnitCosims.smallUnit(unit), 1)
            .run(new VerilatorBuild(BuildCache.ofUser()));
    String missing =
        String.join("\n", report.missing().stream().map(p -> p.place() + " " + p.path()).toList());
    assertThat(report.relevant(Kind.LINE)).isPositive();
    assertThat(report.share(Kind.LINE)).as(missing).isEqualTo(1.0);
    assertThat(report.share(Kind.TOGGLE)).as(missing).isGreaterThanOrEqualTo(0.98);
    for (CoverageExclusion exclusion : CoverageExclusion.of(unit)) {
      assertThat(report.points())
          .as("points that are excluded because %s", exclusion.reason())
          .filteredOn(point -> point.excluded().equals(exclusion.reason()))
          .isNotEmpty()
          .allMatch(point -> point.count() == 0);
    }
  }
}
