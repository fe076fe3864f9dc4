package io.bitwright.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a table can be wrong gives one message with its place. */
class MalformedTableTest {
  private static final String HEADER =
      "component,action,format,width_bits,capacity_bytes,node_nm,energy_pj,status,where,derivation";
  private static final String ROW = "adder,add,int8,8,,45,0.03,published,Table 2,";
  private static final String SOURCE =
      """
      citation: A. Author, A Paper, 2020
      doi: 10.1000/paper
      kind: measured
      files: [adder.csv]
      """;

  @TempDir Path parent;
  private Path folder = Path.of("unset");

  @BeforeEach
  void wellFormedTable() throws IOException {
    folder = Files.createDirectory(parent.resolve("some-source"));
    write("source.yaml", SOURCE);
    write("adder.csv", HEADER + "\n" + ROW + "\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void isRefused(String message) {
    assertThatThrownBy(() -> EnergyTableReader.read(folder))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage(message);
  }

  @Test
  void theWellFormedTableIsRead() {
    EnergyTable table = EnergyTableReader.read(folder);
    assertThat(table.source().id()).isEqualTo("some-source");
    assertThat(table.get(EnergyKey.arithmetic("adder", "add", "int8", 45)).energyPj())
        .isEqualTo(0.03);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.03,published | -0.03,published | energy_pj must be a finite number of at least 0, got '-0.03'",
        "0.03,published | NaN,published | energy_pj must be a finite number of at least 0, got 'NaN'",
        "0.03,published | Infinity,published | energy_pj must be a finite number of at least 0, got 'Infinity'",
        "0.03,published | 0.03 pJ,published | energy_pj must be a finite number of at least 0, got '0.03 pJ'",
        "0.03,published | ,published | energy_pj is empty",
        "published | publishd | unknown status 'publishd'; did you mean 'published'? Allowed: published, derived, unverified",
        "published | derived | a derived energy needs its derivation",
        "int8,8,,45 | int8,0,,45 | width_bits must be a whole number of at least 1, got '0'",
        "int8,8,,45 | int8,8.5,,45 | width_bits must be a whole number of at least 1, got '8.5'",
        "int8,8,,45 | int8,,,45 | width_bits is empty",
        "int8,8,,45 | int8,8,-1,45 | capacity_bytes must be a whole number of at least 1, got '-1'",
        "int8,8,,45 | int8,8,,99999999999 | node_nm must be a whole number of at least 1, got '99999999999'",
        "adder,add | ader,add | component must be 'adder' like the name of the file, got 'ader'",
        "adder,add | adder, | action is empty",
        "Table 2, | ,  | where is empty",
        "Table 2, | Table 2,,more | has 11 cells, the header has 10",
      })
  void aWrongCellNamesItsFileAndLine(String cells, String replacement, String complaint)
      throws IOException {
    assertThat(ROW).contains(cells);
    String row = ROW.replace(cells, replacement == null ? "" : replacement);
    write("adder.csv", HEADER + "\n" + ROW.replace("int8", "fp16") + "\n" + row + "\n");
    isRefused("some-source/adder.csv:3: " + complaint);
  }

  @Test
  void anUnknownColumnNamesTheNearest() throws IOException {
    write("adder.csv", HEADER.replace("energy_pj", "energy_pJ") + "\n" + ROW + "\n");
    isRefused(
        "some-source/adder.csv:1: unknown column 'energy_pJ'; did you mean 'energy_pj'? Allowed: "
            + HEADER);
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    write("adder.csv", HEADER.replace(",node_nm", "") + "\n");
    isRefused("some-source/adder.csv:1: column 'node_nm' is missing");
  }

  @Test
  void aRepeatedColumnIsNamed() throws IOException {
    write("adder.csv", HEADER + ",status\n");
    isRefused("some-source/adder.csv:1: column 'status' stands twice");
  }

  @Test
  void anEmptyFileSaysWhatItsHeaderMustBe() throws IOException {
    write("adder.csv", "");
    isRefused("some-source/adder.csv: is empty; its header must be " + HEADER);
  }

  @Test
  void aRepeatedRowNamesBothPlaces() throws IOException {
    write("adder.csv", HEADER + "\n" + ROW + "\n" + ROW.replace("0.03", "0.04") + "\n");
    isRefused(
        "some-source/adder.csv:3: adder add int8 at 45 nm was given already at"
            + " some-source/adder.csv:2");
  }

  @Test
  void aTableWithoutASourceIsRefused() throws IOException {
    Files.delete(folder.resolve("source.yaml"));
    isRefused("some-source: has no source.yaml; a table is read only with its source");
  }

  @Test
  void aSourceWithoutAnAddressIsRefused() throws IOException {
    write("source.yaml", SOURCE.replace("doi: 10.1000/paper\n", ""));
    isRefused("some-source/source.yaml: a source needs a 'doi' or a 'url'; neither is given");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doi: 10.1000/paper | doi: paper | 2: 'doi' must look like 10.1234/name, got 'paper'",
        "doi: 10.1000/paper | url: example.org | 2: 'url' must begin with https://, got 'example.org'",
        "doi: 10.1000 | dio: 10.1000 | 2: unknown key 'dio'; did you mean 'doi'? Allowed: citation, doi, url, kind, voltage_v, accuracy, note, files",
        "doi: 10.1000/paper | citation: again | 2: key 'citation' stands twice",
        "kind: measured | kind: mesured | 3: 'kind' is unknown: 'mesured'; did you mean 'measured'? Allowed: measured, simulated, estimated, quoted, derived",
        "kind: measured | kind: {} | 3: 'kind' must be a word or a list of words",
        "kind: measured | kind: [measured] | 3: 'kind' must be one word or text",
        "[adder.csv] | ../adder.csv | 4: 'files' must be a list of at least one name",
        "[adder.csv] | [../adder.csv] | 4: 'files' must name files like adder.csv in this folder, got '../adder.csv'",
        "[adder.csv] | [adder.csv, adder.csv] | 4: 'files' names one thing twice",
      })
  void aWrongSourceNamesItsLine(String text, String replacement, String complaint)
      throws IOException {
    assertThat(SOURCE).contains(text);
    write("source.yaml", SOURCE.replace(text, replacement));
    isRefused("some-source/source.yaml:" + complaint);
  }

  @Test
  void aVoltageIsANumberOfVolts() throws IOException {
    write("source.yaml", SOURCE + "voltage_v: high\n");
    isRefused("some-source/source.yaml:5: 'voltage_v' must be a number of volts, got 'high'");
    write("source.yaml", SOURCE + "voltage_v: 0\n");
    isRefused(
        "some-source/source.yaml:5: 'voltage_v' must lie above 0 and below 100 volts, got '0'");
  }

  @Test
  void aMissingKeyIsNamed() throws IOException {
    write("source.yaml", SOURCE.replace("citation: A. Author, A Paper, 2020\n", ""));
    isRefused("some-source/source.yaml: key 'citation' is missing");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    write("source.yaml", SOURCE.replace("adder.csv", "ader.csv"));
    isRefused("some-source/source.yaml: 'files' names ader.csv, which is not in the folder");
  }

  @Test
  void brokenYamlNamesItsLine() throws IOException {
    write("source.yaml", SOURCE + "note: \"open\n");
    assertThatThrownBy(() -> EnergyTableReader.read(folder))
        .isInstanceOf(EnergyTableException.class)
        .hasMessageMatching("(?s)some-source/source\\.yaml:\\d+: .+");
  }

  @Test
  void aHugeFileIsRefusedBeforeItIsRead() throws IOException {
    write("adder.csv", "x".repeat(TableFiles.LARGEST_FILE_BYTES + 1));
    isRefused("adder.csv: larger than 1048576 bytes, the most a table may have");
  }
}
