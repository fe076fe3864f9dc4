package io.bitwright.app.comparison;

import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PagePart;
import io.bitwright.app.chart.PageParts;
import io.bitwright.app.chart.PageParts.Column;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.PlotPoint;
import io.bitwright.app.chart.PlotView;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.chart.SortableTable.Cell;
import io.bitwright.app.report.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page of {@code compare --html}: b by a, and every figure that differs. */
final class ComparisonPage {
  private static final String PLOT = "changes";
  private static final String FIGURE = "figure";

  private ComparisonPage() {}

  static ReportPage of(ComparisonReport report) {
    DocumentComparison comparison = report.comparison();
    List<FigureDifference> all = comparison.differences();
    List<Section> sections = new ArrayList<>();
    List<PagePart> plot = plot(all);
    if (!plot.isEmpty()) {
      sections.add(new Section("plot", "Times as much", "", plot));
    }
    sections.add(
        new Section(
            "figures", "Figures that differ", "", List.of(table(all, plot.isEmpty() ? "" : PLOT))));
    return new ReportPage(
        "Two documents of " + comparison.first().kind().label(),
        report.summary(),
        List.of(
            new PageParts.Figure("a", comparison.first().file()),
            new PageParts.Figure("b", comparison.second().file())),
        sections,
        List.of());
  }

  /** All numbers above 0 in both; empty if there are none. */
  private static List<PagePart> plot(List<FigureDifference> all) {
    Map<Integer, Place> places = new TreeMap<>();
    List<PlotPoint> points = new ArrayList<>();
    for (FigureDifference one : all) {
      Optional<Double> before = FigureDifference.number(one.before());
      Optional<Double> ratio = one.ratio();
      if (before.isPresent() && before.get() > 0 && ratio.isPresent() && ratio.get() > 0) {
        places.put(points.size(), new Place(before.get(), ratio.get()));
      }
      points.add(point(one));
    }
    if (places.isEmpty()) {
      return List.of();
    }
    return List.of(
        InteractivePlot.of(
            PLOT,
            "Each point is a figure that differs; on the line b is as much as a.",
            List.of(FIGURE),
            "",
            points,
            List.of(
                new PlotView.Content(
                    "b by a, over a",
                    false,
                    new PlotAxis("a, each figure in its unit", "", Scale.LOGARITHMIC),
                    new PlotAxis("b by a", "times", Scale.LOGARITHMIC),
                    places,
                    List.of(new PlotGuide.Level(1))))));
  }

  private static PlotPoint point(FigureDifference one) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("a", ComparisonReport.text(one.before()));
    figures.put("b", ComparisonReport.text(one.after()));
    figures.put("change", one.change());
    return new PlotPoint(one.name().text(), 0, false, figures, Map.of(FIGURE, one.name().last()));
  }

  private static SortableTable table(List<FigureDifference> all, String plot) {
    List<SortableTable.Row> rows = new ArrayList<>();
    for (FigureDifference one : all) {
      rows.add(
          new SortableTable.Row(
              rows.size(),
              List.of(
                  Cell.words(one.name().text()),
                  cell(one.before()),
                  cell(one.after()),
                  one.ratio()
                      .map(ratio -> Cell.number(one.change(), ratio))
                      .orElseGet(() -> Cell.words(one.change())))));
    }
    return new SortableTable(
        "differences",
        NumberText.count(all.size()) + " figures, the largest changes first",
        plot,
        plot.isEmpty(),
        List.of(
            Column.text(FIGURE), Column.number("a"), Column.number("b"), Column.number("change")),
        rows);
  }

  private static Cell cell(Optional<Figure> figure) {
    String text = ComparisonReport.text(figure);
    return FigureDifference.number(figure)
        .map(value -> Cell.number(text, value))
        .orElseGet(() -> Cell.words(text));
  }
}
