package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.JUnitXmlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HardwareTest {
  @TempDir private Path folder;

  @Test
  void generateListsExactlyTheFilesThatItWrites() throws IOException {
    Path out = folder.resolve("edge");

    CapturedConsole run =
        CapturedConsole.run(
            "generate", "--accelerator", "edge-int8-8x8", "--out", out.toString(), "--json");

    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.shared().readTree(run.out());
    assertThat(document.get("topModule").asString()).isEqualTo("weight_stationary_array");
    try (Stream<Path> written = Files.walk(out)) {
      assertThat(written.filter(Files::isRegularFile).map(file -> out.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(
              document.get("files").valueStream().map(f -> f.get("path").asString()).toList());
    }
  }

  @Test
  void settingsReachTheVerilog() throws IOException {
    Path out = folder.resolve("unit");

    CapturedConsole run =
        CapturedConsole.run(
            "generate",
            "--unit",
            "weight_stationary_array",
            "--set",
            "rows=5",
            "--set",
            "columns=3",
            "--set",
            "weights=binary",
            "--out",
            out.toString());

    assertThat(run.status()).isZero();
    assertThat(out.resolve("rtl/weight_stationary_array.sv"))
        .content()
        .containsPattern("Rows +=? *5")
        .containsPattern("Columns +=? *3");
  }

  @Test
  @NeedsVerilator
  void cosimulationAgreesAndWritesItsResultsForCi() throws Exception {
    Path junit = folder.resolve("cosim.xml");

    CapturedConsole run =
        CapturedConsole.run(
            "cosim",
            "--unit",
            "weight_stationary_array",
            "--set",
            "rows=3",
            "--set",
            "columns=5",
            "--set",
            "longest-sum=64",
            "--cases",
            "9",
            "--seed",
            "7",
            "--junit",
            junit.toString(),
            "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.shared().readTree(run.out());
    assertThat(document.get("cases").asInt()).isEqualTo(9);
    assertThat(document.get("valueMismatches").asInt()).isZero();
    assertThat(document.get("cycleDifferences").asInt()).isZero();
    for (JsonNode result : document.get("results")) {
      assertThat(result.get("rtlCycles").asLong())
          .isPositive()
          .isEqualTo(result.get("simulatedCycles").asLong());
    }
    JUnitXmlDocument report = JUnitXmlDocument.of(Files.readString(junit));
    assertThat(report.elements("testcase")).hasSize(9);
    assertThat(report.root().getAttribute("failures")).isEqualTo("0");
  }

  @Test
  @NeedsVerilator
  void demoFindsRtlGoldenAndSimulatorInAgreement() {
    CapturedConsole run = CapturedConsole.run("demo", "--json");

    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.shared().readTree(run.out());
    assertThat(document.get("agrees").asBoolean()).isTrue();
    assertThat(document.get("layers").size()).isEqualTo(28);
    assertThat(document.get("valueMismatches").asInt()).isZero();
    assertThat(document.get("rtlCycles").asLong())
        .isPositive()
        .isEqualTo(document.get("simulatedCycles").asLong());
  }

  @Test
  @NeedsVerilator
  void rtlWritesTheSameTextAsTheGoldenModel() {
    JsonNode golden = run("golden");
    JsonNode rtl = run("rtl");

    assertThat(rtl.get("tokens")).isEqualTo(golden.get("tokens"));
    assertThat(rtl.get("text")).isEqualTo(golden.get("text"));
    assertThat(rtl.get("cycles")).isEqualTo(golden.get("cycles"));
    assertThat(rtl.get("ranOnRtl").asBoolean()).isTrue();
  }

  private static JsonNode run(String engine) {
    CapturedConsole run =
        CapturedConsole.run(
            "run", "--prompt", "ROMEO:\n", "--tokens", "12", "--engine", engine, "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void validateWritesItsRowsForCi() throws Exception {
    Path junit = folder.resolve("validate.xml");

    CapturedConsole run = CapturedConsole.run("validate", "--json", "--junit", junit.toString());

    JsonNode document = JsonMapper.shared().readTree(run.out());
    JUnitXmlDocument report = JUnitXmlDocument.of(Files.readString(junit));
    assertThat(report.elements("testcase")).hasSize(document.get("rows").size());
    assertThat(report.elements("skipped")).hasSize(document.get("knownDeviations").asInt());
    assertThat(report.elements("failure")).hasSize(document.get("failing").asInt());
    CapturedConsole.run("validate", "--junit", junit + ".2");
    assertThat(Path.of(junit + ".2")).hasSameBinaryContentAs(junit);
  }

  @Test
  void unwritableReportIsRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    CapturedConsole.run("cosim", "--all", "--junit", file.resolve("report.xml").toString())
        .assertRefused(
            "cannot write %s: a part of the path is a file".formatted(file.resolve("report.xml")));
    CapturedConsole.run("validate", "--energy", "--junit", "report.xml")
        .assertRefused("--junit is of checks; --energy compares and judges nothing");
  }

  @Test
  void validateReproducesWhatItClaims() {
    CapturedConsole run = CapturedConsole.run("validate", "--json");

    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.shared().readTree(run.out());
    long table =
        document
            .get("rows")
            .valueStream()
            .filter(row -> row.get("source").asString().equals("arXiv 2310.11453, Table 1"))
            .count();
    long holding =
        document
            .get("rows")
            .valueStream()
            .filter(row -> row.get("source").asString().equals("arXiv 2310.11453, Table 1"))
            .filter(row -> row.get("holds").asBoolean())
            .count();
    assertThat(table).isEqualTo(36);
    assertThat(holding).isEqualTo(34);
    assertThat(document.get("failing").asInt()).isZero();
  }
}
