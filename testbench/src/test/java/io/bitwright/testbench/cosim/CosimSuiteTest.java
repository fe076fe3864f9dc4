package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.verilator.BuildOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresVerilator
class CosimSuiteTest {
  private static final List<Integer> SIDES = IntStream.rangeClosed(1, 33).boxed().toList();
  private static final WeightStationaryArrayModel SMALL =
      WeightStationaryArrayModel.of(5, 3, NumberFormat.TERNARY, 6, 20);

  @Test
  void unitsCoverEverySizeAndFormat() {
    CosimSuite suite = CosimSuite.overManyUnits(528, 1);
    assertThat(suite.units()).hasSizeGreaterThanOrEqualTo(48);
    List<WeightStationaryArrayModel> units =
        suite.units().stream().map(WeightStationaryArrayModel.class::cast).toList();
    assertThat(units).map(WeightStationaryArrayModel::rows).containsAll(SIDES);
    assertThat(units).map(WeightStationaryArrayModel::columns).containsAll(SIDES);
    for (int side : List.of(1, 33)) {
      assertThat(units)
          .filteredOn(unit -> unit.rows() == side && unit.columns() == side)
          .hasSizeGreaterThanOrEqualTo(3);
    }
    for (NumberFormat format :
        List.of(NumberFormat.INT8, NumberFormat.INT4, NumberFormat.TERNARY, NumberFormat.BINARY)) {
      assertThat(units).filteredOn(unit -> unit.weights() == format).hasSizeGreaterThanOrEqualTo(8);
    }
  }

  @Test
  void fiveHundredRandomProductsAgreeInValuesAndCycles() {
    CosimSuite suite = CosimSuite.overManyUnits(528, 20_240_607);
    CosimReport report =
        suite.run(CosimBuild.VERILATOR, BuildOptions.forTests(), Optional.empty(), _ -> {});
    String disagreements =
        report.results().stream()
            .filter(result -> !result.agrees())
            .map(result -> result.unit() + " " + result.title() + ": " + result.disagreement())
            .collect(Collectors.joining("\n"));
    assertThat(disagreements).isEmpty();
    assertThat(report.cases()).isEqualTo(528);
    assertThat(report.valueMismatches()).isZero();
    assertThat(report.cycleDifferences()).isZero();
    assertThat(report.agrees()).isTrue();
    for (StreamStalls.Kind kind : StreamStalls.Kind.values()) {
      assertThat(report.results())
          .filteredOn(result -> result.stalls() == kind)
          .hasSizeGreaterThan(50);
    }
  }

  @Test
  void sameSeedGivesTheSameResultsAndEachIsTold() {
    List<CosimResult> told = new ArrayList<>();
    CosimSuite suite = CosimSuite.of(SMALL, 7, 3);
    CosimReport first =
        suite.run(CosimBuild.VERILATOR, BuildOptions.forTests(), Optional.empty(), told::add);
    CosimReport second =
        suite.run(CosimBuild.VERILATOR, BuildOptions.forTests(), Optional.empty(), _ -> {});
    assertThat(first.results()).hasSize(7).isEqualTo(second.results()).isEqualTo(told);
  }

  @Test
  void shapeCanBeChosenAndWaveformsAreWrittenThoughAllAgree(@TempDir Path folder) {
    MatmulShape shape = new MatmulShape(10, 20, 7);
    Path waveforms = folder.resolve("shortest.vcd");
    CosimReport report =
        new CosimSuite(List.of(SMALL), 4, 5, Optional.of(shape))
            .run(CosimBuild.VERILATOR, BuildOptions.forTests(), Optional.of(waveforms), _ -> {});
    assertThat(report.agrees()).isTrue();
    assertThat(report.results()).map(CosimResult::workload).containsOnly("10x20x7").hasSize(4);
    assertThat(waveforms).content().contains("$enddefinitions", "result_data_o");
  }
}
