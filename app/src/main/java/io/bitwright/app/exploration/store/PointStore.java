package io.bitwright.app.exploration.store;

import io.bitwright.app.exploration.ParetoFront;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Points in a DuckDB file beside the results to be, whole up to the last commit whatever happens to
 * the process. For one thread.
 */
public final class PointStore implements AutoCloseable {
  /** Rows between commits: a fraction of a second of work. */
  private static final long ROWS_A_COMMIT = 50_000;

  private static final String MEMORY_LIMIT = "256MB";

  private final Path file;
  private final DuckDBConnection connection;
  private final PointTable table;
  private long rows;
  private long uncommitted;

  private PointStore(Path file, DuckDBConnection connection, PointTable table) {
    this.file = file;
    this.connection = connection;
    this.table = table;
  }

  /** The file that keeps the points of results which go to a place. */
  public static Path fileFor(Path results) {
    return results.resolveSibling("." + results.getFileName() + ".partial.duckdb");
  }

  /**
   * An empty store; what an earlier one kept is gone.
   *
   * @param identity of the exploration: what its results depend on
   * @throws SpecException if the file cannot be written
   */
  public static PointStore create(
      Path file, String identity, List<Column> columns, int objectives) {
    try {
      deleteFiles(file);
      PointStore store = open(file, columns, objectives);
      try (Statement statement = store.connection.createStatement()) {
        statement.execute("CREATE TABLE exploration (identity VARCHAR)");
        statement.execute(store.table.create());
      }
      try (PreparedStatement insert =
          store.connection.prepareStatement("INSERT INTO exploration VALUES (?)")) {
        insert.setString(1, identity);
        insert.execute();
      }
      store.connection.commit();
      return store;
    } catch (SQLException | IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * The store of an exploration that was interrupted.
   *
   * @throws SpecException if there is none, or it is of another exploration
   */
  public static PointStore resume(
      Path file, String identity, List<Column> columns, int objectives) {
    if (!Files.exists(file)) {
      throw new SpecException(
          "--resume: nothing was kept for these results (" + file + " is missing)");
    }
    try {
      PointStore store = open(file, columns, objectives);
      try (Statement statement = store.connection.createStatement()) {
        if (!identity.equals(single(statement, "SELECT identity FROM exploration"))) {
          store.close();
          throw new SpecException(
              "--resume: what was kept is of another space, model, strategy or seed; leave"
                  + " --resume out to begin anew");
        }
        store.rows = Long.parseLong(single(statement, "SELECT count(*) FROM points"));
      }
      return store;
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static PointStore open(Path file, List<Column> columns, int objectives)
      throws SQLException {
    Properties properties = new Properties();
    // Nothing is ever fetched from the network.
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    // One thread: files of the same rows are the same bytes, and the cores are for the points.
    properties.setProperty("threads", "1");
    properties.setProperty("memory_limit", MEMORY_LIMIT);
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties)
            .unwrap(DuckDBConnection.class);
    connection.setAutoCommit(false);
    return new PointStore(file, connection, new PointTable(columns, objectives));
  }

  private static String single(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? String.valueOf(result.getString(1)) : "";
    }
  }

  /** Points that are kept. */
  public long rows() {
    return rows;
  }

  /** Adds points behind the others. */
  public void append(PointBlock block) {
    try (DuckDBAppender appender = connection.createAppender("main", "points")) {
      for (int row = 0; row < block.size(); row++) {
        table.append(appender, rows + row, block, row);
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
    rows += block.size();
    uncommitted += block.size();
    if (uncommitted >= ROWS_A_COMMIT) {
      commit();
    }
  }

  /** Makes all points last. */
  public void commit() {
    try {
      connection.commit();
      uncommitted = 0;
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** Offers all points that count to a front, and tells how many points count. */
  public long offerTo(ParetoFront front) {
    long counted = 0;
    try (Statement statement = connection.createStatement();
        ResultSet kept = statement.executeQuery(table.costs())) {
      while (kept.next()) {
        front.offer(kept.getLong(1), table.costs(kept));
        counted++;
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
    return counted;
  }

  /** Why points do not count, and how many for each reason, the most first. */
  public List<ReasonCount> reasons(int most) {
    List<ReasonCount> reasons = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(PointTable.reasons(most))) {
      while (found.next()) {
        reasons.add(new ReasonCount(String.valueOf(found.getString(1)), found.getLong(2)));
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
    return reasons;
  }

  /** Why points do not count. */
  public record ReasonCount(String reason, long points) {}

  /**
   * Writes all points as a file that appears whole or not at all.
   *
   * @param front the points that get the mark of the front
   * @throws SpecException if the file cannot be written
   */
  public void export(Path results, ResultFormat format, ParetoFront front) {
    Path partial = results.resolveSibling("." + results.getFileName() + ".partial");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE front (point BIGINT)");
      try (DuckDBAppender appender = connection.createAppender("temp", "main", "front")) {
        for (ParetoFront.Member member : front.members()) {
          appender.beginRow();
          appender.append(member.point());
          appender.endRow();
        }
      }
      statement.execute(table.copy(partial, format));
      Files.move(
          partial, results, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException | IOException e) {
      throw unusable(results, e);
    }
  }

  /** Removes the store's file. */
  public void delete() {
    close();
    try {
      deleteFiles(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteFiles(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static SpecException unusable(Path file, Exception cause) {
    String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new SpecException("cannot use " + file + ": " + why, cause);
  }
}
