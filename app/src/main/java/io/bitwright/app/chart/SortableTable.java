package io.bitwright.app.chart;

import io.bitwright.app.chart.PageParts.Column;
import io.bitwright.app.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A table whose columns sort it, and whose rows may be those of a plot.
 *
 * @param id of the table in its page
 * @param caption what it holds
 * @param plot id of the plot whose filters hide rows too; empty for none
 * @param searched whether rows can be searched for words
 * @param columns in their order
 * @param rows in the order in which they stand at first
 */
public record SortableTable(
    String id, String caption, String plot, boolean searched, List<Column> columns, List<Row> rows)
    implements PagePart {

  /**
   * A row.
   *
   * @param point number of its point in the plot; of no meaning without one
   */
  public record Row(int point, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param text what is read
   * @param value what it is sorted by, a number; empty to sort by the text
   */
  public record Cell(String text, String value) {
    public static Cell words(String text) {
      return new Cell(text, "");
    }

    /** Sorted by the number that the text begins with, its prefix counted. */
    public static Cell quantity(String text) {
      OptionalDouble value = QuantityText.value(text);
      return value.isPresent() ? number(text, value.getAsDouble()) : words(text);
    }

    public static Cell number(String text, double value) {
      return new Cell(text, Double.toString(value));
    }
  }

  public SortableTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%d cells for %d columns".formatted(row.cells.size(), columns.size()));
      }
    }
  }

  /**
   * A table of text as one that is sorted.
   *
   * @param plot id of the plot whose points are the rows, in their order; empty for none
   */
  public static SortableTable of(String id, String caption, String plot, TextTable table) {
    List<Row> rows = new ArrayList<>();
    for (List<String> line : table.rows()) {
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < line.size(); column++) {
        String text = line.get(column);
        cells.add(
            table.columns().get(column).alignRight() ? Cell.quantity(text) : Cell.words(text));
      }
      rows.add(new Row(rows.size(), cells));
    }
    return new SortableTable(
        id,
        caption,
        plot,
        false,
        table.columns().stream().map(c -> new Column(c.header(), c.alignRight())).toList(),
        rows);
  }

  @Override
  public String kind() {
    return "sortable";
  }
}
