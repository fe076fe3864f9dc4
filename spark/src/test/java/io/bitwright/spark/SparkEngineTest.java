package io.bitwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointSequence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark in this process, against the engine of one machine. */
class SparkEngineTest {
  private static final String MASTER = "local[2]";
  private static final int BANDWIDTHS = 10;

  @TempDir private Path folder;
  private Path space = Path.of("");

  @BeforeEach
  void writeSpace() throws IOException {
    space = SmallSpace.write(folder, BANDWIDTHS);
  }

  @ParameterizedTest
  @CsvSource({
    "grid, '', parquet",
    "grid, '', csv",
    "grid, '', json",
    "sample, --points=100 --seed=5, parquet",
    "search, --points=150 --seed=3, parquet"
  })
  void resultsAreThoseOfOneMachineToTheByte(String strategy, String points, String ending)
      throws IOException {
    CommandRun here = explore(strategy, points, "here." + ending, "--engine=local");
    CommandRun onSpark =
        explore(strategy, points, "spark." + ending, "--engine=spark", "--master=" + MASTER);

    assertThat(onSpark.err()).isEmpty();
    assertThat(onSpark.out().replace("spark." + ending, "here." + ending)).isEqualTo(here.out());
    assertThat(here.out()).contains("wrote ");
    assertThat(Files.mismatch(folder.resolve("here." + ending), folder.resolve("spark." + ending)))
        .isEqualTo(-1);
  }

  private CommandRun explore(String strategy, String points, String out, String... engine) {
    List<Object> words = new ArrayList<>(List.of("explore", space, "--strategy", strategy));
    words.addAll(points.isEmpty() ? List.of() : Arrays.asList(points.split(" ", -1)));
    words.addAll(List.of("--out", folder.resolve(out)));
    words.addAll(Arrays.asList(engine));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  @Test
  void blocksComeInOrderFromThePlaceAskedForUntilTheSinkHasEnough() {
    List<Long> places = new ArrayList<>();
    try (SparkEngine engine = open(MASTER)) {
      engine.evaluate(PointSequence.grid(360), 7, 10, block -> add(places, block, 1000));
      assertThat(places).hasSize(353).first().isEqualTo(7L);
      assertThat(places).isSorted();

      places.clear();
      engine.evaluate(PointSequence.grid(360), 0, 10, block -> add(places, block, 30));
      assertThat(places).hasSize(30);

      places.clear();
      engine.evaluate(PointSequence.of(9, 3, 4), 0, 64, block -> add(places, block, 1000));
      assertThat(places).containsExactly(9L, 3L, 4L);
    }
  }

  private static boolean add(List<Long> places, PointBlock block, int enough) {
    for (int row = 0; row < block.size(); row++) {
      places.add(block.point(row));
    }
    return places.size() < enough;
  }

  private SparkEngine open(String master) {
    return SparkEngine.open(ExplorationRequest.of(space, Optional.empty()), master);
  }

  @Test
  void placesWhereSparkCannotRunAreRefused() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    refuses("", "--engine spark needs --master: spark://HOST:PORT of a cluster, or local[*]");
    refuses(
        "yarn",
        "--master: 'yarn' is neither spark://HOST:PORT nor local[N]; other clusters are reached by"
            + " spark-submit");
    refuses("local[0]", "--master: 'local[0]' is neither spark://HOST:PORT nor local[N]; ");
    refuses("spark://host", "--master: 'spark://host' is not spark://HOST:PORT");
    refuses(
        "spark://127.0.0.1:" + closed,
        "--master: spark://127.0.0.1:" + closed + " does not answer: Connection refused");
  }

  private void refuses(String master, String message) {
    CommandRun run = CommandRun.of("explore", space, "--engine=spark", "--master=" + master);

    assertThat(run.err()).startsWith("bitwright: " + message);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void threadsAreOfTheLocalEngine() {
    CommandRun run = CommandRun.of("explore", space, "--engine=spark", "--threads=2");

    assertThat(run.err()).isEqualTo("bitwright: --threads is of the local engine; leave it out\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void mainClassOfSparkSubmitTakesTheArgumentsOfExplore() {
    assertThat(SparkExplore.commandLine("space.yaml", "--seed", "7"))
        .containsExactly("explore", "space.yaml", "--seed", "7", "--engine", "spark");
    assertThat(SparkExplore.commandLine("space.yaml", "--engine=local"))
        .containsExactly("explore", "space.yaml", "--engine=local");
  }

  @Test
  void jarsThatWerePackedAreRemoved() {
    List<Path> jars;
    try (ShippedJars shipped = new ShippedJars()) {
      jars = Arrays.stream(shipped.paths()).map(Path::of).toList();
      assertThat(jars).isNotEmpty().allMatch(Files::isRegularFile);
    }
    assertThat(
            jars.stream()
                .filter(jar ->
                    jar.toString().contains("/bitwright-")
                        && jar.startsWith(System.getProperty("java.io.tmpdir"))))
        .isNotEmpty()
        .noneMatch(Files::exists);
  }
}
