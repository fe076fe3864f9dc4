package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published energies are met, and where they are not, that is said. */
class PublishedEnergyTest {
  /** Published numbers kept beside the repository; absent in a plain checkout. */
  private static final Path PAPERS = Path.of("../../shared/papers");

  @Test
  void bitNetTable1HoldsInAllCellsButTheTwoKnown() {
    List<ValidationRow> rows = PublishedEnergy.bitNetTable();
    assertThat(rows).hasSize(36);
    assertThat(rows).extracting(ValidationRow::item).doesNotHaveDuplicates();
    assertThat(rows).allMatch(row -> row.source().equals("arXiv 2310.11453, Table 1"));
    assertThat(rows.stream().filter(row -> !row.holds()))
        .extracting(ValidationRow::item)
        .containsExactly(
            "BitNet 6.7B, binary weights, 7 nm, add", "BitNet 30B, binary weights, 7 nm, add");
    assertThat(rows.stream().filter(row -> !row.holds()))
        .allMatch(ValidationRow::knownDeviation)
        .allMatch(row -> row.note().contains("contradicts the 0.007"));
    assertThat(rows.stream().filter(ValidationRow::holds)).hasSize(34);
  }

  @Test
  void theTwoKnownDeviationsAreWhatTheRuleGives() {
    Map<String, ValidationRow> rows = byItem(PublishedEnergy.bitNetTable());
    ValidationRow small = row(rows, "BitNet 6.7B, binary weights, 7 nm, add");
    assertThat(small.published()).isEqualTo(0.04);
    assertThat(small.ours()).isCloseTo(0.0341, within(5e-5));
    ValidationRow large = row(rows, "BitNet 30B, binary weights, 7 nm, add");
    assertThat(large.published()).isEqualTo(0.14);
    assertThat(large.ours()).isCloseTo(0.1349, within(5e-5));
  }

  @Test
  void oneCellOfEachKindIsTheHandCalculation() {
    Map<String, ValidationRow> rows = byItem(PublishedEnergy.bitNetTable());
    double macs13B = (12.0 * 40 * 5120 * 5120 + 2.0 * 40 * 512 * 5120) * 512;
    assertThat(row(rows, "BitNet 13B, fp32 weights, 7 nm, multiply").ours())
        .isCloseTo(macs13B * 1.31e-12, within(1e-9));
    assertThat(row(rows, "BitNet 13B, fp16 weights, 45 nm, add").ours())
        .isCloseTo(macs13B * 0.4e-12, within(1e-9));
    double attention13B = 2.0 * 40 * 512 * 512 * 5120;
    double scaling13B = 18.0 * 5120 * 40 * 512;
    assertThat(row(rows, "BitNet 13B, binary weights, 45 nm, multiply").ours())
        .isCloseTo((attention13B + scaling13B) * 1.1e-12, within(1e-9));
  }

  @Test
  void twoBillionReportHoldsForAllSixEnergies() {
    List<ValidationRow> energies =
        PublishedEnergy.twoBillionTable().stream().filter(row -> row.unit().equals("J")).toList();
    assertThat(energies).hasSize(6).allMatch(ValidationRow::holds);
    assertThat(energies)
        .extracting(ValidationRow::published)
        .containsExactly(0.258, 0.186, 0.347, 0.425, 0.649, 0.028);
    assertThat(energies).allMatch(row -> row.tolerance() == 0.0005);
  }

  @Test
  void twoBillionReportHoldsForAllMemoriesButTheOneKnown() {
    List<ValidationRow> memories =
        PublishedEnergy.twoBillionTable().stream().filter(row -> row.unit().equals("GB")).toList();
    assertThat(memories).hasSize(6);
    assertThat(memories.stream().filter(row -> !row.holds()))
        .hasSize(1)
        .allMatch(ValidationRow::knownDeviation)
        .allMatch(row -> row.item().contains("MiniCPM-2B"));
    assertThat(memories)
        .extracting(ValidationRow::ours)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 0.005 ? 0 : Double.compare(a, b))
        .containsExactly(1.95, 1.40, 2.62, 3.22, 4.88, 0.41);
  }

  @Test
  void savingOfTernaryMatmulHolds() {
    List<ValidationRow> rows = PublishedEnergy.saving();
    assertThat(rows).hasSize(1).allMatch(ValidationRow::holds);
    assertThat(rows.getFirst().published()).isEqualTo(71.4);
    assertThat(rows.getFirst().ours()).isCloseTo((0.16 + 0.34) / 0.007, within(1e-9));
  }

  @Test
  void everyRowHoldsOrIsAKnownDeviation() {
    List<ValidationRow> rows = PublishedEnergy.rows();
    assertThat(rows).hasSize(36 + 1 + 12);
    assertThat(rows).allMatch(row -> row.holds() != row.knownDeviation());
    assertThat(rows).allMatch(row -> row.source().startsWith("arXiv "));
    assertThat(rows.stream().filter(ValidationRow::knownDeviation)).hasSize(3);
  }

  @Test
  void publishedNumbersAreThoseOfThePapersFolder() throws IOException {
    Path table = PAPERS.resolve("bitnet_energy_table1.csv");
    assumeTrue(Files.exists(table), () -> table + " is not here");
    List<ValidationRow> ours = PublishedEnergy.bitNetTable();
    List<NamedCsvRecord> theirs;
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
      theirs = reader.stream().toList();
    }
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      NamedCsvRecord record = theirs.get(i);
      assertThat(ours.get(i).item()).contains(record.getField("model"));
      assertThat(ours.get(i).published())
          .isEqualTo(Double.parseDouble(record.getField("published_j")));
      assertThat(ours.get(i).ours())
          .isCloseTo(Double.parseDouble(record.getField("model_j")), within(5.1e-5));
    }
  }

  private static Map<String, ValidationRow> byItem(List<ValidationRow> rows) {
    return rows.stream().collect(Collectors.toMap(ValidationRow::item, row -> row));
  }

  private static ValidationRow row(Map<String, ValidationRow> rows, String item) {
    ValidationRow row = rows.get(item);
    if (row == null) {
      throw new AssertionError("no row " + item);
    }
    return row;
  }
}
