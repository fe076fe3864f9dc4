package io.bitwright.app.generation;

import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PageParts.Column;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.PlotPoint;
import io.bitwright.app.chart.PlotView;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.chart.SortableTable.Cell;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The page of {@code run --html}: the text, and what each pass of its models took. */
final class RunPage {
  private static final String PLOT = "passes-plot";

  private RunPage() {}

  static ReportPage of(RunReport report) {
    RunFigures run = report.run();
    int tokens = run.tokens().size();
    return new ReportPage(
        "%s on %s".formatted(run.model(), run.accelerator()),
        "%s weights, %s engine".formatted(run.weights(), run.engine()),
        List.of(
            new Figure("tokens", NumberText.count(tokens)),
            new Figure("cycles of linear layers", NumberText.count(run.cycles())),
            new Figure(
                run.ranOnRtl()
                    ? "simulated: " + (report.passed() ? "equal" : "DIFFERENT")
                    : "a token",
                NumberText.count(run.ranOnRtl() ? run.simulatedCycles() : run.cycles() / tokens)),
            new Figure("estimated time", Quantities.formatSeconds(run.estimatedSeconds())),
            new Figure("energy", Quantities.formatJoules(run.energyJoules())),
            new Figure("energy a token", Quantities.formatJoules(run.energyPerTokenJoules()))),
        List.of(
            new Section("text", "Text", run.prompt() + " / " + run.text(), List.of()),
            new Section(
                "passes",
                "Cycles and energy of each pass",
                "",
                List.of(plot(report.passes()), table(report.passes())))),
        List.of());
  }

  private static InteractivePlot plot(List<PassFigures> passes) {
    List<String> kinds = passes.stream().map(PassFigures::kind).distinct().toList();
    PlotAxis number = new PlotAxis("pass", "", Scale.LINEAR);
    return InteractivePlot.of(
        PLOT,
        "A pass reads the prompt, or gives a token, or several with a draft or beams.",
        kinds,
        "",
        passes.stream().map(pass -> point(pass, kinds.indexOf(pass.kind()))).toList(),
        List.of(
            new PlotView.Content(
                "Cycles of the linear layers, simulated",
                false,
                number,
                new PlotAxis("linear layers", "cycles", Scale.LOGARITHMIC),
                places(passes, PassFigures::linearCycles),
                List.of()),
            new PlotView.Content(
                "Energy of the whole model, estimated",
                false,
                number,
                new PlotAxis("energy", "J", Scale.LOGARITHMIC),
                places(passes, PassFigures::joules),
                List.of())));
  }

  private static Map<Integer, Place> places(
      List<PassFigures> passes, ToDoubleFunction<PassFigures> figure) {
    Map<Integer, Place> places = new TreeMap<>();
    for (int number = 0; number < passes.size(); number++) {
      double value = figure.applyAsDouble(passes.get(number));
      if (value > 0) {
        places.put(number, new Place(number + 1, value));
      }
    }
    return places;
  }

  private static PlotPoint point(PassFigures pass, int series) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("kind", pass.kind());
    figures.put("tokens", NumberText.count(pass.tokens()));
    figures.put("context", NumberText.count(pass.context()));
    figures.put("cycles of linear layers", NumberText.count(pass.linearCycles()));
    figures.put("time", Quantities.formatSeconds(pass.seconds()));
    figures.put("energy", Quantities.formatJoules(pass.joules()));
    return new PlotPoint(
        "pass " + pass.number(), series, false, figures, Map.of("kind", pass.kind()));
  }

  private static SortableTable table(List<PassFigures> passes) {
    List<SortableTable.Row> rows = new ArrayList<>();
    for (PassFigures pass : passes) {
      rows.add(new SortableTable.Row(rows.size(), cells(pass)));
    }
    return new SortableTable(
        "passes-table",
        "Passes; with the filters above",
        PLOT,
        false,
        List.of(
            Column.number("pass"),
            Column.text("kind"),
            Column.number("sequences"),
            Column.number("tokens"),
            Column.number("context"),
            Column.number("cycles of linear layers"),
            Column.number("time"),
            Column.number("energy")),
        rows);
  }

  private static List<Cell> cells(PassFigures pass) {
    return List.of(
        Cell.quantity(NumberText.count(pass.number())),
        Cell.words(pass.kind()),
        Cell.quantity(NumberText.count(pass.sequences())),
        Cell.quantity(NumberText.count(pass.tokens())),
        Cell.quantity(NumberText.count(pass.context())),
        Cell.quantity(NumberText.count(pass.linearCycles())),
        Cell.number(Quantities.formatSeconds(pass.seconds()), pass.seconds()),
        Cell.number(Quantities.formatJoules(pass.joules()), pass.joules()));
  }
}
