package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was published of TPU v1 is met, and where it is not, that is said. */
class TpuV1FiguresTest {
  /** Published numbers kept beside the repository; absent in a plain checkout. */
  private static final Path COUNTERS = Path.of("../../shared/papers/tpu_v1_counters.csv");

  @Test
  void peakRidgeAndTilesHold() {
    List<ValidationRow> rows = TpuV1Figures.rows().subList(0, 6);

    assertThat(rows).allMatch(ValidationRow::holds);
    assertThat(rows)
        .extracting(ValidationRow::published)
        .containsExactly(92.0, 1350.0, 9.0, 18.0, 4.0, 32.0);
    assertThat(rows.get(0).ours()).isCloseTo(2 * 256 * 256 * 700e6 / 1e12, within(1e-9));
    assertThat(rows.get(3).ours()).isCloseTo(9 * 65536 / 34e9 * 1e6, within(1e-9));
    assertThat(rows.get(5).ours()).isCloseTo(4 * 262144 / 34e9 * 1e6, within(1e-9));
  }

  @Test
  void applicationsOfEqualLayersHoldAndTheOthersAreExplained() {
    List<ValidationRow> rates = TpuV1Figures.rows().subList(6, 12);

    assertThat(rates.stream().filter(ValidationRow::holds))
        .extracting(ValidationRow::item)
        .containsExactly(
            "TPU v1, MLP0, measured rate",
            "TPU v1, MLP1, measured rate",
            "TPU v1, LSTM0, measured rate",
            "TPU v1, CNN0, measured rate");
    assertThat(rates.stream().filter(row -> !row.holds()))
        .hasSize(2)
        .allMatch(ValidationRow::knownDeviation)
        .allMatch(row -> row.note().contains("equal") && row.note().contains("table 3"));
  }

  /** 2 x intensity x 34 GB/s bounds what is bound by weights, and the peak all. */
  @Test
  void noRateIsAboveTheRoofline() {
    List<ValidationRow> rates = TpuV1Figures.rows().subList(6, 12);
    double[] intensity = {200, 168, 64, 96, 2888, 1750};
    for (int i = 0; i < intensity.length; i++) {
      double roof = Math.min(2 * intensity[i] * 34e9, 2 * 256 * 256 * 700e6) / 1e12;
      assertThat(rates.get(i).ours())
          .as(rates.get(i).item())
          .isPositive()
          .isLessThanOrEqualTo(roof);
      assertThat(rates.get(i).published()).isLessThanOrEqualTo(roof);
    }
  }

  @Test
  void theTableIsThePublishedOne() throws IOException {
    assumeTrue(Files.exists(COUNTERS), "no published tables beside the repository");
    List<List<String>> published = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(COUNTERS)) {
      reader.forEach(row ->
          published.add(
              List.of(
                  row.getField("app"),
                  row.getField("layers"),
                  row.getField("weights_m"),
                  row.getField("ops_per_weight_byte"),
                  row.getField("tops"))));
    }

    assertThat(
            PublishedTable.rows("tpu_v1_applications.csv").stream()
                .map(row -> row.getFields().subList(0, 5)))
        .containsExactlyElementsOf(published);
  }
}
