package io.bitwright.app.exploration.command;

import io.bitwright.app.chart.Direction;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.ParetoChart;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.ParetoFront;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.app.exploration.PointEvaluator;
import io.bitwright.app.exploration.PointSequence;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.formula.Formula;
import io.bitwright.spec.space.DesignConstraint;
import io.bitwright.spec.space.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of an exploration: points at each pair of objectives, and the front as a table. */
final class ExplorationPage {
  /** Points of one page, beside those of the front: enough for a picture, little for a browser. */
  private static final int MOST_POINTS = 2000;

  /** Values from here on ask for a logarithmic axis. */
  private static final double WIDE = 20;

  private final ExplorationReport report;
  private final Exploration exploration;
  private final PointBlock block;
  private final Set<Long> front;

  private ExplorationPage(ExplorationReport report) {
    this.report = report;
    ExplorationRun run = report.run();
    this.exploration = run.exploration();
    PointSequence shown = run.shown(MOST_POINTS);
    this.block = new PointEvaluator(exploration).evaluate(shown, 0, Math.toIntExact(shown.size()));
    this.front =
        run.front().members().stream().map(ParetoFront.Member::point).collect(Collectors.toSet());
  }

  static ReportPage of(ExplorationReport report) {
    return new ExplorationPage(report).page();
  }

  /** The front at its first two objectives, as an SVG file. */
  static String picture(ExplorationReport report) {
    return new ExplorationPage(report).chart(1, 0, "front1").picture().svg();
  }

  private ReportPage page() {
    ExplorationRun run = report.run();
    List<ReportPage.Section> sections = new ArrayList<>();
    List<Objective> objectives = exploration.space().objectives();
    if (!front.isEmpty()) {
      for (int across = 1; across < objectives.size(); across++) {
        sections.add(
            chart(across, 0, "front" + across)
                .section(formula(0).text() + " over " + formula(across).text()));
      }
      sections.add(
          new ReportPage.Section(
              "points",
              "The front",
              report
                  .frontTable()
                  .sameForAll()
                  .map(same ->
                      "The best in the first objective first. The same for all: " + same + ".")
                  .orElse("The best in the first objective first."),
              List.of(
                  SortableTable.of(
                      "front",
                      "Points of the front",
                      "",
                      report.frontTable().table(Integer.MAX_VALUE)))));
    }
    return new ReportPage(
        exploration.title(),
        exploration.space().description(),
        List.of(
            new Figure("points of the grid", NumberText.count(exploration.gridSize())),
            new Figure(
                "evaluated (" + run.strategy().label() + ")", NumberText.count(run.evaluated())),
            new Figure("within the constraints", NumberText.count(run.counted())),
            new Figure("on the Pareto front", NumberText.count(front.size()))),
        sections,
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("Objectives: " + String.join(", ", exploration.objectives()) + ".");
    List<DesignConstraint> constraints = exploration.space().constraints();
    if (!constraints.isEmpty()) {
      notes.add(
          "Constraints: "
              + constraints.stream().map(DesignConstraint::text).collect(Collectors.joining(", "))
              + ".");
    }
    if (report.run().evaluated() > MOST_POINTS) {
      notes.add(
          "Shown are the front and every "
              + NumberText.count(Math.ceilDiv(report.run().evaluated(), MOST_POINTS))
              + "th point that was evaluated.");
    }
    report.areaNotes().forEach(note -> notes.add(note + "."));
    report
        .refused()
        .forEach(
            of -> notes.add(NumberText.count(of.points()) + " points are out: " + of.reason()));
    return notes;
  }

  private Formula formula(int objective) {
    return exploration.space().objectives().get(objective).formula();
  }

  private ParetoChart chart(int across, int upward, String id) {
    List<ParetoChart.Point> points = new ArrayList<>();
    for (int row = 0; row < block.size(); row++) {
      if (block.counts(row)) {
        points.add(point(row, across, upward));
      }
    }
    Objective right = exploration.space().objectives().get(across);
    Objective up = exploration.space().objectives().get(upward);
    return new ParetoChart(
        id,
        "Points within the constraints; the front is that of all objectives together.",
        axis(right, points.stream().mapToDouble(ParetoChart.Point::x).toArray()),
        axis(up, points.stream().mapToDouble(ParetoChart.Point::y).toArray()),
        points);
  }

  private static ParetoChart.Axis axis(Objective objective, double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    boolean wide = least > 0 && most / least > WIDE;
    return new ParetoChart.Axis(
        objective.formula().text(),
        objective.formula().measure().unit(),
        wide ? PlotAxis.Scale.LOGARITHMIC : PlotAxis.Scale.LINEAR,
        objective.direction() == Objective.Direction.MAXIMISE
            ? Direction.HIGHER_IS_BETTER
            : Direction.LOWER_IS_BETTER);
  }

  private ParetoChart.Point point(int row, int across, int upward) {
    long number = block.point(row);
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> figures = new LinkedHashMap<>();
    List<Column> columns = exploration.columns().all();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String text = MeasureText.of(column, block.value(i, row));
      (column.isVariable() ? variables : figures).put(column.name(), text);
    }
    return new ParetoChart.Point(
        String.valueOf(number),
        value(across, row),
        value(upward, row),
        "point " + NumberText.count(number),
        front.contains(number),
        figures,
        variables);
  }

  private double value(int objective, int row) {
    double cost = block.costsOf(row)[objective];
    boolean greater =
        exploration.space().objectives().get(objective).direction() == Objective.Direction.MAXIMISE;
    return greater ? -cost : cost;
  }
}
