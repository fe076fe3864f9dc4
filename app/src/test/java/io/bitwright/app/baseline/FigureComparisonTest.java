package io.bitwright.app.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.app.baseline.FigureChange.Verdict;
import io.bitwright.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureComparisonTest {
  private static FigureDocument document(String keys) {
    return FigureDocument.parse("now.json", "{" + keys.replace('\'', '"') + "}");
  }

  private static FigureComparison comparison(String before, String now) {
    return FigureComparison.of(document(before), document(now));
  }

  @Test
  void figuresAreReadWithTheirPlaceAndSettingsAsTheSubject() {
    FigureDocument read =
        document(
            """
            'accelerator': 'tpu-v4', 'batch': 4, 'latencySeconds': 0.5, 'note': 'x', 'flops': 7,
            'energyJoules': {'total': 3.0, 'idle': 1}, 'powerLimitWatts': null, 'mfu': null,
            'operators': [{'name': 'q_proj', 'cycles': 12}]
            """);

    assertThat(read.subject()).containsOnlyKeys("accelerator", "batch");
    assertThat(read.subject()).containsEntry("batch", "4");
    assertThat(read.figures())
        .containsOnlyKeys("latencySeconds", "energyJoules.total", "energyJoules.idle");
    assertThat(read.figures().get("energyJoules.total"))
        .isEqualTo(new Figure("energyJoules.total", FigureDirection.LOWER_IS_BETTER, 3));
  }

  @Test
  void partsOfListsAreToldApartByWhatTheyAreOf() {
    FigureDocument read =
        document(
            """
            'results': [{'target': 'xilinx', 'area': {'luts': 3}, 'seconds': 9.5},
                        {'target': 'ice40', 'area': {'luts': 4}, 'megahertz': 90.0},
                        {'target': 'ice40', 'area': {'luts': 5}}]
            """);

    assertThat(read.figures())
        .containsOnlyKeys(
            "results[xilinx].area.luts",
            "results[ice40].area.luts",
            "results[ice40].megahertz",
            "results[ice40 #2].area.luts");
    assertThat(read.figures().get("results[ice40].megahertz"))
        .extracting(Figure::direction)
        .isEqualTo(FigureDirection.HIGHER_IS_BETTER);
  }

  @Test
  void orderOfPartsDoesNotMatter() {
    String one = "{'source': 'Paper', 'item': 'a', 'error': 0.5}";
    String other = "{'source': 'Paper', 'item': 'b', 'error': -2}";

    FigureComparison paired =
        comparison("'rows': [" + one + "," + other + "]", "'rows': [" + other + "," + one + "]");

    assertThat(paired.missing()).isEmpty();
    assertThat(paired.changes()).hasSize(2).allMatch(c -> c.verdict(0) == Verdict.SAME);
  }

  @Test
  void errorIsComparedByItsMagnitude() {
    FigureComparison paired =
        comparison(
            "'rows': [{'source': 'Paper', 'item': 'a', 'error': 0.5}]",
            "'rows': [{'source': 'Paper', 'item': 'a', 'error': -0.75}]");

    assertThat(paired.changes().getFirst().verdict(0)).isEqualTo(Verdict.WORSE);
    assertThat(paired.changes().getFirst().change()).hasValue(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "LOWER_IS_BETTER, 100, 100, 0, SAME",
    "LOWER_IS_BETTER, 100, 100.00000000001, 0, SAME",
    "LOWER_IS_BETTER, 100, 101, 0, WORSE",
    "LOWER_IS_BETTER, 100, 101, 0.01, TOLERATED",
    "LOWER_IS_BETTER, 100, 101.5, 0.01, WORSE",
    "LOWER_IS_BETTER, 100, 50, 0, BETTER",
    "LOWER_IS_BETTER, 0, 0, 0, SAME",
    "LOWER_IS_BETTER, 0, 1, 0.5, WORSE",
    "HIGHER_IS_BETTER, 100, 99, 0, WORSE",
    "HIGHER_IS_BETTER, 100, 99, 0.01, TOLERATED",
    "HIGHER_IS_BETTER, 100, 200, 0, BETTER",
    "HIGHER_IS_BETTER, 0, 1, 0, BETTER"
  })
  void verdictFollowsDirectionAndShare(
      FigureDirection direction, double baseline, double now, double worseBy, Verdict verdict) {
    assertThat(new FigureChange("figure", direction, baseline, now).verdict(worseBy))
        .isEqualTo(verdict);
  }

  @Test
  void changeIsAShareOfTheBaselineIfThatIsNotZero() {
    FigureDirection direction = FigureDirection.LOWER_IS_BETTER;

    assertThat(new FigureChange("f", direction, 80, 60).change()).hasValue(-0.25);
    assertThat(new FigureChange("f", direction, 0, 60).change()).isEmpty();
  }

  @Test
  void anotherSubjectIsRefusedInWords() {
    FigureComparison paired =
        comparison(
            "'accelerator': 'tpu-v4', 'batch': 1, 'cycles': 5",
            "'accelerator': 'tpu-v5e', 'cycles': 5");

    assertThatThrownBy(paired::ofOneSubject)
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "now.json: is of another subject: accelerator is \"tpu-v4\" there and \"tpu-v5e\" here,"
                + " batch is \"1\" there and not given here");
  }

  @Test
  void missingFiguresAreRefusedAndNewOnesTold() {
    FigureComparison paired = comparison("'cycles': 5, 'mfu': 0.5", "'cycles': 5, 'hfu': 0.5");

    assertThat(paired.added()).extracting(Figure::name).containsExactly("hfu");
    assertThatThrownBy(paired::ofOneSubject)
        .isInstanceOf(SpecException.class)
        .hasMessage("now.json: has figures that now.json lacks: mfu");
  }

  @Test
  void fileThatIsNoDocumentOfFiguresIsRefused(@TempDir Path folder) throws Exception {
    Path list = Files.writeString(folder.resolve("list.json"), "[1]");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"name\": 3}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"cycles\": ,\n}");

    assertThatThrownBy(() -> FigureDocument.read(list))
        .hasMessage(list + ": must be a JSON document of a command, not a list");
    assertThatThrownBy(() -> FigureDocument.read(other))
        .hasMessage(
            other + ": holds no known figures; it must be what a command printed with --json");
    assertThatThrownBy(() -> FigureDocument.read(broken))
        .hasMessageStartingWith(broken + ":2: not JSON: ");
    assertThatThrownBy(() -> FigureDocument.read(folder.resolve("none.json")))
        .hasMessage(folder.resolve("none.json") + ": no such file");
  }
}
