package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.convention.ScaleSimRuns.Run;
import io.bitwright.simulator.scalesim.ScaleSimStalls;
import io.bitwright.simulator.scalesim.ScaleSimTraffic;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every count that is claimed is that of SCALE-Sim, to the digit, in all of its runs. */
class ScaleSimRunsTest {
  /** The runs as they were measured, kept beside the repository; absent in a plain checkout. */
  private static final Path MEASURED = Path.of("../../shared/measured/scale-sim/gemm.csv");

  private static final int RUNS = 95;
  private static final int RUNS_WITHOUT_STALLS = 75;
  private static final int RUNS_THAT_FIT = 48;

  private static final List<Run> ALL = ScaleSimRuns.runs();

  @Test
  void everyRunWithoutStallsIsEqualToTheCycle() {
    List<ValidationRow> rows = ScaleSimRuns.rows();

    assertThat(rows).hasSize(RUNS_WITHOUT_STALLS).allMatch(ValidationRow::holds);
    assertThat(rows).allMatch(row -> row.error() == 0);
    assertThat(rows).extracting(ValidationRow::source).allMatch(s -> s.contains("1d62b68"));
  }

  @Test
  void aRunWithStallsTakesThoseCyclesMore() {
    assertThat(ALL).hasSize(RUNS).filteredOn(Run::stalls).hasSize(RUNS - RUNS_WITHOUT_STALLS);
    assertThat(ALL)
        .allSatisfy(run ->
            assertThat(run.reported("total_cycles"))
                .as(run.toString())
                .isEqualTo(run.estimate().cycles() + run.reported("stall_cycles")));
  }

  @Test
  void noRunThatIsSaidToHaveNoStallsHasAny() {
    List<Run> sure =
        ALL.stream().filter(run -> run.estimate().stalls() == ScaleSimStalls.NONE).toList();

    assertThat(sure).hasSize(RUNS_THAT_FIT + 8).noneMatch(Run::stalls);
  }

  @Test
  void utilisationsAreEqualToThePrintedDigits() {
    assertThat(ALL)
        .allSatisfy(run -> {
          assertPercent(run, "mapping_eff_pct", run.estimate().mappingEfficiency());
          assertPercent(run, "compute_util_pct", run.estimate().computeUtilisation());
        });
    assertThat(ALL)
        .filteredOn(run -> !run.stalls())
        .hasSize(RUNS_WITHOUT_STALLS)
        .allSatisfy(
            run -> assertPercent(run, "overall_util_pct", run.estimate().overallUtilisation()));
  }

  @Test
  void wordsOfTheSramsAreEqualInAllRuns() {
    assertThat(ALL)
        .allSatisfy(
            run -> assertThat(run.estimate().sram()).as(run.toString()).isEqualTo(of(run, "sram")));
  }

  @Test
  void wordsOnTheDramInterfacesAreEqualWhereAllFits() {
    List<Run> fitting = ALL.stream().filter(run -> run.estimate().dram().isPresent()).toList();

    assertThat(fitting)
        .hasSize(RUNS_THAT_FIT)
        .allMatch(run -> run.memory().interfaceBandwidth() == InterfaceBandwidth.USER)
        .allSatisfy(run -> {
          assertThat(run.estimate().dram()).as(run.toString()).contains(of(run, "dram"));
          assertThat(run.estimate().cyclesWithPrefetch())
              .as(run.toString())
              .isEqualTo(OptionalLong.of(run.reported("total_cycles_incl_prefetch")));
        });
  }

  /** The file that ships holds what was measured, all of it and nothing else. */
  @Test
  void theRunsThatShipAreThoseThatWereMeasured() throws IOException {
    assumeTrue(Files.exists(MEASURED), RUNS + " runs not compared: no " + MEASURED);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(MEASURED)) {
      List<NamedCsvRecord> measured = reader.stream().toList();
      List<String> columns =
          ALL.getFirst().reported().getHeader().stream()
              .filter(measured.getFirst().getHeader()::contains)
              .toList();
      assertThat(columns).hasSize(23);
      assertThat(ALL.stream().map(run -> cells(run.reported(), columns)))
          .containsExactlyElementsOf(measured.stream().map(row -> cells(row, columns)).toList());
    }
  }

  private static List<String> cells(NamedCsvRecord row, List<String> columns) {
    return columns.stream().map(row::getField).toList();
  }

  private static ScaleSimTraffic of(Run run, String memory) {
    return new ScaleSimTraffic(
        run.reported(memory + "_ifmap_reads"),
        run.reported(memory + "_filter_reads"),
        run.reported(memory + "_ofmap_writes"));
  }

  private static void assertPercent(Run run, String column, double share) {
    String printed =
        BigDecimal.valueOf(share * 100).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    assertThat(printed).as(run + ", " + column).isEqualTo(run.reported().getField(column));
  }
}
