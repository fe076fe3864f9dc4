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

/** A wrong index or a pointer that leads nowhere is refused with its place. */
class MalformedLibraryTest {
  private static final String PRICING_HEADER =
      "component,action,format,node_nm,source,priced_as,reason\n";
  private static final String POINTER = "adder,add,int8,45,some-source,int8,";

  @TempDir Path folder;

  @BeforeEach
  void wellFormedLibrary() throws IOException {
    Files.writeString(folder.resolve("index.yaml"), "sources: [some-source]\n");
    Files.writeString(folder.resolve("pricing.csv"), PRICING_HEADER + POINTER + "\n");
    Path source = Files.createDirectory(folder.resolve("some-source"));
    Files.writeString(
        source.resolve("source.yaml"),
        """
        citation: Text
        url: https://example.org
        kind: measured
        files: [adder.csv]
        """);
    Files.writeString(
        source.resolve("adder.csv"),
        """
        component,action,format,width_bits,capacity_bytes,node_nm,energy_pj,status,where,derivation
        adder,add,int8,8,,45,0.03,published,Table 2,
        """);
  }

  private void isRefused(String message) {
    assertThatThrownBy(() -> EnergyLibrary.read(folder))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage(message);
  }

  @Test
  void theWellFormedLibraryIsRead() {
    EnergyLibrary library = EnergyLibrary.read(folder);
    assertThat(library.names()).containsExactly("some-source");
    assertThat(library.prices().get("adder", "add", "int8", 45).energyPj()).isEqualTo(0.03);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "some-source | some-sauce | unknown source 'some-sauce'; nearest: some-source",
        "source,int8, | source,int9,reason | some-source has no row for adder add int9 at this node",
        "source,int8, | source,int9, | a format that is priced as another one needs a reason",
        "45 | 7 | some-source has no row for adder add int8 at this node",
        "45 | x | node_nm must be a whole number of at least 1, got 'x'",
      })
  void aWrongPointerNamesItsLine(String cells, String replacement, String complaint)
      throws IOException {
    assertThat(POINTER).contains(cells);
    Files.writeString(
        folder.resolve("pricing.csv"), PRICING_HEADER + POINTER.replace(cells, replacement) + "\n");
    isRefused("pricing.csv:2: " + complaint);
  }

  @Test
  void anActionPricedTwiceNamesBothPlaces() throws IOException {
    Files.writeString(
        folder.resolve("pricing.csv"), PRICING_HEADER + POINTER + "\n" + POINTER + "\n");
    isRefused("pricing.csv:3: this action is priced already at pricing.csv:2");
  }

  @Test
  void anIndexNamesFoldersInsideTheLibraryOnly() throws IOException {
    Files.writeString(folder.resolve("index.yaml"), "sources: [../some-source]\n");
    isRefused(
        "index.yaml:1: 'sources' must name folders in lower case with dashes, got"
            + " '../some-source'");
  }

  @Test
  void aMissingIndexIsNamed() throws IOException {
    Files.delete(folder.resolve("index.yaml"));
    isRefused(folder + ": has no file index.yaml");
  }
}
