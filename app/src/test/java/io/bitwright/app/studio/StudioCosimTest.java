package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.NeedsVerilator;
import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Co-simulations that the studio starts. */
class StudioCosimTest {
  private static final Map<String, Object> SMALL =
      Map.of("unit", "ternary_unpacker", "cases", 4, "seed", 7);

  private static String started(StudioClient client, Object request) {
    StudioClient.Reply reply = client.post("api/cosim", request);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().at("/job").asString();
  }

  private static String events(StudioClient client, String job) {
    StudioClient.Reply reply = client.get("api/cosim/events?job=" + job);
    assertThat(reply.headers()).containsEntry("content-type", "text/event-stream");
    return reply.text();
  }

  private static List<String> kinds(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring("event: ".length()))
        .toList();
  }

  @Test
  void eachRunAndTheEndAreTold() {
    try (Studio studio = studio(new CosimDesk(() -> {}, MadeUpCosim::agreeing));
        StudioClient client = new StudioClient(studio.address())) {
      String job = started(client, SMALL);

      String events = events(client, job);

      assertThat(kinds(events)).containsExactly("begun", "line", "line", "line", "line", "done");
      assertThat(events)
          .contains("data: {\"design\":\"ternary_unpacker\",\"cases\":4,\"seed\":7}\n")
          .contains(
              "\"rtlCycles\":100,\"simulatedCycles\":100,\"agrees\":true,\"verdict\":\"equal\"}")
          .contains("\"agrees\":true,\"verdict\":\"ternary_unpacker: 4 runs, 0 value mismatches");
      assertThat(events(client, job)).as("told again").isEqualTo(events);
    }
  }

  @Test
  void oneRunsAtATimeUntilItIsCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (Studio studio = studio(new CosimDesk(() -> {}, MadeUpCosim.endless(begun)));
        StudioClient client = new StudioClient(studio.address())) {
      String job = started(client, SMALL);
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      StudioClient.Reply second = client.post("api/cosim", SMALL);
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.message())
          .isEqualTo("a co-simulation is going on; wait for its end or cancel it");

      assertThat(cancelled(client)).isTrue();
      assertThat(kinds(events(client, job))).startsWith("begun", "line").endsWith("cancelled");
      assertThat(cancelled(client)).as("nothing is left to cancel").isFalse();

      String next = started(client, SMALL);
      assertThat(next).isNotEqualTo(job);
      assertThat(client.get("api/cosim/events?job=" + job).status()).isEqualTo(404);
    }
  }

  private static boolean cancelled(StudioClient client) {
    return client.post("api/cosim/cancel", Map.of()).json().at("/cancelled").asBoolean();
  }

  @Test
  void whatFailsIsTold() {
    CosimDesk desk =
        new CosimDesk(
            () -> {},
            (_, _) -> {
              throw new IllegalStateException("verilating failed: no space is left");
            });
    try (Studio studio = studio(desk);
        StudioClient client = new StudioClient(studio.address())) {
      String events = events(client, started(client, SMALL));

      assertThat(kinds(events)).containsExactly("begun", "failed");
      assertThat(events).contains("ternary_unpacker: verilating failed: no space is left");
    }
  }

  @Test
  void missingVerilatorIsSaidBeforeAnythingBegins() {
    CosimDesk desk =
        new CosimDesk(
            () -> {
              throw new SpecException("verilator is not installed (not found on PATH)");
            },
            MadeUpCosim::agreeing);
    try (Studio studio = studio(desk);
        StudioClient client = new StudioClient(studio.address())) {
      StudioClient.Reply reply = client.post("api/cosim", SMALL);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.message()).isEqualTo("verilator is not installed (not found on PATH)");
      assertThat(client.get("api/cosim/events?job=1").status()).isEqualTo(404);
    }
  }

  @Test
  void wrongRequestsAreRefused() {
    try (Studio studio = studio(new CosimDesk(() -> {}, MadeUpCosim::agreeing));
        StudioClient client = new StudioClient(studio.address())) {
      assertThat(client.post("api/cosim", Map.of("unit", "requantizer", "cases", 0)).message())
          .contains("cases", "10000");
      assertThat(client.post("api/cosim", Map.of()).message())
          .isEqualTo("give a unit or a description");
      assertThat(client.get("api/cosim/events").status()).isEqualTo(404);
    }
  }

  @Test
  @NeedsVerilator
  void rtlAgreesUnderVerilator() {
    try (Studio studio = studio(CosimDesk.withVerilator());
        StudioClient client = new StudioClient(studio.address())) {
      String events = events(client, started(client, SMALL));

      assertThat(kinds(events)).containsExactly("begun", "line", "line", "line", "line", "done");
      assertThat(events)
          .contains("0 value mismatches, 0 cycle differences: RTL, golden and simulator agree");
    }
  }

  /** Settings that no other test has, so that no build of them is kept from before. */
  @Test
  @NeedsVerilator
  void cancellingEndsTheBuild() {
    Map<String, Object> large =
        Map.of("unit", "adder_tree_array", "settings", Map.of("rows", 61, "columns", 59));
    try (Studio studio = studio(CosimDesk.withVerilator());
        StudioClient client = new StudioClient(studio.address())) {
      String job = started(client, large);

      assertThat(cancelled(client)).isTrue();
      assertThat(kinds(events(client, job))).containsExactly("begun", "cancelled");
      assertThat(ProcessHandle.current().descendants().flatMap(p -> p.info().command().stream()))
          .noneMatch(command -> command.contains("verilator") || command.contains("g++"));
    }
  }

  private static Studio studio(CosimDesk desk) {
    return TestStudio.start(desk);
  }
}
