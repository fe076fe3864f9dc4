package io.bitwright.app.chart;

import io.bitwright.app.report.TextTable;
import java.util.List;

/** Parts that pages have in common. */
public final class PageParts {
  private PageParts() {}

  /** A figure of the whole run, with its unit. */
  public record Figure(String name, String value) {

    /** The rows of a table of two columns. */
    public static List<Figure> of(TextTable table) {
      return table.rows().stream().map(row -> new Figure(row.getFirst(), row.getLast())).toList();
    }
  }

  /** Bars under a title; the id is what links name. */
  public record Chart(String id, String title, BarChart bars) {}

  /**
   * A picture under a title.
   *
   * @param id what links name
   * @param svg the picture as SVG that stands in the page
   */
  public record Picture(String id, String title, String svg) {}

  /** A table; its lines are lists of cells, one a column. */
  public record Table(String caption, List<Column> columns, List<List<String>> lines)
      implements PagePart {
    public Table {
      columns = List.copyOf(columns);
      lines = List.copyOf(lines);
    }

    @Override
    public String kind() {
      return "table";
    }

    /** A table of text under a caption. */
    public static Table of(String caption, TextTable table) {
      return new Table(
          caption,
          table.columns().stream().map(c -> new Column(c.header(), c.alignRight())).toList(),
          table.rows());
    }
  }

  /** A column of a table. */
  public record Column(String header, boolean alignRight) {
    public static Column text(String header) {
      return new Column(header, false);
    }

    public static Column number(String header) {
      return new Column(header, true);
    }
  }
}
