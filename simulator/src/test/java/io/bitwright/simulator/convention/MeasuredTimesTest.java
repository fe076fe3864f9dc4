package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.convention.MeasuredTimes.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The bars that times on silicon are held to, on all rows and on those never fitted. */
class MeasuredTimesTest {
  /** Measurements kept beside the repository; absent in a plain checkout. */
  private static final Path MEASURED = Path.of("../../shared/measured");

  @Test
  void productsOnTheH200KeepTheirBars() {
    List<Time> times = MeasuredTimes.h200Products();
    assertThat(times).hasSize(140);
    assertBars(chosen(times, time -> time.kind().equals("bf16")), 77, 0.07, 0.15);
    assertBars(chosen(times, time -> time.kind().equals("fp8")), 63, 0.07, 0.15);
    assertBars(chosen(times, Time::heldOut), 98, 0.07, 0.15);
  }

  @Test
  void modelsOnTheH200KeepTheirBars() {
    List<Time> times = MeasuredTimes.h200Models();
    assertThat(times).hasSize(27);
    assertBars(chosen(times, time -> time.kind().equals("prefill")), 14, 0.05, 0.12);
    assertBars(chosen(times, time -> time.kind().equals("decode")), 13, 0.05, 0.12);
    assertBars(chosen(times, Time::heldOut), 19, 0.05, 0.12);
  }

  @Test
  void productsOnTheA100KeepTheirBars() {
    List<Time> times = MeasuredTimes.a100Products();
    assertBars(times, 10, 0.12, 0.15);
    assertBars(chosen(times, Time::heldOut), 8, 0.12, 0.15);
  }

  @Test
  void everyRowHolds() {
    assertThat(MeasuredTimes.rows()).hasSize(6 + 140 + 6 + 27 + 4 + 10);
    assertThat(MeasuredTimes.rows()).allMatch(ValidationRow::holds);
    assertThat(MeasuredTimes.rows())
        .extracting(row -> row.source() + row.item())
        .doesNotHaveDuplicates();
  }

  @Test
  void medianAndPercentileAreThoseOfTheSortedErrors() {
    List<Time> ten = new ArrayList<>();
    for (int i : new int[] {7, 1, 10, 3, 9, 2, 8, 4, 6, 5}) {
      ten.add(new Time("t", "k", 1, i % 2 == 0 ? 1 + i / 100.0 : 1 - i / 100.0, true));
    }
    assertThat(MeasuredTimes.median(ten)).isCloseTo(0.055, within(1e-12));
    assertThat(MeasuredTimes.percentile90(ten)).isCloseTo(0.09, within(1e-12));
    assertThat(MeasuredTimes.median(ten.subList(0, 3))).isCloseTo(0.07, within(1e-12));
  }

  /** The shipped tables are the measurements, row for row. */
  @Test
  void shippedTablesAreTheMeasuredOnes() throws IOException {
    assumeTrue(Files.isDirectory(MEASURED), "measurements are not beside this checkout: 177 rows");
    List<String> measured = new ArrayList<>();
    rows("h200/gemm.csv").stream()
        .filter(row -> List.of("bf16", "fp8").contains(row.getField("dtype")))
        .forEach(row -> measured.add(joined(row, "dtype", "M", "K", "N", "ms")));
    rows("a100_fp16_gemm.csv")
        .forEach(row -> measured.add("fp16," + joined(row, "m", "k", "n", "ms")));
    List<String> shipped = new ArrayList<>();
    for (String table : List.of("h200_products.csv", "a100_products.csv")) {
      PublishedTable.measured(table)
          .forEach(row -> shipped.add(joined(row, "format", "m", "k", "n", "milliseconds")));
    }
    assertThat(shipped).isEqualTo(measured);

    List<String> models = new ArrayList<>();
    rows("h200/model.csv")
        .forEach(row -> models.add(joined(row, "phase", "batch", "tokens", "context", "ms")));
    assertThat(
            PublishedTable.measured("h200_models.csv").stream()
                .map(row -> joined(row, "phase", "batch", "sequence", "context", "milliseconds")))
        .isEqualTo(models);
  }

  private static List<NamedCsvRecord> rows(String file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(MEASURED.resolve(file))) {
      return reader.stream().toList();
    }
  }

  private static String joined(NamedCsvRecord row, String... columns) {
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add(row.getField(column));
    }
    return String.join(",", cells);
  }

  private static List<Time> chosen(List<Time> times, Predicate<Time> of) {
    return times.stream().filter(of).toList();
  }

  private static void assertBars(List<Time> times, int rows, double median, double tail) {
    assertThat(times).hasSize(rows);
    assertThat(MeasuredTimes.median(times)).isLessThanOrEqualTo(median);
    assertThat(MeasuredTimes.percentile90(times)).isLessThanOrEqualTo(tail);
  }
}
