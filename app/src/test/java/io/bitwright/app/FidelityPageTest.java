package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of docs/results/fidelity.md, which takes too long to be written again as a whole. */
class FidelityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "results", "fidelity.md");

  @TempDir private Path folder;

  private static List<String> section(Path page, String model) throws IOException {
    String whole = Files.readString(page);
    String section = whole.substring(whole.indexOf("\n## " + model + "\n"));
    int end = section.indexOf("\n## ", 1);
    return section.substring(0, end < 0 ? section.length() : end).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "play-decoder-float, int4/g64/fp16, gptq, bf16",
    "play-decoder-float, nf4/g64/double-quantised-256, nearest, bf16",
    "play-decoder-b158, binary, nearest, int8",
    "play-decoder-b1, int8, nearest, int8",
  })
  void rowsAreWhatTheCommandPrints(String model, String weights, String method, String activations)
      throws IOException {
    Path page = folder.resolve("page.md");
    String arguments =
        "quality --prompts 128 --tokens 64 --model %s --weights %s --method %s --activations %s --markdown %s"
            .formatted(model, weights, method, activations, page);
    assertThat(CapturedConsole.run(arguments.split(" ")).status()).isZero();

    List<String> rows =
        section(page, model).stream().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(rows).hasSize(2);
    assertThat(section(PAGE, model)).containsAll(rows);
  }

  /** Within 5.25 bits; the page shows where it does not. */
  @Test
  void theSearchGuidedByFirstDivergentTokensBeatsOneFormatForAll() throws IOException {
    List<String> lines = section(PAGE, "play-decoder-float");
    int table = lines.indexOf("At most 5.25 bits a weight, a format for each layer:");
    List<String> rows = lines.subList(table, Math.min(lines.size(), table + 8));
    String[] guided = cells(rows, "| guided by FDT a bit |");
    String[] uniform = cells(rows, "| uniform int5/g64/fp16 |");

    double bits = Double.parseDouble(guided[4]);
    assertThat(bits).isLessThanOrEqualTo(Double.parseDouble(uniform[4]));
    assertThat(Double.parseDouble(guided[7])).isGreaterThan(Double.parseDouble(uniform[7]));
  }

  private static String[] cells(List<String> rows, String start) {
    String row = rows.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    return Arrays.stream(row.split("\\|")).map(String::strip).toArray(String[]::new);
  }
}
