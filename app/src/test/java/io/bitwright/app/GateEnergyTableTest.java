package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.energy.EnergyEntry;
import io.bitwright.energy.EnergyTable;
import io.bitwright.energy.EnergyTableReader;
import io.bitwright.energy.SourceClass;
import io.bitwright.energy.SourceKind;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does the energy of our own gates come back as a price? With five made-up cells. */
class GateEnergyTableTest {
  private static final String CELLS = "/cells/made_up.lib";

  @TempDir private Path folder;

  @Test
  @NeedsYosys
  void tableOfAnElementPricesAnEstimate() throws IOException {
    CapturedConsole synthesis = synthesise();

    assertThat(synthesis.err()).isEmpty();
    assertThat(synthesis.status()).isZero();
    double joules =
        JsonMapper.shared().readTree(synthesis.out()).get("joulesPerOperation").asDouble();
    EnergyTable table = EnergyTableReader.read(folder.resolve("my-gates"));
    assertThat(table.source().kind()).isEqualTo(SourceKind.SIMULATED);
    assertThat(table.source().citation())
        .contains("weights=ternary", "rows=2", "made_up.lib", "random operands, seed 3");
    EnergyEntry row = table.entries().getFirst();
    assertThat(row.sourceClass()).isEqualTo(SourceClass.DERIVED);
    assertThat(row.energyPj()).isCloseTo(joules * 1e12, within(joules * 1e12 * 1e-5));
    assertThat(sum(row.derivation())).isCloseTo(row.energyPj(), within(row.energyPj() * 1e-5));

    JsonNode estimate = estimate();
    double multiplyAccumulates = 64.0 * 64 * 64;
    assertThat(estimate.get("energyJoules").get("matrixUnit").asDouble())
        .isPositive()
        .isCloseTo(multiplyAccumulates * joules, within(multiplyAccumulates * joules * 1e-5));
  }

  private CapturedConsole synthesise() throws IOException {
    Path cells = folder.resolve("made_up.lib");
    try (InputStream text = GateEnergyTableTest.class.getResourceAsStream(CELLS)) {
      Files.copy(Objects.requireNonNull(text), cells);
    }
    String module = "synth --unit weight_stationary_array --module processing_element";
    String settings = "--set rows=2 --set columns=1 --set weights=ternary --energy --seed 3 --json";
    return CapturedConsole.run(
        Stream.concat(
                Stream.of((module + " " + settings).split(" ", -1)),
                Stream.of(
                    "--liberty",
                    cells.toString(),
                    "--table",
                    folder.resolve("my-gates").toString()))
            .toArray(String[]::new));
  }

  private JsonNode estimate() throws IOException {
    String yaml = new String(AcceleratorLibrary.yaml("edge-ternary-16x16"), StandardCharsets.UTF_8);
    Path accelerator = folder.resolve("mine.yaml");
    Files.writeString(accelerator, yaml.stripTrailing() + "\nenergy: {tables: [my-gates]}\n");
    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--matmul",
            "64x64x64",
            "--weights",
            "ternary",
            "--accelerator",
            accelerator.toString(),
            "--json");
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  /** The arithmetic of a derivation, up to its words. */
  private static double sum(String derivation) {
    String arithmetic = derivation.substring(0, derivation.indexOf(';'));
    return Stream.of(arithmetic.split(" \\+ ", -1)).mapToDouble(Double::parseDouble).sum();
  }
}
