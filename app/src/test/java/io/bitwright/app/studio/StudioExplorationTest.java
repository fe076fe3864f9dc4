package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Finished explorations in the studio. */
class StudioExplorationTest {
  /** What an exploration prints, cut down. */
  static final String DOCUMENT =
      """
      {
        "space": "small",
        "variables": [
          {"name": "rows", "values": ["8", "16", "32"]},
          {"name": "weights", "values": ["binary", "ternary"]}
        ],
        "figures": [
          {"name": "latency", "unit": "s"},
          {"name": "energy", "unit": "J"},
          {"name": "area", "unit": ""}
        ],
        "points": [
          {"index": 0, "variables": {"rows": "8", "weights": "binary"},
           "figures": {"latency": 0.08, "energy": 0.5, "area": 100}, "onFront": true},
          {"index": 1, "variables": {"rows": "16", "weights": "binary"},
           "figures": {"latency": 0.04, "energy": 0.7, "area": 400}, "onFront": true},
          {"index": 2, "variables": {"rows": "32", "weights": "ternary"},
           "figures": {"latency": 0.005, "energy": 0.9, "area": 1600}, "onFront": true},
          {"index": 3, "variables": {"rows": "16", "weights": "ternary"},
           "figures": {"latency": 0.06, "energy": 0.95, "area": null}, "onFront": false}
        ]
      }
      """;

  @Test
  void documentIsReadFromAFileAndFromAText(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("front.json"), DOCUMENT);

    Exploration read = Exploration.read(file);

    assertThat(read).isEqualTo(Exploration.read("front.json", DOCUMENT));
    assertThat(read.variables()).containsExactly("rows", "weights");
    assertThat(read.figures())
        .extracting(Exploration.Figure::label)
        .containsExactly("latency [s]", "energy [J]", "area");
    assertThat(read.points()).hasSize(4);
    assertThat(read.points().get(3).figures()).doesNotContainKey("area").hasSize(2);
    assertThat(read.points())
        .extracting(Exploration.Point::onFront)
        .containsExactly(true, true, true, false);
  }

  @Test
  void keysOfLaterVersionsArePassedOver() {
    String later = DOCUMENT.replace("\"space\": \"small\"", "\"seed\": 3, \"space\": \"small\"");

    assertThat(Exploration.read("front.json", later))
        .isEqualTo(Exploration.read("front.json", DOCUMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                             | front.json:1: figures: a list is needed",
        "[1]                            | front.json:1: figures: a list is needed",
        "{\"figures\": [{}]}            | front.json:1: name: a single value is needed",
        "{\"figures\": [], \"variables\": [], \"points\": []} | front.json: has 0 figures",
        "{                              | front.json:1: not JSON"
      })
  void otherDocumentsAreRefused(String text, String message) {
    assertThatThrownBy(() -> Exploration.read("front.json", text))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void wrongNumbersHaveTheirPlace() {
    assertThatThrownBy(() -> Exploration.read("front.json", DOCUMENT.replace("0.95", "\"much\"")))
        .hasMessage("front.json:19: figures.energy: 'much' is not a number");
  }

  @Test
  void viewsShowTwoFiguresAndTheTable() {
    try (Studio studio = TestStudio.start();
        StudioClient client = new StudioClient(studio.address())) {
      JsonNode opened = client.post("api/exploration", DOCUMENT).json();
      String id = opened.at("/id").asString();

      String front = view(client, id, "");
      String all = view(client, id, "&across=energy&upward=area&rows=all");

      assertThat(opened.at("/space").asString()).isEqualTo("small");
      assertThat(opened.at("/points").asInt()).isEqualTo(4);
      assertThat(front)
          .contains("small: 4 points over rows, weights, 3 of them on the Pareto front")
          .contains("<title>rows 16, weights binary, latency [s] 0.04, energy [J] 0.7</title>")
          .doesNotContain("0.95</td>");
      assertThat(front.split("<tr>", -1)).hasSize(5);
      assertThat(all).contains("note: 1 point lacks one of the figures");
      assertThat(client.get("api/exploration?id=" + id + "&across=speed").message())
          .isEqualTo("no figure 'speed' here; allowed: latency, energy, area");
    }
  }

  @Test
  void onlyTheLastFewAreKept() {
    try (Studio studio = TestStudio.start();
        StudioClient client = new StudioClient(studio.address())) {
      for (int i = 0; i < 5; i++) {
        client.post("api/exploration", DOCUMENT);
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
      String hostile =
          DOCUMENT.replace("binary", "<script>alert(1)</script>").replace("small", "<b>");
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
