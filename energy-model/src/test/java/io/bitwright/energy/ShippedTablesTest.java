package io.bitwright.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every table that ships. */
class ShippedTablesTest {
  private static final Path FOLDER = Path.of("tables");
  private static final EnergyLibrary LIBRARY = EnergyLibrary.shipped();

  static List<EnergyTable> tables() {
    return LIBRARY.names().stream().map(LIBRARY::get).toList();
  }

  static List<EnergyEntry> entries() {
    return tables().stream().flatMap(table -> table.entries().stream()).toList();
  }

  static List<EnergyEntry> derivedEntries() {
    return entries().stream().filter(entry -> entry.status() == EntryStatus.DERIVED).toList();
  }

  @Test
  void indexNamesEveryFolder() throws IOException {
    try (Stream<Path> children = Files.list(FOLDER)) {
      List<String> folders =
          children.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
      assertThat(LIBRARY.names()).containsExactlyInAnyOrderElementsOf(folders);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void sourceNamesEveryFileOfItsFolder(EnergyTable table) throws IOException {
    try (Stream<Path> children = Files.list(FOLDER.resolve(table.source().id()))) {
      List<String> names = children.map(path -> path.getFileName().toString()).toList();
      assertThat(names).contains("source.yaml");
      assertThat(table.source().files())
          .containsExactlyInAnyOrderElementsOf(
              names.stream().filter(name -> !name.equals("source.yaml")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everySourceHasADoiOrAUrl(EnergyTable table) {
    assertThat(table.source().link()).matches("https://\\S+");
    assertThat(table.source().citation()).isNotBlank();
    assertThat(table.entries()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyRowIsFiniteAndNotNegativeAndNamesItsTable(EnergyEntry entry) {
    assertThat(entry.energyPj()).isFinite().isNotNegative();
    assertThat(entry.widthBits()).isPositive();
    assertThat(LIBRARY.get(entry.sourceId()).get(entry.key())).isEqualTo(entry);
  }

  @Test
  void theFolderOnDiskIsWhatShips() {
    EnergyLibrary onDisk = EnergyLibrary.read(FOLDER);
    assertThat(onDisk.names()).isEqualTo(LIBRARY.names());
    for (String name : onDisk.names()) {
      assertThat(onDisk.get(name).entries()).isEqualTo(LIBRARY.get(name).entries());
    }
  }

  @ParameterizedTest
  @MethodSource("derivedEntries")
  void derivationGivesTheEnergyAtItsPrintedDigits(EnergyEntry entry) {
    String arithmetic = entry.derivation().split(";", 2)[0];
    double halfOfTheSecondDecimal = 0.005;
    assertThat(DerivationArithmetic.value(arithmetic))
        .isCloseTo(entry.energyPj(), within(halfOfTheSecondDecimal));
  }

  @Test
  void partsOfHbm2AddUpToItsTransfer() {
    EnergyTable table = LIBRARY.get("oconnor-micro2017");
    double parts =
        Stream.of("activate", "move", "interface")
            .mapToDouble(action -> table.get(EnergyKey.transfer("dram", action, "HBM2")).energyPj())
            .sum();
    assertThat(parts)
        .isCloseTo(
            table.get(EnergyKey.transfer("dram", "transfer", "HBM2")).energyPj(), within(1e-9));
  }

  @Test
  void bitNetAndHorowitzAgreeAt45Nanometres() {
    EnergyTable bitNet = LIBRARY.get("bitnet-2023");
    EnergyTable horowitz = LIBRARY.get("horowitz-isscc2014");
    List<EnergyEntry> at45 =
        bitNet.entries().stream()
            .filter(entry -> entry.key().nodeNm().orElseThrow() == 45)
            .toList();
    assertThat(at45).hasSize(6);
    for (EnergyEntry entry : at45) {
      assertThat(horowitz.get(entry.key()).energyPj()).isEqualTo(entry.energyPj());
    }
  }

  @Test
  void theSmallerNodeCostsLess() {
    for (EnergyEntry entry : LIBRARY.get("bitnet-2023").entries()) {
      EnergyKey key = entry.key();
      double at7 = price(key, 7);
      assertThat(at7).as("%s", key).isLessThan(price(key, 45));
    }
  }

  private static double price(EnergyKey key, int nodeNm) {
    return LIBRARY
        .prices()
        .get(key.component(), key.action(), key.format(), nodeNm)
        .joulesPerAction();
  }

  @ParameterizedTest
  @MethodSource("sramNodes")
  void aLargerSramCostsMore(int nodeNm) {
    List<EnergyEntry> bySize =
        entries().stream()
            .filter(entry -> entry.key().component().equals("sram"))
            .filter(entry -> entry.key().nodeNm().orElseThrow() == nodeNm)
            .sorted(Comparator.comparingLong(entry -> entry.key().capacityBytes().orElseThrow()))
            .toList();
    assertThat(bySize).hasSize(3);
    assertThat(bySize)
        .isSortedAccordingTo(Comparator.comparingDouble(EnergyEntry::energyPj))
        .extracting(EnergyEntry::energyPj)
        .doesNotHaveDuplicates();
  }

  static List<Integer> sramNodes() {
    return List.of(45, 7);
  }

  @Test
  void whatIsFromMemoryIsUnverified() {
    assertThat(LIBRARY.get("jouppi-isca2021").entries())
        .isNotEmpty()
        .allMatch(entry -> entry.status() == EntryStatus.UNVERIFIED);
  }

  @Test
  void aMissingRowNamesTheNearest() {
    EnergyTable table = LIBRARY.get("bitnet-2023");
    EnergyKey missing = EnergyKey.arithmetic("adder", "add", "fp17", 7);
    assertThat(table.find(missing)).isEmpty();
    assertThatThrownBy(() -> table.get(missing))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage(
            "bitnet-2023 has no energy of adder add fp17 at 7 nm; nearest: adder add fp16 at 7 nm");
  }

  @Test
  void aMissingTableNamesTheNearest() {
    assertThat(LIBRARY.find("bitnet-2024")).isEmpty();
    assertThatThrownBy(() -> LIBRARY.get("bitnet-2024"))
        .isInstanceOf(EnergyTableException.class)
        .hasMessageStartingWith("no energy table 'bitnet-2024'; nearest: 'bitnet-2023'");
  }
}
