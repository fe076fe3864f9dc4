package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Libraries in use are read whole. */
class RealLibrariesTest {
  /** Libraries kept beside the repository; absent in a plain checkout. */
  static final Path LIBRARIES = Path.of("../../shared/eda/liberty");

  /** From the system's package qflow-tech-osu018. */
  static final Path OSU018 = Path.of("/usr/share/qflow/tech/osu018/osu018_stdcells.lib");

  /** Arcs at whose end the output changes from one level to the other. */
  private static final Set<TimingType> EDGES =
      Set.of(TimingType.COMBINATIONAL, TimingType.RISING_EDGE, TimingType.FALLING_EDGE);

  private static final Percentage EXACT = Percentage.withPercentage(1e-9);

  @Test
  void nangate45IsReadWhole() {
    LibertyLibrary library = whole(134, LIBRARIES.resolve("nangate45_typical.lib"));

    assertThat(library.nominalVoltageVolts()).isEqualTo(1.1);
    assertThat(library.cell("INV_X1").areaSquareMicrometres()).isEqualTo(0.532);
    assertThat(flipFlops(library)).isEqualTo(16);
    assertThat(library.cell("DFF_X1").flipFlops().getFirst().clockedOn()).hasToString("CK");
    assertThat(library.cell("FA_X1").pin("S").function().orElseThrow().variables()).hasSize(3);
    assertAllRisesTakeTime(library);
  }

  @Test
  void asap7IsReadWholeFromItsFiveFiles() {
    LibertyLibrary library =
        whole(
            202,
            Stream.of("SIMPLE", "INVBUF", "SEQ", "AO", "OA")
                .map(part -> LIBRARIES.resolve("asap7_" + part + "_rvt_tt.lib"))
                .toArray(Path[]::new));

    assertThat(library.nominalVoltageVolts()).isEqualTo(0.7);
    LibertyCell inverter = library.cell("INVx1_ASAP7_75t_R");
    assertThat(inverter.areaSquareMicrometres()).isEqualTo(0.04374);
    assertThat(inverter.leakageWatts()).as("pW of VDD and VSS").isCloseTo(51.1588e-12, EXACT);
    assertThat(inverter.pin("Y").internalPowers())
        .extracting(power -> power.relatedPowerGroundPin().orElseThrow())
        .contains("VDD", "VSS");
    assertThat(flipFlops(library)).isEqualTo(17);
    assertThat(library.cell("DFFHQNx1_ASAP7_75t_R").flipFlops().getFirst().nextState())
        .as("its flip-flops invert")
        .hasToString("!D");
    assertAllRisesTakeTime(library);
  }

  @Test
  void sky130IsReadWhole() {
    LibertyLibrary library = whole(428, LIBRARIES.resolve("sky130hd_tt.lib"));

    assertThat(library.nominalVoltageVolts()).isEqualTo(1.8);
    assertThat(library.cell("sky130_fd_sc_hd__inv_1").areaSquareMicrometres()).isEqualTo(3.7536);
    assertThat(flipFlops(library)).as("without those of test cells").isEqualTo(45);
    assertThat(library.cell("sky130_fd_sc_hd__ebufn_1").pin("Z").threeState()).isPresent();
  }

  @Test
  void gt2nIsReadWhole() {
    LibertyLibrary library = whole(72, LIBRARIES.resolve("gt2n_2nm.lib"));

    assertThat(library.nominalVoltageVolts()).isEqualTo(0.7);
    assertThat(library.cell("gt2_6t_and2_x1_w13_svt").pin("A").capacitanceFarads())
        .isCloseTo(0.3067e-15, EXACT);
    assertThat(flipFlops(library)).isEqualTo(3);
    assertAllRisesTakeTime(library);
  }

  @Test
  void osu018IsReadWholeWithTheLoadAsFirstAxis() {
    LibertyLibrary library = whole(32, OSU018);

    assertThat(library.nominalVoltageVolts()).isEqualTo(1.8);
    TimingArc arc = library.cell("AND2X1").pin("Y").timingArcs().getFirst();
    LookupTable rise = arc.cellRise().orElseThrow();
    assertThat(rise.value(0.06e-9, 0.0125e-12)).isCloseTo(0.078318e-9, EXACT);
    assertThat(rise.value(0.18e-9, 0.005e-12)).isCloseTo(0.070461e-9, EXACT);
    assertThat(library.cell("AND2X1").pin("Y").function().orElseThrow().evaluate(0b11)).isTrue();
    assertThat(library.cell("DFFNEGX1").flipFlops().getFirst().clockedOn().evaluate(0)).isTrue();
  }

  /** Reads the files as one library; its cells are those that a search for "cell (" counts. */
  private static LibertyLibrary whole(int cells, Path... files) {
    for (Path file : files) {
      assumeTrue(Files.exists(file), () -> file + " is absent: one library of five is not read");
    }
    LibertyLibrary library = LibertyReader.read(List.of(files));
    assertThat(library.cells()).hasSize(cells);
    assertThat(Stream.of(files).mapToLong(file -> count(file, "cell")).sum()).isEqualTo(cells);
    return library;
  }

  private static long count(Path file, String kind) {
    Pattern group = Pattern.compile("^\\s*" + kind + "\\s*\\(.*");
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> group.matcher(line).matches()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long flipFlops(LibertyLibrary library) {
    return library.cells().stream().mapToLong(cell -> cell.flipFlops().size()).sum();
  }

  private static void assertAllRisesTakeTime(LibertyLibrary library) {
    assertThat(
            library.cells().stream()
                .flatMap(cell -> cell.pins().stream())
                .flatMap(pin -> pin.timingArcs().stream())
                .filter(arc -> EDGES.contains(arc.type()))
                .flatMap(arc -> arc.riseTransition().stream()))
        .hasSizeGreaterThan(100)
        .allMatch(table -> table.smallest() > 0);
  }
}
