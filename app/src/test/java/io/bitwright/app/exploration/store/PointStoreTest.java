package io.bitwright.app.exploration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.LocalEngine;
import io.bitwright.app.exploration.Spaces;
import io.bitwright.app.exploration.Strategy;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PointStoreTest {
  @TempDir private Path folder;

  private final Exploration exploration = Spaces.of(Spaces.SMALL);

  private PointStore create(Path results) {
    return PointStore.create(PointStore.fileFor(results), "id", exploration.columns().all(), 3);
  }

  private PointStore resume(Path results, String identity) {
    return PointStore.resume(PointStore.fileFor(results), identity, exploration.columns().all(), 3);
  }

  private void evaluate(ExplorationRun run, PointStore store, int blocks) {
    int[] left = {blocks};
    try (LocalEngine engine = new LocalEngine(exploration, 2)) {
      run.run(
          engine,
          store.rows(),
          block -> {
            store.append(block);
            return --left[0] > 0;
          });
    }
    store.commit();
  }

  private ExplorationRun run(Strategy strategy) {
    return new ExplorationRun(exploration, strategy, 150, 5);
  }

  private byte[] whole(Strategy strategy, ResultFormat format, String name) throws IOException {
    Path results = folder.resolve(name);
    ExplorationRun run = run(strategy);
    try (PointStore store = create(results)) {
      evaluate(run, store, Integer.MAX_VALUE);
      store.export(results, format, run.front());
    }
    return Files.readAllBytes(results);
  }

  @ParameterizedTest
  @CsvSource({"GRID, PARQUET", "SAMPLE, CSV", "SEARCH, PARQUET", "GRID, JSON"})
  void aRunThatStoppedAndWentOnWritesTheSameBytes(Strategy strategy, ResultFormat format)
      throws IOException {
    byte[] whole = whole(strategy, format, "whole");
    Path results = folder.resolve("resumed");
    try (PointStore store = create(results)) {
      evaluate(run(strategy), store, 1);
      assertThat(store.rows()).isBetween(1L, 149L);
    }
    ExplorationRun run = run(strategy);
    try (PointStore store = resume(results, "id")) {
      long counted = store.offerTo(run.front());
      run.countKept(strategy == Strategy.SEARCH ? 0 : store.rows(), counted);
      evaluate(run, store, Integer.MAX_VALUE);
      store.export(results, format, run.front());
    }

    assertThat(Files.readAllBytes(results)).isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource(ResultFormat.class)
  void theSamePointsAreTheSameBytes(ResultFormat format) throws IOException {
    assertThat(whole(Strategy.GRID, format, "one")).isEqualTo(whole(Strategy.GRID, format, "two"));
  }

  @Test
  void parquetHoldsEveryPointWithUnitsInItsColumns() throws IOException, SQLException {
    whole(Strategy.GRID, ResultFormat.PARQUET, "points.parquet");
    List<String> columns = new ArrayList<>();
    long rows = 0;
    long front = 0;
    long refused = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT * FROM '" + folder.resolve("points.parquet") + "'")) {
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        columns.add(found.getMetaData().getColumnName(i));
      }
      while (found.next()) {
        assertThat(found.getLong("point")).isEqualTo(rows);
        assertThat(found.getString("workload.weights"))
            .isEqualTo(rows % 2 == 0 ? "ternary" : "int8");
        front += found.getBoolean("on_front") ? 1 : 0;
        refused += found.getString("why") == null ? 0 : 1;
        rows++;
      }
    }

    assertThat(columns)
        .contains("point", "matrix-unit.rows", "buffers.weights [B]", "memory.bandwidth [B/s]")
        .contains("latency [s]", "energy_per_token [J]", "why", "on_front")
        .doesNotContain("cost_0", "place");
    assertThat(rows).isEqualTo(exploration.gridSize());
    ExplorationRun run = run(Strategy.GRID);
    try (LocalEngine engine = new LocalEngine(exploration, 1)) {
      run.run(engine, 0, block -> true);
    }
    assertThat(front).isEqualTo(run.front().size());
    assertThat(refused).isEqualTo(exploration.gridSize() - run.counted());
  }

  @Test
  void jsonIsAnArrayOfPoints() throws IOException {
    JsonNode points =
        JsonMapper.shared().readTree(whole(Strategy.SAMPLE, ResultFormat.JSON, "points.json"));

    assertThat(points.size()).isEqualTo(150);
    assertThat(points.get(0).get("latency [s]").isNumber() || points.get(0).get("why").isString())
        .isTrue();
  }

  @Test
  void whatWasKeptOfAnotherExplorationIsRefused() {
    Path results = folder.resolve("x.csv");
    assertThatThrownBy(() -> resume(results, "id"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("--resume: nothing was kept for these results");
    create(results).close();
    assertThatThrownBy(() -> resume(results, "other"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("--resume: what was kept is of another space");
    resume(results, "id").delete();
    assertThat(PointStore.fileFor(results)).doesNotExist();
  }

  @Test
  void aBrokenStoreIsToldAndNotCrashedOn() throws IOException {
    Path results = folder.resolve("x.csv");
    Files.writeString(PointStore.fileFor(results), "no database at all");

    assertThatThrownBy(() -> resume(results, "id"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("cannot use");
  }
}
