package io.bitwright.app.hardware;

import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PagePart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.PlotPoint;
import io.bitwright.app.chart.PlotView;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.chart.SystolicAnimation;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.vectors.SystolicRecording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of {@code cosim --html}: cycles of RTL and simulator, and a recorded product. */
final class CosimPage {
  /** Of more runs those that agree are cut. */
  private static final int MOST_RUNS = 3000;

  private static final String PLOT = "cycles";

  private CosimPage() {}

  static ReportPage of(CosimCommandReport report, SystolicRecording recording) {
    CosimReport all = report.report();
    List<CosimResult> shown =
        all.results().stream()
            .sorted(Comparator.comparing(CosimResult::agrees))
            .limit(MOST_RUNS)
            .toList();
    return new ReportPage(
        "Co-simulation of " + report.design(),
        (all.agrees() ? "RTL, golden and simulator agree" : "RTL, golden and simulator DISAGREE")
            + (isOneUnit(shown) ? ": " + shown.getFirst().unit().title() : ""),
        List.of(
            new Figure("runs", NumberText.count(all.cases())),
            new Figure("value mismatches", NumberText.count(all.valueMismatches())),
            new Figure("cycle differences", NumberText.count(all.cycleDifferences())),
            new Figure("seed", Long.toString(report.seed()))),
        List.of(
            new Section(
                "units",
                "Units",
                "",
                List.of(
                    SortableTable.of("unit-table", "Units, all their runs", "", units(report)))),
            animation(recording),
            new Section("runs", "Cycles of RTL and simulator", "", runs(shown))),
        all.cases() > MOST_RUNS
            ? List.of("%d runs more".formatted(all.cases() - MOST_RUNS))
            : List.of());
  }

  private static Section animation(SystolicRecording recording) {
    int side = recording.side();
    return new Section(
        "animation",
        "How data move through a weight-stationary array",
        ("A product of %dx%d by %dx%d on an array of %dx%d elements, as its RTL computed it under"
                + " Verilator: values are the golden kernel's, and its %d cycles are the"
                + " simulator's.")
            .formatted(
                recording.activations().size(),
                side,
                side,
                side,
                side,
                side,
                recording.simulatedCycles()),
        List.of(SystolicAnimation.of("product", recording)));
  }

  private static boolean isOneUnit(List<CosimResult> runs) {
    return runs.stream().map(CosimResult::unit).distinct().count() == 1;
  }

  private static TextTable units(CosimCommandReport report) {
    TextTable table =
        new TextTable(
            Column.text("unit"),
            Column.number("sets of settings", ""),
            Column.number("runs", ""),
            Column.number("RTL cycles", ""),
            Column.number("simulated cycles", ""),
            Column.number("wrong values", ""),
            Column.number("cycle differences", ""));
    for (CosimCommandReport.UnitLine unit : report.units()) {
      table.row(
          unit.unit(),
          NumberText.count(unit.sets()),
          NumberText.count(unit.cases()),
          NumberText.count(unit.rtlCycles()),
          NumberText.count(unit.simulatedCycles()),
          NumberText.count(unit.valueMismatches()),
          NumberText.count(unit.cycleDifferences()));
    }
    return table;
  }

  private static List<PagePart> runs(List<CosimResult> results) {
    boolean oneUnit = isOneUnit(results);
    TextTable table =
        new TextTable(
            Column.text("unit"),
            Column.text("work"),
            Column.text("operands"),
            Column.text("stalls"),
            Column.number("RTL", "cycles"),
            Column.number("simulated", "cycles"),
            Column.text("verdict"));
    Map<Integer, Place> places = new TreeMap<>();
    List<PlotPoint> points = new ArrayList<>();
    for (CosimResult run : results) {
      if (run.rtlCycles() > 0 && run.simulatedCycles() > 0) {
        places.put(points.size(), new Place(run.simulatedCycles(), run.rtlCycles()));
      }
      points.add(point(run));
      table.row(
          oneUnit ? run.unit().unit().label() : run.unit().title(),
          run.workload(),
          run.operands(),
          run.stalls().label(),
          NumberText.count(run.rtlCycles()),
          NumberText.count(run.simulatedCycles()),
          verdict(run));
    }
    List<PagePart> parts = new ArrayList<>();
    if (!places.isEmpty()) {
      parts.add(plot(points, places));
    }
    parts.add(SortableTable.of("run-table", "Runs", places.isEmpty() ? "" : PLOT, table));
    return parts;
  }

  private static InteractivePlot plot(List<PlotPoint> points, Map<Integer, Place> places) {
    return InteractivePlot.of(
        PLOT,
        "Each point is a run; on the line the RTL took as many cycles as the simulator says.",
        List.of("agrees", "DISAGREES"),
        "",
        points,
        List.of(
            new PlotView.Content(
                "RTL cycles over simulated cycles",
                false,
                new PlotAxis("simulated", "cycles", Scale.LOGARITHMIC),
                new PlotAxis("RTL", "cycles", Scale.LOGARITHMIC),
                places,
                List.of(new PlotGuide.Diagonal(1)))));
  }

  private static PlotPoint point(CosimResult run) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("work", run.workload());
    figures.put("operands", run.operands());
    figures.put("stalls", run.stalls().label());
    figures.put("RTL", NumberText.count(run.rtlCycles()) + " cycles");
    figures.put("simulated", NumberText.count(run.simulatedCycles()) + " cycles");
    figures.put("verdict", verdict(run));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("unit", run.unit().unit().label());
    variables.put("stalls", run.stalls().label());
    variables.put("operands", run.operands());
    return new PlotPoint(run.unit().title(), run.agrees() ? 0 : 1, false, figures, variables);
  }

  private static String verdict(CosimResult run) {
    return run.agrees() ? "equal" : run.disagreement();
  }
}
