package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --collective} and the rows of collectives in a file of cases. */
class CollectiveCommandTest {
  @TempDir private Path folder;

  private static CapturedConsole estimate(String options) {
    return CapturedConsole.run(("estimate " + options).split(" ", -1));
  }

  private static JsonNode json(String options) {
    CapturedConsole run = estimate(options + " --json");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  /** 2 x 4095/4096 of 1 GB over 6 links of 45 GB/s, and 90 steps of 4.55 us. */
  @Test
  void theDocumentSaysTimeAlgorithmAndBandwidths() {
    JsonNode estimate = json("--collective all_reduce --bytes 1GB --pod tpu-v4-4096");
    double seconds = 2 * 4095 / 4096.0 * 1e9 / 270e9 + 90 * 4.55e-6;

    assertThat(estimate.get("seconds").asDouble()).isCloseTo(seconds, within(1e-12));
    assertThat(estimate.get("chips").asLong()).isEqualTo(4096);
    assertThat(estimate.get("algorithm").asString()).isEqualTo("multi-axis ring");
    assertThat(estimate.get("boundBy").asString()).isEqualTo("link bandwidth");
    assertThat(estimate.at("/bounds/linkSeconds").asDouble())
        .isCloseTo(seconds - 90 * 4.55e-6, within(1e-12));
    assertThat(estimate.get("busBytesPerSecond").asDouble())
        .isCloseTo(2 * 4095 / 4096.0 * 1e9 / seconds, within(1.0));
    assertThat(estimate.get("algorithms").size()).isEqualTo(8);
  }

  @Test
  void theTextSaysTheSameForPeople() {
    CapturedConsole run =
        estimate("--collective all_reduce --bytes 64KiB --accelerator nvidia-h200 --chips 2");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "all_reduce of 65.5 kB over 2 chips of h200-x2 (nvidia-h200), axes 0",
            "time                     34.2 us",
            "of it the host's launch  24.4 us; none inside a captured graph",
            "bound of the latency");
  }

  @Test
  void aGridAxesAndAnAlgorithmMayBeGiven() {
    JsonNode tree =
        json(
            "--collective all_reduce --bytes 1MB --pod 4x4x8 --accelerator tpu-v4 --axes 0,2"
                + " --algorithm tree");

    assertThat(tree.get("pod").asString()).isEqualTo("tpu-v4-4096-4x4x8");
    assertThat(tree.get("chips").asLong()).isEqualTo(32);
    assertThat(tree.get("podChips").asLong()).isEqualTo(128);
    assertThat(tree.get("algorithm").asString()).isEqualTo("tree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "--collective all_reduces --bytes 1MB --pod tpu-v4-64~ unknown collective \"all_reduces\"; "
            + "allowed: all_reduce, all_gather, reduce_scatter, all_to_all, broadcast, send_recv; "
            + "did you mean \"all_reduce\"?",
        "--collective all_reduce --pod tpu-v4-64~ --collective needs --bytes SIZE, what each chip "
            + "holds before",
        "--collective all_reduce --bytes 1XB --pod tpu-v4-64~ \"1XB\" is in XB, which is not a unit"
            + " of size here; write a size such as 32 KiB (allowed: B, kB, MB, GB, TB, KiB, MiB,"
            + " GiB, TiB)",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --axes x~ --axes: \"x\" is no list; "
            + "write axes from 0 such as 0,1",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --axes 3~ tpu-v4-64 has no axis 3; "
            + "its axes are 0 to 2",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --batch 2~ --collective is an "
            + "estimate of its own; leave out --batch",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --chips 65~ 65 chips are more than "
            + "the 64 of tpu-v4-64",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --failed-links 0-2~ no link of "
            + "tpu-v4-64 joins its chips 0 and 2",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --failed-links 0~ --failed-links: "
            + "\"0\" is no list; write pairs of chips such as 0-1,5-6",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --failed-chips 64~ tpu-v4-64 has no "
            + "chip 64; its chips are 0 to 63",
        "--collective all_reduce --bytes 1MB --pod tpu-v4-64 --failed-chips 3~ tpu-v4-64 with "
            + "what has failed: every group over the axes [0, 1, 2] has a failed chip: [3]",
        "--bytes 1MB --matmul 8x8x8 --accelerator tpu-v4~ --bytes goes with --collective",
        "--chips 4 --matmul 8x8x8 --accelerator tpu-v4~ several chips, and training, are of a model; "
            + "give --model"
      })
  void whatIsWrongIsRefused(String options, String message) {
    CapturedConsole run = estimate(options);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("bitwright: " + message + "\n");
  }

  /** A ring of all 16 chips of an axis loses a link: its half goes 15 links the other way. */
  @Test
  void aFailedLinkTakesTime() {
    String options = "--collective all_reduce --bytes 1GB --pod tpu-v5e-256 --axes 0";
    JsonNode whole = json(options);
    JsonNode failed = json(options + " --failed-links 0-1");

    assertThat(whole.has("secondsWithFailures") && !whole.get("secondsWithFailures").isNull())
        .isFalse();
    assertThat(failed.get("seconds")).isEqualTo(whole.get("seconds"));
    assertThat(failed.get("secondsWithFailures").asDouble())
        .isGreaterThan(1.5 * whole.get("seconds").asDouble());
  }

  @Test
  void groupsWithoutFailedChipsGoOn() {
    String options =
        "--collective all_reduce --bytes 1MB --pod tpu-v5e-256 --axes 0 --algorithm ring";
    JsonNode failed = json(options + " --failed-chips 17");

    assertThat(failed.get("secondsWithFailures").asDouble())
        .isCloseTo(failed.get("seconds").asDouble(), within(1e-12));
  }

  @Test
  void rowsOfCasesMayBeCollectives() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(
        cases,
        """
        id,collective,bytes,accelerator,chips,pod,matmul
        a,all_reduce,1073741824,nvidia-h200,2,,
        b,send_recv,50 MB,,,tpu-v4-64,
        c,,,tpu-v4,,,8x8x8
        d,all_reduce,,tpu-v4,4,,
        e,all_reduce,1MB,tpu-v4,4,,8x8x8
        f,,1MB,tpu-v4,,,8x8x8
        """);
    Path out = folder.resolve("out.csv");
    CapturedConsole run = estimate("--cases " + cases + " --out " + out);

    assertThat(run.status()).isZero();
    List<String> rows = Files.readAllLines(out);
    assertThat(rows.get(1)).startsWith("a,all_reduce,1073741824,nvidia-h200,2,,,0.00346");
    assertThat(rows.get(1)).endsWith(",,,,,link bandwidth,");
    assertThat(rows.get(2))
        .isEqualTo("b,send_recv,50 MB,,,tpu-v4-64,,0.0011156611111111112,,,,,link bandwidth,");
    assertThat(rows.get(3)).doesNotContain("collective");
    assertThat(rows.get(4)).endsWith(",bytes: empty; what each chip holds before");
    assertThat(rows.get(5)).endsWith(",matmul: a collective has none; leave it empty");
    assertThat(rows.get(6)).endsWith(",bytes: goes with collective; leave it empty");
  }

  @Test
  void podsAreListed() {
    CapturedConsole run = CapturedConsole.run("list", "--json");
    JsonNode pods = JsonMapper.shared().readTree(run.out()).get("pods");

    assertThat(pods.get(0).get("name").asString()).isEqualTo("tpu-v2-256");
    assertThat(pods.get(0).get("chips").asLong()).isEqualTo(256);
    assertThat(CapturedConsole.run("list").out()).contains("h200-x2", "2 NVIDIA H200 joined");
  }
}
