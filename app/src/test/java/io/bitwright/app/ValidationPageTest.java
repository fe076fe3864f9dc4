package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Are the pages of {@code docs/results} what the command writes, and what {@code --json} says? */
class ValidationPageTest {
  private static final Path RESULTS = Path.of("../docs/results");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"chips,validation.md", "pods,pods.md"})
  void theCommittedPageIsWhatTheCommandWrites(String subject, String name) throws IOException {
    Path page = folder.resolve("results").resolve(name);
    CapturedConsole run =
        CapturedConsole.run("validate", "--subject", subject, "--markdown", page.toString());

    assertThat(run.status()).isZero();
    assertThat(Files.readString(RESULTS.resolve(name)))
        .as("run ./bitwright validate --subject " + subject + " --markdown docs/results/" + name)
        .isEqualTo(Files.readString(page));
    String picture = name.replace(".md", ".svg");
    assertThat(RESULTS.resolve(picture)).hasSameTextualContentAs(page.resolveSibling(picture));
  }

  @ParameterizedTest
  @CsvSource({"chips,validation.md", "pods,pods.md"})
  void thePageHoldsTheFiguresOfTheDocument(String subject, String name) throws IOException {
    JsonNode document =
        JsonMapper.shared()
            .readTree(CapturedConsole.run("validate", "--subject", subject, "--json").out());
    List<String> lines = Files.readAllLines(RESULTS.resolve(name));

    assertThat(lines)
        .contains(
            "%d of %d hold, %d known deviations, %d failing."
                .formatted(
                    document.get("holding").asInt(),
                    document.get("rows").size(),
                    document.get("knownDeviations").asInt(),
                    document.get("failing").asInt()));
    Map<String, Integer> rowsOfSource = new LinkedHashMap<>();
    document.get("rows").forEach(row -> rowsOfSource.merge(source(row), 1, Integer::sum));
    for (JsonNode row : document.get("rows")) {
      boolean noted = !row.get("holds").asBoolean() || row.get("published").asDouble() == 0;
      if (noted || rowsOfSource.getOrDefault(source(row), 0) <= 40) {
        assertThat(lines).contains(line(row));
      }
    }
    rowsOfSource.forEach((source, rows) ->
        assertThat(lines).anyMatch(l -> l.startsWith("| " + source + " | " + rows)));
  }

  @Test
  void withoutASubjectAllRowsArePrinted() {
    int all = rows("validate", "--json");

    assertThat(all)
        .isEqualTo(
            rows("validate", "--subject", "chips", "--json")
                + rows("validate", "--subject", "pods", "--json"));
  }

  @Test
  void aPageNeedsASubject() {
    CapturedConsole.run("validate", "--markdown", folder.resolve("page.md").toString())
        .assertRefused("--markdown writes one subject: give --subject chips or pods");
  }

  private static int rows(String... arguments) {
    return JsonMapper.shared().readTree(CapturedConsole.run(arguments).out()).get("rows").size();
  }

  @Test
  void aPageThatCannotBeWrittenIsRefused() {
    CapturedConsole.run("validate", "--subject", "chips", "--markdown", "/dev/null/page.md")
        .assertRefused("cannot write /dev/null/page.md: a part of the path is a file");
  }

  private static String source(JsonNode row) {
    return row.get("source").asString();
  }

  private static String line(JsonNode row) {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            row.get("item").asString(),
            NumberText.decimal(row.get("published").asDouble()),
            NumberText.significant(row.get("ours").asDouble(), 4),
            row.get("unit").asString(),
            NumberText.signed(row.get("error").asDouble(), 2),
            row.get("bound").asBoolean()
                ? "at most 0"
                : NumberText.significant(row.get("tolerance").asDouble(), 2),
            row.get("holds").asBoolean() ? "holds" : "known deviation");
  }
}
