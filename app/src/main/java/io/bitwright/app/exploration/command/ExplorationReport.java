package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.AreaAccuracy;
import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.ParetoFront;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.app.exploration.PointEvaluator;
import io.bitwright.app.exploration.PointSequence;
import io.bitwright.app.exploration.command.ExplorationDocument.Best;
import io.bitwright.app.exploration.command.ExplorationDocument.FrontPoint;
import io.bitwright.app.exploration.command.ExplorationDocument.Quantity;
import io.bitwright.app.exploration.command.ExplorationDocument.Refusal;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.space.DesignConstraint;
import io.bitwright.spec.space.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The front of an exploration.
 *
 * @param front evaluated again, so that all its figures are there
 * @param passed whether all points were evaluated, and not interrupted
 */
record ExplorationReport(
    ExplorationRun run, PointBlock front, List<Refusal> refused, List<Path> files, boolean passed)
    implements Report {
  private static final int MOST_ROWS = 25;

  /** The report of a run that has ended. */
  static ExplorationReport of(
      ExplorationRun run, RefusalCounts refused, List<Path> files, boolean whole) {
    long[] points = run.front().members().stream().mapToLong(ParetoFront.Member::point).toArray();
    PointBlock front =
        new PointEvaluator(run.exploration()).evaluate(PointSequence.of(points), 0, points.length);
    return new ExplorationReport(run, front, refused.most(10), files, whole);
  }

  /** The same with one more file. */
  ExplorationReport withFile(Path file) {
    List<Path> all = new ArrayList<>(files);
    all.add(file);
    return new ExplorationReport(run, front, refused, all, passed);
  }

  /**
   * The same, drawn into a file.
   *
   * @throws SpecException if no point is on the front, or the file cannot be written
   */
  ExplorationReport drawn(Path file) {
    if (front.size() == 0) {
      throw new SpecException("--picture: no point keeps the constraints");
    }
    AtomicOutput.file(file, ExplorationPage.picture(this));
    return withFile(file);
  }

  /** The points of the front, the best in the first objective first. */
  LongStream points() {
    return rows().mapToLong(row -> front.point(row));
  }

  @Override
  public String text(TextStyle style) {
    Exploration exploration = run.exploration();
    StringBuilder text = new StringBuilder();
    text.append(style.bold(exploration.title()))
        .append(
            ": %s of %s points (%s), %s within the constraints, %s on the Pareto front%n"
                .formatted(
                    NumberText.count(run.evaluated()),
                    NumberText.count(exploration.gridSize()),
                    run.strategy().label(),
                    NumberText.count(run.counted()),
                    NumberText.count(front.size())));
    text.append(String.join(", ", exploration.objectives())).append("\n\n");
    FrontTable points = frontTable();
    text.append(points.table(MOST_ROWS).render(style));
    points.sameForAll().ifPresent(same -> text.append("the same for all: %s%n".formatted(same)));
    if (front.size() > MOST_ROWS) {
      text.append(
          "... and %s more; --json has all%n"
              .formatted(NumberText.count(front.size() - MOST_ROWS)));
    }
    addFoot(text, style);
    return text.toString();
  }

  /** What is out, how well area is known, and what was written. */
  private void addFoot(StringBuilder text, TextStyle style) {
    if (!refused.isEmpty()) {
      TextTable table =
          new TextTable(
              TextTable.Column.text("what keeps points out"),
              TextTable.Column.number("points", ""));
      refused.forEach(of -> table.row(of.reason(), NumberText.count(of.points())));
      text.append('\n').append(table.render(style));
    }
    List<String> notes = areaNotes();
    if (!notes.isEmpty()) {
      text.append('\n');
      notes.forEach(note -> text.append("note: ").append(note).append('\n'));
    }
    if (!files.isEmpty()) {
      text.append('\n');
      files.forEach(file -> text.append("wrote %s%n".formatted(file)));
    }
  }

  /** Points by rising cost of the first objective. */
  FrontTable frontTable() {
    return new FrontTable(run.exploration(), front, rows().toList());
  }

  /** How far the area of the front's points may be off. */
  List<String> areaNotes() {
    return AreaAccuracy.of(run.exploration(), points());
  }

  @Override
  public Optional<String> html() {
    return Optional.of(ExplorationPage.of(this).html());
  }

  private Stream<Integer> rows() {
    return Stream.iterate(0, row -> row < front.size(), row -> row + 1)
        .sorted((one, other) -> Double.compare(front.costsOf(one)[0], front.costsOf(other)[0]));
  }

  private double value(Column column, int row) {
    return front.value(run.exploration().columns().all().indexOf(column), row);
  }

  @Override
  public ExplorationDocument json() {
    Exploration exploration = run.exploration();
    List<FrontPoint> points = new ArrayList<>();
    for (int row = 0; row < front.size(); row++) {
      points.add(
          new FrontPoint(
              front.point(row),
              values(exploration.columns().variables(), row),
              values(exploration.columns().figures(), row)));
    }
    return new ExplorationDocument(
        exploration.space().name(),
        exploration.space().description(),
        exploration.model().name(),
        exploration.space().base(),
        run.strategy().label(),
        run.seed(),
        exploration.gridSize(),
        run.evaluated(),
        run.counted(),
        exploration.objectives(),
        exploration.space().constraints().stream().map(DesignConstraint::text).toList(),
        refused,
        areaNotes(),
        quantities(exploration.columns().variables()),
        quantities(exploration.columns().figures()),
        best(),
        points);
  }

  private List<Best> best() {
    if (front.size() == 0) {
      return List.of();
    }
    List<Objective> objectives = run.exploration().space().objectives();
    List<Best> best = new ArrayList<>();
    for (int i = 0; i < objectives.size(); i++) {
      int objective = i;
      int row =
          IntStream.range(0, front.size())
              .boxed()
              .min(Comparator.comparingDouble(of -> front.costsOf(of)[objective]))
              .orElseThrow();
      Objective of = objectives.get(i);
      double cost = front.costsOf(row)[i];
      boolean more = of.direction() == Objective.Direction.MAXIMISE;
      best.add(
          new Best(
              of.text(),
              of.formula().measure().unit(),
              front.point(row),
              more ? Optional.of(-cost) : Optional.empty(),
              more ? Optional.empty() : Optional.of(cost)));
    }
    return best;
  }

  private static List<Quantity> quantities(List<Column> columns) {
    return columns.stream()
        .map(column -> new Quantity(column.name(), column.measure().unit()))
        .toList();
  }

  private Map<String, Object> values(List<Column> columns, int row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : columns) {
      double value = value(column, row);
      Object found = column.words().isEmpty() ? value : column.words().get((int) value);
      values.put(column.name(), Double.isFinite(value) ? found : Optional.empty());
    }
    return values;
  }
}
