package io.bitwright.app.exploration.store;

import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns.Column;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/** The table of points, as SQL. */
final class PointTable {
  private final List<Column> columns;
  private final int objectives;

  PointTable(List<Column> columns, int objectives) {
    this.columns = columns;
    this.objectives = objectives;
  }

  String create() {
    return "CREATE TABLE points (place BIGINT, point BIGINT, "
        + columns.stream().map(PointTable::declared).collect(Collectors.joining(", "))
        + ", why VARCHAR, "
        + costNames().map(name -> name + " DOUBLE").collect(Collectors.joining(", "))
        + ")";
  }

  private static String declared(Column column) {
    return quoted(column.header()) + (column.words().isEmpty() ? " DOUBLE" : " VARCHAR");
  }

  /** Appends one row; what has no value is null. */
  void append(DuckDBAppender appender, long place, PointBlock block, int row) throws SQLException {
    appender.beginRow();
    appender.append(place);
    appender.append(block.point(row));
    for (int i = 0; i < columns.size(); i++) {
      double value = block.value(i, row);
      if (!Double.isFinite(value)) {
        appender.append((Double) null);
      } else if (columns.get(i).words().isEmpty()) {
        appender.append(value);
      } else {
        appender.append(columns.get(i).words().get((int) value));
      }
    }
    appender.append(block.counts(row) ? (String) null : block.reason(row));
    for (double cost : block.costsOf(row)) {
      appender.append(cost);
    }
    appender.endRow();
  }

  /** Points that count, with their costs. */
  String costs() {
    return "SELECT point, "
        + costNames().collect(Collectors.joining(", "))
        + " FROM points WHERE why IS NULL ORDER BY place";
  }

  double[] costs(ResultSet row) throws SQLException {
    double[] costs = new double[objectives];
    for (int i = 0; i < objectives; i++) {
      costs[i] = row.getDouble(2 + i);
    }
    return costs;
  }

  static String reasons(int most) {
    return "SELECT why, count(*) AS points FROM points WHERE why IS NOT NULL GROUP BY why"
        + " ORDER BY points DESC, why LIMIT "
        + most;
  }

  /** Writes all rows with the mark of the front, in their order. */
  String copy(Path file, ResultFormat format) {
    return "COPY (SELECT points.point, "
        + columns.stream().map(column -> quoted(column.header())).collect(Collectors.joining(", "))
        + ", why, front.point IS NOT NULL AS on_front FROM points LEFT JOIN front"
        + " ON points.point = front.point ORDER BY place) TO '"
        + file.toString().replace("'", "''")
        + "' ("
        + format.options()
        + ")";
  }

  private Stream<String> costNames() {
    return IntStream.range(0, objectives).mapToObj(i -> "cost_" + i);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
