package io.bitwright.app.command;

import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PageParts.Column;
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
import io.bitwright.app.chart.SortableTable.Cell;
import io.bitwright.app.report.NumberText;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of {@code validate --html}: predicted over measured, and every row. */
final class ValidationPage {
  private static final double BAND = 0.1;

  /** Errors of more tolerances stand at the edge. */
  private static final double MOST_TOLERANCES = 3;

  private static final List<String> VERDICTS = List.of("holds", "known deviation", "FAILS");
  private static final String PLOT = "agreement";

  private ValidationPage() {}

  /** A row and what it is about. */
  private record Judged(ValidationSubject subject, ValidationRow row) {
    boolean hasRatio() {
      return row.published() > 0 && row.ours() > 0;
    }

    boolean hasTolerance() {
      return hasRatio() && row.tolerance() > 0;
    }

    double tolerances() {
      return row.error() / row.tolerance();
    }
  }

  /** The page of rows, at least one of which has a published number above 0. */
  static ReportPage of(Map<ValidationSubject, List<ValidationRow>> bySubject) {
    List<Judged> all = new ArrayList<>();
    bySubject.forEach((subject, rows) -> rows.forEach(row -> all.add(new Judged(subject, row))));
    List<ValidationRow> rows = all.stream().map(Judged::row).toList();
    long unplotted = all.stream().filter(one -> !one.hasRatio()).count();
    return new ReportPage(
        "Published and measured numbers beside ours",
        ValidationReport.summary(rows),
        List.of(
            new Figure("rows", NumberText.count(rows.size())),
            new Figure("hold", NumberText.count(ValidationReport.holding(rows))),
            new Figure("known deviations", NumberText.count(ValidationReport.known(rows))),
            new Figure("failing", NumberText.count(ValidationReport.failing(rows)))),
        List.of(
            new Section("plot", "Predicted over measured", "", List.of(plot(all))),
            new Section("rows", "All rows", "", List.of(table(all)))),
        unplotted == 0
            ? List.of()
            : List.of(
                "%d rows whose published number or ours is 0 or less stand in the table alone"
                    .formatted(unplotted)));
  }

  /** Ours over the published numbers of a subject, as an SVG file. */
  static String picture(ValidationSubject subject, List<ValidationRow> rows) {
    InteractivePlot plot = plot(rows.stream().map(row -> new Judged(subject, row)).toList());
    return plot.picture(plot.views().getFirst()).svg();
  }

  private static InteractivePlot plot(List<Judged> all) {
    Map<Integer, Place> values = new TreeMap<>();
    Map<Integer, Place> errors = new TreeMap<>();
    for (int number = 0; number < all.size(); number++) {
      Judged one = all.get(number);
      if (one.hasRatio()) {
        values.put(number, new Place(one.row.published(), one.row.ours()));
      }
      if (one.hasTolerance()) {
        double share = Math.clamp(one.tolerances(), -MOST_TOLERANCES, MOST_TOLERANCES);
        errors.put(number, new Place(one.row.published(), share));
      }
    }
    PlotAxis published =
        new PlotAxis("published or measured, each in its unit", "", Scale.LOGARITHMIC);
    return InteractivePlot.of(
        PLOT,
        "Each point is a number that was published or measured. Above, the line is where ours is"
            + " the same, the band 10 % to either side; below, the band is what holds, and errors"
            + " beyond 3 tolerances stand at the edge.",
        VERDICTS,
        "",
        all.stream().map(ValidationPage::point).toList(),
        List.of(
            new PlotView.Content(
                "Ours over the published number",
                false,
                published,
                new PlotAxis("ours, in the same unit", "", Scale.LOGARITHMIC),
                values,
                List.of(new PlotGuide.DiagonalBand(1 - BAND, 1 + BAND), new PlotGuide.Diagonal(1))),
            new PlotView.Content(
                "Error in tolerances",
                false,
                published,
                new PlotAxis("error", "tolerances", Scale.LINEAR),
                errors,
                List.of(new PlotGuide.LevelBand(-1, 1), new PlotGuide.Level(0)))));
  }

  private static PlotPoint point(Judged one) {
    ValidationRow row = one.row;
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("source", row.source());
    figures.put("published", withUnit(NumberText.decimal(row.published()), row));
    figures.put("ours", withUnit(NumberText.significant(row.ours(), 4), row));
    figures.put("error", error(row));
    figures.put("tolerance", tolerance(row));
    figures.put("verdict", ValidationReport.verdict(row));
    figures.put("because", row.note());
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("subject", one.subject.label());
    variables.put("verdict", ValidationReport.verdict(row));
    variables.put("source", row.source());
    return new PlotPoint(
        row.item(), VERDICTS.indexOf(ValidationReport.verdict(row)), false, figures, variables);
  }

  private static String withUnit(String number, ValidationRow row) {
    return row.unit().isEmpty() ? number : number + " " + row.unit();
  }

  private static String error(ValidationRow row) {
    String error = withUnit(NumberText.signed(row.error(), 2), row);
    return row.published() == 0
        ? error
        : "%s (%s)".formatted(error, NumberText.percent(row.error() / row.published()));
  }

  private static String tolerance(ValidationRow row) {
    return row.bound() ? "at most 0" : withUnit(NumberText.significant(row.tolerance(), 2), row);
  }

  private static SortableTable table(List<Judged> all) {
    List<SortableTable.Row> rows = new ArrayList<>();
    for (int number = 0; number < all.size(); number++) {
      rows.add(new SortableTable.Row(number, cells(all.get(number).row)));
    }
    return new SortableTable(
        "validation",
        "Every row; with the filters above",
        PLOT,
        false,
        List.of(
            Column.text("source"),
            Column.text("item"),
            Column.number("published"),
            Column.number("ours"),
            Column.text("unit"),
            Column.number("error"),
            Column.number("of published"),
            Column.text("verdict")),
        rows);
  }

  private static List<Cell> cells(ValidationRow row) {
    double share = row.error() / row.published();
    return List.of(
        Cell.words(row.source()),
        Cell.words(row.item()),
        Cell.number(NumberText.decimal(row.published()), row.published()),
        Cell.number(NumberText.significant(row.ours(), 4), row.ours()),
        Cell.words(row.unit()),
        Cell.number(NumberText.signed(row.error(), 2), row.error()),
        row.published() == 0 ? Cell.words("") : Cell.number(NumberText.percent(share), share),
        Cell.words(ValidationReport.verdict(row)));
  }
}
