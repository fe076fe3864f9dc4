package io.bitwright.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: one header line, a rule, then rows whose columns line up.
 *
 * <p>The unit of a column stands in its header; its cells hold bare numbers, aligned right.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** A column: its header, the unit of its values ("" for none) and the side its cells align to. */
  public record Column(String name, String unit, boolean alignRight) {
    public static Column text(String name) {
      return new Column(name, "", false);
    }

    public static Column number(String name, String unit) {
      return new Column(name, unit, true);
    }

    /** Its name, and its unit in brackets. */
    public String header() {
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row, one cell a column.
   *
   * @throws IllegalArgumentException if the number of cells is not the number of columns
   */
  public TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  public List<Column> columns() {
    return columns;
  }

  /** The cells, row by row. */
  public List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /** The table as lines that end in a newline, with no blanks at the end of a line. */
  public String render(TextStyle style) {
    List<String> headers = columns.stream().map(Column::header).toList();
    int[] widths = widths(headers);
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    StringBuilder text = new StringBuilder();
    text.append(style.bold(line(headers, widths))).append('\n');
    text.append(style.rule(total)).append('\n');
    for (List<String> row : rows) {
      text.append(line(row, widths)).append('\n');
    }
    return text.toString();
  }

  /** The table in Markdown, in lines that end in a newline. */
  public String markdown() {
    StringBuilder text =
        new StringBuilder(markdownLine(columns.stream().map(Column::header).toList()));
    text.append('|');
    for (Column column : columns) {
      text.append(column.alignRight() ? "--:|" : "---|");
    }
    text.append('\n');
    rows.forEach(row -> text.append(markdownLine(row)));
    return text.toString();
  }

  private static String markdownLine(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return line.append('\n').toString();
  }

  private int[] widths(List<String> headers) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(headers.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).alignRight() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Columns a terminal gives the cell: one a character; colours are added after alignment. */
  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
