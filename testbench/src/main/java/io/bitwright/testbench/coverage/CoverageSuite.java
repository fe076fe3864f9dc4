package io.bitwright.testbench.coverage;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.StandardSeries;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.coverage.CoverageReport.Point;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatedModel;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the standard series of a unit run all of its RTL, and toggle all of its bits? What is left
 * out of synthesis is left out here.
 *
 * @param unit the unit; a small one, as counting toggles is slow
 * @param seed of the runs
 */
public record CoverageSuite(UnitModel unit, long seed) {
  private static final int RUNS = 30;
  private static final String COUNTS_FILE = "coverage.dat";

  /**
   * Builds the unit and runs the series.
   *
   * @throws IllegalStateException if a run disagrees with golden model or simulator
   */
  public CoverageReport run(VerilatorBuild verilator) {
    UnitUnderTest rtl = UnitUnderTest.build(unit, verilator, BuildOptions.forCoverage());
    StandardSeries series = StandardSeries.of(unit, RUNS, seed);
    Map<CoveragePoint, Long> counts = new LinkedHashMap<>();
    Optional<CosimResult> wrong = series.firstDisagreement(rtl, model -> add(model, counts));
    if (wrong.isPresent()) {
      throw new IllegalStateException(unit.title() + ": " + wrong.get().disagreement());
    }
    return new CoverageReport(unit, series.simulatedCycles(), points(counts));
  }

  private static void add(VerilatedModel model, Map<CoveragePoint, Long> counts) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      model.writeCoverage(folder.path().resolve(COUNTS_FILE));
      CoveragePoint.addCounts(folder.read(COUNTS_FILE).lines().toList(), counts);
    }
  }

  private List<Point> points(Map<CoveragePoint, Long> counts) {
    List<GeneratedFile> sources = new RtlGenerator().generate(unit).rtlFiles();
    List<CoverageExclusion> exclusions = CoverageExclusion.of(unit.unit());
    return counts.entrySet().stream()
        .map(entry -> {
          CoveragePoint point = entry.getKey();
          String line = lineOf(sources, point);
          String reason =
              exclusions.stream()
                  .filter(exclusion -> exclusion.excludes(point, line))
                  .map(CoverageExclusion::reason)
                  .findFirst()
                  .orElse("");
          return new Point(point, entry.getValue(), reason);
        })
        .sorted(
            Comparator.comparing((Point one) -> one.point().file())
                .thenComparingInt(one -> one.point().line())
                .thenComparingInt(one -> one.point().column())
                .thenComparing(one -> one.point().path()))
        .toList();
  }

  private static String lineOf(List<GeneratedFile> sources, CoveragePoint point) {
    return sources.stream()
        .filter(source -> source.path().endsWith("/" + point.file()))
        .flatMap(source -> source.text().lines().skip(Math.max(0, point.line() - 1)).limit(1))
        .map(String::strip)
        .findFirst()
        .orElse("");
  }
}
