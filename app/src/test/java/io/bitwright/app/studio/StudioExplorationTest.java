package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.app.Main;
import io.bitwright.app.exploration.Spaces;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.SpecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Finished explorations in the studio. */
class StudioExplorationTest {
  /** What {@code explore --json} prints, cut down. */
  private static final String DOCUMENT =
      """
      {
        "space": "small",
        "seed": 1,
        "variables": [{"name": "rows", "unit": ""}, {"name": "weights", "unit": ""}],
        "figures": [{"name": "area", "unit": ""}, {"name": "latency", "unit": "s"}],
        "front": [
          {"point": 0, "variables": {"rows": 8.0, "weights": "binary"},
           "figures": {"area": 100.0, "latency": 0.08}},
          {"point": 5, "variables": {"rows": 16.0, "weights": "binary"},
           "figures": {"area": null, "latency": 0.04}}
        ]
      }
      """;

  /** What {@code explore --out rows.json} writes, cut down. */
  static final String ROWS =
      """
      [
       {"point":0,"rows":8.0,"weights":"binary","latency [s]":0.08,"energy [J]":0.5,"area":100.0,"why":null,"on_front":true},
       {"point":1,"rows":16.0,"weights":"binary","latency [s]":0.04,"energy [J]":0.7,"area":400.0,"why":null,"on_front":true},
       {"point":2,"rows":32.0,"weights":"ternary","latency [s]":0.005,"energy [J]":0.9,"area":1600.0,"why":null,"on_front":true},
       {"point":3,"rows":16.0,"weights":"ternary","latency [s]":0.06,"energy [J]":0.95,"area":null,"why":null,"on_front":false}
      ]
      """;

  /** Both forms, as the command writes them. */
  @Test
  void whatExploreWritesIsRead(@TempDir Path folder) throws IOException {
    Path space = Files.writeString(folder.resolve("space.yaml"), Spaces.SMALL);
    Path rows = folder.resolve("rows.json");
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(document, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            TextStyle.PLAIN,
            false);
    int status =
        new Main(console).run("explore", space.toString(), "--json", "--out", rows.toString());

    Exploration front =
        ExplorationReader.read("front.json", document.toString(StandardCharsets.UTF_8));
    Exploration all = ExplorationReader.read(rows);

    assertThat(status).isZero();
    assertThat(all.points()).hasSizeBetween(front.points().size() + 1, 192);
    assertThat(
            all.points().stream().filter(Exploration.Point::onFront).map(Exploration.Point::number))
        .containsExactlyInAnyOrderElementsOf(
            front.points().stream().map(Exploration.Point::number).toList());
    assertThat(front.figures()).contains(new Exploration.Figure("latency", "s"));
    assertThat(all.figures()).contains(new Exploration.Figure("latency", "s"));
  }

  @Test
  void documentHasTheFront(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("front.json"), DOCUMENT);

    Exploration read = ExplorationReader.read(file);

    assertThat(read).isEqualTo(ExplorationReader.read("front.json", DOCUMENT));
    assertThat(read.space()).isEqualTo("small");
    assertThat(read.variables()).containsExactly("rows", "weights");
    assertThat(read.figures())
        .containsExactly(
            new Exploration.Figure("area", ""), new Exploration.Figure("latency", "s"));
    assertThat(read.points())
        .containsExactly(
            new Exploration.Point(
                "0",
                Map.of("rows", "8.0", "weights", "binary"),
                Map.of("area", 100.0, "latency", 0.08),
                true),
            new Exploration.Point(
                "5", Map.of("rows", "16.0", "weights", "binary"), Map.of("latency", 0.04), true));
  }

  @Test
  void rowsHaveAllPoints() {
    Exploration read = ExplorationReader.read("rows.json", ROWS);

    assertThat(read.space()).isEqualTo("rows.json");
    assertThat(read.variables()).containsExactly("weights");
    assertThat(read.figures())
        .extracting(Exploration.Figure::label)
        .containsExactly("rows", "latency [s]", "energy [J]", "area");
    assertThat(read.points())
        .extracting(Exploration.Point::onFront)
        .containsExactly(true, true, true, false);
    assertThat(read.points().get(3))
        .isEqualTo(
            new Exploration.Point(
                "3",
                Map.of("weights", "ternary"),
                Map.of("rows", 16.0, "latency", 0.06, "energy", 0.95),
                false));
  }

  @Test
  void axesBeginWithWhatPeopleAskForFirst() {
    Exploration rows = ExplorationReader.read("rows.json", ROWS);
    Exploration front = ExplorationReader.read("front.json", DOCUMENT);

    assertThat(rows.firstShown(0).name()).isEqualTo("latency");
    assertThat(rows.firstShown(1).name()).isEqualTo("energy");
    assertThat(front.firstShown(0).name()).isEqualTo("latency");
    assertThat(front.firstShown(1).name()).isEqualTo("area");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                               | front.json:1: figures: a list is needed; open what",
        "[1]                              | front.json:1: a single value: names with values",
        "[]                               | front.json: has 0 figures and 0 points;",
        "[{\"point\": 1}]                 | front.json:1: on_front: a single value is needed",
        "[{\"point\": []}]                | front.json:1: point: a single value is needed",
        "{\"figures\": [{}]}              | front.json:1: name: a single value is needed",
        "{                                | front.json:1: not JSON"
      })
  void otherDocumentsAreRefused(String text, String message) {
    assertThatThrownBy(() -> ExplorationReader.read("front.json", text))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void wrongNumbersHaveTheirPlace() {
    assertThatThrownBy(
            () -> ExplorationReader.read("front.json", DOCUMENT.replace("0.04", "\"much\"")))
        .hasMessage("front.json:9: figures.latency: 'much' is not a number");
  }

  @Test
  void viewsShowTwoFiguresAndTheTable() {
    try (Studio studio = TestStudio.start();
        StudioClient client = new StudioClient(studio.address())) {
      JsonNode opened = client.post("api/exploration?name=small", ROWS).json();
      String id = opened.at("/id").asString();

      String front = view(client, id, "");
      String all = view(client, id, "&across=energy&upward=area&rows=all");

      assertThat(opened.at("/space").asString()).isEqualTo("small");
      assertThat(opened.at("/across").asString()).isEqualTo("latency");
      assertThat(front)
          .contains("<p>4 points, 3 of them on the Pareto front</p>")
          .contains("<title>weights binary, latency [s] 0.04, energy [J] 0.7</title>")
          .doesNotContain("0.95</td>");
      assertThat(front.split("<tr>", -1)).hasSize(5);
      assertThat(all).contains("note: 1 point lacks one of the figures");
      assertThat(client.get("api/exploration?id=" + id + "&across=speed").message())
          .isEqualTo("no figure 'speed' here; allowed: rows, latency, energy, area");
    }
  }

  @Test
  void onlyTheLastFewAreKept() {
    try (Studio studio = TestStudio.start();
        StudioClient client = new StudioClient(studio.address())) {
      for (int i = 0; i < 5; i++) {
        client.post("api/exploration?name=small", ROWS);
      }

      assertThat(client.get("api/exploration?id=1").status()).isEqualTo(404);
      assertThat(client.get("api/exploration?id=2").status()).isEqualTo(200);
      assertThat(client.get("api/exploration?id=5").status()).isEqualTo(200);
    }
  }

  @Test
  void textsOfADocumentStayTexts() {
    try (Studio studio = TestStudio.start();
        StudioClient client = new StudioClient(studio.address())) {
      String hostile = ROWS.replace("binary", "<script>alert(1)</script>").replace("area", "<b>");
      String id = client.post("api/exploration", hostile).json().at("/id").asString();

      assertThat(view(client, id, ""))
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;")
          .doesNotContain("<script", "<b>");
    }
  }

  private static String view(StudioClient client, String id, String more) {
    return client.get("api/exploration?id=" + id + more).json().at("/html").asString();
  }
}
