package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.testbench.cosim.CosimReport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the studio, and how. */
class StudioAccessTest {
  private static final String ESTIMATE =
      "{\"choices\": {\"model\": \"gpt2\", \"accelerator\": \"tpu-v4\"}}";
  private static final int MIB = 1 << 20;

  private static Studio studio;
  private static StudioClient client;

  @BeforeAll
  static void open() {
    studio = TestStudio.start(new CosimDesk(() -> {}, (_, _) -> new CosimReport(List.of())));
    client = new StudioClient(studio.address());
  }

  @AfterAll
  static void close() {
    client.close();
    studio.close();
  }

  @Test
  void addressIsOfThisMachineAloneAndHoldsASecret() {
    try (Studio other = TestStudio.start()) {
      assertThat(studio.address()).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{32}/");
      assertThat(URI.create(other.address()).getPath())
          .isNotEqualTo(URI.create(studio.address()).getPath());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/start", "/x/api/start", "//api/start", "/favicon.ico", "/%2e%2e/"})
  void withoutTheSecretNothingIsThere(String path) {
    assertThat(client.raw("GET " + path + " HTTP/1.1", host("127.0.0.1"))).contains(" 403 ");
  }

  @Test
  void whoLacksTheSecretIsToldWhereItIs() {
    assertThat(client.get("/").message())
        .isEqualTo("open the address that 'bitwright studio' printed; this one lacks its secret");
  }

  @Test
  void aSecretThatIsNearlyRightIsWrong() {
    String wrong = client.root().substring(0, client.root().length() - 2) + "!/";

    assertThat(client.raw("GET " + wrong + " HTTP/1.1", host("127.0.0.1"))).contains(" 403 ");
    assertThat(client.raw("GET " + client.root() + " HTTP/1.1", host("127.0.0.1")))
        .contains(" 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "localhost, 200",
    "LOCALHOST, 200",
    "[::1], 200",
    "rebound.example, 403",
    "127.0.0.1.example, 403",
    "0.0.0.0, 403"
  })
  void onlyLoopbackNamesAreAnswered(String name, String status) {
    assertThat(client.raw("GET " + client.root() + " HTTP/1.1", host(name)))
        .contains(" " + status + " ");
  }

  @Test
  void aHostWithoutItsPortIsNotThisServer() {
    assertThat(client.raw("GET " + client.root() + " HTTP/1.1", "Host: localhost"))
        .contains(" 403 ");
    assertThat(client.raw("GET " + client.root() + " HTTP/1.0")).contains(" 403 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Origin, https://127.0.0.1, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, none, 403",
    "Sec-Fetch-Site, same-origin, 200"
  })
  void pagesOfOtherSitesChangeNothing(String header, String value, int status) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.at("api/estimate"))
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString(ESTIMATE));

    assertThat(client.send(request).status()).isEqualTo(status);
  }

  @Test
  void theOwnPageMayAsk() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.at("api/estimate"))
            .header("Content-Type", "application/json")
            .header("Origin", "http://localhost:" + client.port())
            .POST(BodyPublishers.ofString(ESTIMATE));

    assertThat(client.send(request).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../page.html",
        "js/../page.html",
        "js/%2e%2e/page.html",
        "js/..%2fpage.html",
        "..%2f..%2fMain.class",
        "page.html",
        "js/",
        "js/nothing.js",
        "package-info.class",
        "api",
        "api/estimate/"
      })
  void onlyListedFilesAreThere(String path) {
    assertThat(client.raw("GET " + client.root() + path + " HTTP/1.1", host("localhost")))
        .contains(" 404 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, api/estimate, POST",
    "POST, api/start, GET",
    "DELETE, api/start, GET",
    "PUT, api/exploration, 'POST, GET'",
    "HEAD, api/start, GET",
    "OPTIONS, api/estimate, POST"
  })
  void otherMethodsAreRefusedWithThoseAllowed(String method, String path, String allowed) {
    StudioClient.Reply reply =
        client.send(
            HttpRequest.newBuilder(client.at(path)).method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("allow", allowed);
  }

  @Test
  void nothingIsSharedWithOtherSites() {
    for (String path : List.of("", "api/start", "nothing")) {
      Map<String, String> headers = client.get(path).headers();
      assertThat(headers)
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("cache-control", "no-store")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("x-frame-options", "DENY")
          .doesNotContainKey("access-control-allow-origin")
          .doesNotContainKey("set-cookie");
      assertThat(headers.get("content-security-policy"))
          .startsWith("default-src 'self';")
          .contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
          .doesNotContain("unsafe-eval", "script-src", "http");
    }
  }

  @Test
  void pageLoadsOnlyWhatIsServed() {
    String page = client.get("").text();

    assertThat(page).doesNotContain("http:", "https:", "<style", " style=", "onclick");
    page.lines()
        .filter(line -> line.startsWith("<link") || line.startsWith("<script"))
        .map(line -> line.replaceAll(".*(?:href|src)=\"([^\"]+)\".*", "$1"))
        .forEach(path -> assertThat(client.get(path).status()).as(path).isEqualTo(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                              | request:1: not JSON: ",
        "[]                             | request:1: a mapping of keys is needed, found a list",
        "{\"choises\": {}}              | request:1: choises: unknown key; allowed: choices,",
        "{\"choices\": {}, \"choices\": {}} | request:1: ",
        "{\"choices\": 3}               | request:1: choices: is a single value",
        "{\"choices\": {\"batch\": []}} | request:1: choices.batch: is a list"
      })
  void malformedBodiesAreRefusedByTheirFirstFault(String body, String message) {
    StudioClient.Reply reply = client.post("api/estimate", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).startsWith(message);
  }

  @Test
  void deepNestingIsRefused() {
    StudioClient.Reply reply = client.post("api/estimate", "[".repeat(100_000));

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void bodiesAreJsonInUtf8() {
    StudioClient.Reply untyped =
        client.send(
            HttpRequest.newBuilder(client.at("api/estimate"))
                .POST(BodyPublishers.ofString(ESTIMATE)));
    StudioClient.Reply form =
        client.send(
            HttpRequest.newBuilder(client.at("api/estimate"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(ESTIMATE)));
    StudioClient.Reply binary =
        client.send(
            HttpRequest.newBuilder(client.at("api/estimate"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xFF, '}'})));

    assertThat(untyped.status()).isEqualTo(400);
    assertThat(form.status()).isEqualTo(400);
    assertThat(form.message()).isEqualTo("the body must be JSON: Content-Type: application/json");
    assertThat(binary.message()).isEqualTo("request: is not UTF-8 text");
  }

  @Test
  void largeBodiesAreRefused() {
    StudioClient.Reply largest = client.post("api/estimate", " ".repeat(MIB));
    StudioClient.Reply larger = client.post("api/estimate", " ".repeat(MIB + 1));
    StudioClient.Reply exploration = client.post("api/exploration", " ".repeat(16 * MIB + 1));

    assertThat(largest.status()).isEqualTo(400);
    assertThat(larger.status()).isEqualTo(413);
    assertThat(larger.message())
        .isEqualTo("request: has more than 1048576 bytes, the most that is read");
    assertThat(exploration.status()).isEqualTo(413);
  }

  @Test
  void manyAskAtOnceAndAllAreAnsweredAlike() throws Exception {
    String expected = client.post("api/estimate", ESTIMATE).text();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Callable<String>> tasks =
          IntStream.range(0, 48)
              .<Callable<String>>mapToObj(_ -> () -> client.post("api/estimate", ESTIMATE).text())
              .toList();
      for (Future<String> answer : threads.invokeAll(tasks)) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTakenPortIsRefused() {
    assertThatThrownBy(
            () -> TestStudio.start(client.port(), Optional.empty(), CosimDesk.withVerilator()))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("--port " + client.port() + ": cannot be used (")
        .hasMessageEndingWith("; 0 takes a free one");
  }

  private static String host(String name) {
    return "Host: " + name + ":" + client.port();
  }
}
