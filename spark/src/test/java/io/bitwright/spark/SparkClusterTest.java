package io.bitwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationEngine;
import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.LocalEngine;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.Strategy;
import io.bitwright.app.exploration.store.PointStore;
import io.bitwright.app.exploration.store.ResultFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster: a master and two workers, of which one is lost on the way. */
class SparkClusterTest {
  private static final int BANDWIDTHS = 5000;
  private static final long SAMPLE = 10_000;
  private static final long SEED = 11;
  private static final int BLOCKS_BEFORE_THE_LOSS = 50;

  @TempDir private static Path folder;
  private static @Nullable LocalCluster cluster;
  private static Path space = Path.of("");

  @BeforeAll
  static void startCluster() throws IOException {
    space = SmallSpace.write(folder, BANDWIDTHS);
    cluster = new LocalCluster(Files.createDirectory(folder.resolve("cluster")), 2);
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static LocalCluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  @Test
  void lostWorkerLosesNoPoint() throws IOException {
    ExplorationRequest request = ExplorationRequest.of(space, Optional.empty());
    ExplorationRun here;
    try (LocalEngine engine = new LocalEngine(request.exploration(), 2)) {
      here = run(request, engine, "here", _ -> true);
    }
    ExplorationRun onCluster;
    int[] blocks = {0};
    try (SparkEngine engine = SparkEngine.open(request, cluster().url())) {
      LocalCluster.await("both workers take part", () -> engine.executors() == 2);
      onCluster =
          run(
              request,
              engine,
              "cluster",
              _ -> {
                blocks[0]++;
                if (blocks[0] == BLOCKS_BEFORE_THE_LOSS) {
                  cluster().kill(0);
                }
                return true;
              });
      LocalCluster.await("one worker is left", () -> engine.executors() == 1);
    }

    assertThat(blocks[0]).isGreaterThan(2 * BLOCKS_BEFORE_THE_LOSS);
    assertThat(onCluster.evaluated()).isEqualTo(here.evaluated()).isEqualTo(SAMPLE);
    assertThat(onCluster.counted()).isEqualTo(here.counted()).isBetween(1L, SAMPLE - 1);
    assertThat(onCluster.front().members())
        .usingRecursiveComparison()
        .isEqualTo(here.front().members());
    assertThat(Files.mismatch(results("here"), results("cluster"))).isEqualTo(-1);
  }

  private static ExplorationRun run(
      ExplorationRequest request,
      ExplorationEngine engine,
      String name,
      Predicate<PointBlock> goesOn) {
    Exploration exploration = request.exploration();
    ExplorationRun run = new ExplorationRun(exploration, Strategy.SAMPLE, SAMPLE, SEED);
    Path file = folder.resolve(name + ".duckdb");
    int objectives = exploration.objectives().size();
    try (PointStore store =
        PointStore.create(file, name, exploration.columns().all(), objectives)) {
      run.run(
          engine,
          0,
          block -> {
            store.append(block);
            return goesOn.test(block);
          });
      store.commit();
      store.export(results(name), ResultFormat.of(results(name)), run.front());
    }
    return run;
  }

  private static Path results(String name) {
    return folder.resolve(name + ".parquet");
  }

  @Test
  void sparkSubmitRunsTheSame() throws Exception {
    Path here = folder.resolve("here.csv");
    CommandRun local = CommandRun.of(Stream.concat(Stream.of("explore"), options(here)).toArray());
    assertThat(local.status()).as(local.err()).isZero();

    Path submitted = folder.resolve("submitted.csv");
    try (ShippedJars shipped = new ShippedJars()) {
      List<String> jars = new ArrayList<>(List.of(shipped.paths()));
      LocalCluster.bitwrightJars().stream()
          .filter(place -> Files.isRegularFile(place) && !jars.contains(place.toString()))
          .forEach(jar -> jars.add(jar.toString()));
      List<String> command = new ArrayList<>(cluster().java());
      command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", cluster().url()));
      command.addAll(List.of("--class", SparkExplore.class.getName()));
      command.addAll(List.of("--jars", String.join(",", jars.subList(1, jars.size()))));
      command.add(jars.getFirst());
      command.addAll(options(submitted).map(Object::toString).toList());
      assertThat(output(command).replace("submitted", "here")).isEqualTo(local.out());
    }
    assertThat(Files.mismatch(here, submitted)).isEqualTo(-1);
  }

  private static Stream<Object> options(Path out) {
    return Stream.of(space, "--strategy", "sample", "--points", 500, "--out", out);
  }

  private static String output(List<String> command) throws Exception {
    Path err = folder.resolve("submit.err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(cluster().environment());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(err)).isZero();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }
}
