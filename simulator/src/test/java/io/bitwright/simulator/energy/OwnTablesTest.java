package io.bitwright.simulator.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.energy.SourceClass;
import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorReader;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An accelerator that names energy tables of its own. */
class OwnTablesTest {
  private static final String HEADER =
      "component,action,format,width_bits,capacity_bytes,node_nm,energy_pj,status,where,derivation";
  private static final String MATRIX_UNIT =
      "matrix_unit,multiply_accumulate,ternary x int8,8,,,0.25,published,gate level,";
  private static final ActionCounts ACTIONS =
      new ActionCounts(
          List.of(
              new MultiplyAccumulates(NumberFormat.TERNARY, NumberFormat.INT8, 4e9),
              new MultiplyAccumulates(NumberFormat.INT8, NumberFormat.INT8, 1e9)),
          List.of(),
          new BufferBytes(1e6, 0, 0),
          BufferBytes.NONE,
          1e6,
          0);

  @TempDir Path home;

  @BeforeEach
  void table() throws IOException {
    Path folder = Files.createDirectories(home.resolve("tables/my-gates"));
    Files.writeString(
        folder.resolve("source.yaml"),
        """
        citation: Netlist of my own, toggled by real operands
        url: https://example.org/gates
        kind: simulated
        files: [matrix_unit.csv]
        """);
    Files.writeString(folder.resolve("matrix_unit.csv"), HEADER + "\n" + MATRIX_UNIT + "\n");
  }

  private AcceleratorSpec accelerator(String energy) throws IOException {
    String yaml = new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);
    Path file = home.resolve("mine.yaml");
    Files.writeString(file, yaml.stripTrailing() + "\nenergy: " + energy + "\n");
    return AcceleratorReader.read(file);
  }

  private EnergyJoules joules(String energy) throws IOException {
    return EnergyAccounting.of(accelerator(energy)).joules(ACTIONS, EnergyView.SYSTEM, 0);
  }

  @Test
  void aMatrixUnitOfATableReplacesItsAdditionsAndRegisters() throws IOException {
    EnergyJoules own = joules("{tables: [tables/my-gates]}");
    EnergyJoules shipped = joules("{scaling: nearest}");
    assertThat(own.of(EnergyComponent.MATRIX_UNIT)).isCloseTo(4e9 * 0.25e-12, within(1e-15));
    assertThat(own.registers()).isCloseTo(shipped.registers() / 5, within(1e-9));
    assertThat(own.multiply()).isEqualTo(shipped.multiply()).isPositive();
    assertThat(own.onChip()).isEqualTo(shipped.onChip());
    assertThat(own.byComponent()).containsKey(EnergyComponent.MATRIX_UNIT);
    assertThat(shipped.byComponent()).doesNotContainKey(EnergyComponent.MATRIX_UNIT);
    EnergyOrigin gates =
        own.origins().stream()
            .filter(origin -> origin.component() == EnergyComponent.MATRIX_UNIT)
            .findFirst()
            .orElseThrow();
    assertThat(gates.sources()).containsExactly("my-gates");
    assertThat(gates.sourceClass()).isEqualTo(SourceClass.PUBLISHED);
  }

  @Test
  void arithmeticAloneIsCountedByThePapersConvention() throws IOException {
    EnergyAccounting accounting = EnergyAccounting.of(accelerator("{tables: [tables/my-gates]}"));
    assertThat(accounting.joules(ACTIONS, EnergyView.ARITHMETIC).total())
        .isEqualTo(EnergyAccounting.arithmetic(ACTIONS, accounting.nodeNm()).total());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{tables: [tables/my-gate]} | energy.tables[0]: there is no folder",
        "{tables: [tables]} | energy.tables[0]: tables: has no source.yaml",
        "{tables: [tables/my-gates, tables/my-gates]} | energy.tables[1]: there is an energy table 'my-gates' already",
        "{scaling: dennart} | energy.scaling: no technology scaling 'dennart'; did you mean 'dennard'?",
      })
  void whatIsWrongNamesItsPlace(String energy, String complaint) {
    assertThatThrownBy(() -> joules(energy))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("(?s).*mine\\.yaml:\\d+: .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25 | -0.25 | my-gates/matrix_unit.csv:2: energy_pj must be a finite number of at least 0",
        "multiply_accumulate | multiply_acumulate | my-gates/matrix_unit.csv: nothing asks for 'matrix_unit multiply_acumulate'; nearest: 'matrix_unit multiply_accumulate'",
        "ternary | ternery | my-gates/matrix_unit.csv: format: unknown number format \"ternery\"",
        "ternary x int8 | ternary | my-gates/matrix_unit.csv: format \"ternary\": write weights x activations",
        "published | publishd | my-gates/matrix_unit.csv:2: unknown status 'publishd'; did you mean 'published'?",
      })
  void aWrongTableNamesBothPlaces(String cell, String other, String complaint) throws IOException {
    Files.writeString(
        home.resolve("tables/my-gates/matrix_unit.csv"),
        HEADER + "\n" + MATRIX_UNIT.replace(cell, other) + "\n");
    assertThatThrownBy(() -> joules("{tables: [tables/my-gates]}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining("energy.tables[0]");
  }
}
