package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TextTable;
import io.bitwright.spec.space.DesignConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Points of a front for people: a column for each variable, and for each figure that objectives and
 * constraints are about, if the points differ in it.
 */
final class FrontTable {
  private final Exploration exploration;
  private final PointBlock front;
  private final List<Integer> rows;
  private final List<Column> differing = new ArrayList<>();
  private final List<Column> equal = new ArrayList<>();

  /**
   * A table.
   *
   * @param rows of the front, in the order of the table
   */
  FrontTable(Exploration exploration, PointBlock front, List<Integer> rows) {
    this.exploration = exploration;
    this.front = front;
    this.rows = List.copyOf(rows);
    for (Column column : shown()) {
      long texts = rows.stream().map(row -> text(column, row)).distinct().count();
      (texts == 1 && rows.size() > 1 ? equal : differing).add(column);
    }
  }

  /** The first rows. */
  TextTable table(int mostRows) {
    List<TextTable.Column> headers = new ArrayList<>();
    headers.add(TextTable.Column.number("point", ""));
    differing.forEach(column ->
        headers.add(
            column.words().isEmpty()
                ? TextTable.Column.number(header(column), "")
                : TextTable.Column.text(header(column))));
    TextTable table = new TextTable(headers.toArray(TextTable.Column[]::new));
    rows.stream()
        .limit(mostRows)
        .forEach(row -> {
          List<String> cells = new ArrayList<>();
          cells.add(NumberText.count(front.point(row)));
          differing.forEach(column -> cells.add(text(column, row)));
          table.row(cells.toArray(String[]::new));
        });
    return table;
  }

  /** What is the same for all points: {@code weights 32 KiB, batch 1}; empty if nothing is. */
  Optional<String> sameForAll() {
    return equal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            equal.stream()
                .map(column -> column.name() + " " + text(column, rows.getFirst()))
                .collect(Collectors.joining(", ")));
  }

  /** The last word of a key, if no other column has it. */
  private String header(Column column) {
    String word = lastWord(column);
    boolean clear = differing.stream().filter(of -> lastWord(of).equals(word)).count() == 1;
    return clear ? word : column.name();
  }

  private static String lastWord(Column column) {
    return column.name().substring(column.name().lastIndexOf('.') + 1);
  }

  /** Derived variables follow from others, and bare conditions hold for all points of a front. */
  private List<Column> shown() {
    List<String> constraints =
        exploration.space().constraints().stream().map(DesignConstraint::text).toList();
    String formulas =
        String.join(" ", exploration.objectives()) + " " + String.join(" ", constraints);
    List<String> names = List.of(formulas.split("[^a-z0-9_.-]+"));
    return exploration.columns().all().stream()
        .filter(column ->
            column.isVariable()
                ? varies(column)
                : names.contains(column.name()) && !constraints.contains(column.name()))
        .toList();
  }

  private boolean varies(Column column) {
    return exploration.space().variables().stream()
        .anyMatch(of -> of.name().equals(column.name()) && of.values().size() > 1);
  }

  private String text(Column column, int row) {
    double value = front.value(exploration.columns().all().indexOf(column), row);
    return MeasureText.of(column, value);
  }
}
