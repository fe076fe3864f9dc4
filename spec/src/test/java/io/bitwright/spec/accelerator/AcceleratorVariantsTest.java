package io.bitwright.spec.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorVariantsTest {
  private static final String NAME = "edge-ternary-16x16";
  private static final byte[] BASE = AcceleratorLibrary.yaml(NAME);

  private static AcceleratorVariants variants(String... keys) {
    return new AcceleratorVariants(NAME, BASE, Map.of("memory.dram", "~"), List.of(keys));
  }

  @Test
  void aVariantIsWhatAFileWithItsValuesIs() {
    String changed =
        new String(BASE, StandardCharsets.UTF_8)
            .replace("  rows: 16", "  rows: 32")
            .replace("clock: 200 MHz", "clock: 150 MHz")
            .replace("weights: ternary", "weights: binary")
            .replace("lanes: 16", "lanes: 8")
            .replace("weights: 4 KiB", "weights: 8 KiB")
            .replace("bandwidth: 6.4 GB/s", "bandwidth: 7 GB/s")
            .replaceAll("  dram: .*\\n", "")
            .replace("technology: 45 nm", "technology: 16 nm");

    AcceleratorSpec variant =
        variants(
                "matrix-unit.rows",
                "clock",
                "matrix-unit.operands[0].weights",
                "vector-unit.lanes",
                "buffers.weights",
                "memory.bandwidth",
                "technology")
            .at(List.of("32", "150 MHz", "binary", "8", "8 KiB", "7 GB/s", "16 nm"));

    assertThat(variant)
        .isEqualTo(AcceleratorReader.read(NAME, changed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void variantsDoNotDependOnThoseBefore() {
    AcceleratorVariants both = variants("matrix-unit.rows", "buffers.weights");

    AcceleratorSpec first = both.at(List.of("16", "4 KiB"));
    both.at(List.of("32", "8 KiB"));

    assertThat(both.at(List.of("16", "4 KiB"))).isEqualTo(first);
    assertThat(both.at(List.of("16", "8 KiB")).matrixUnit()).isEqualTo(first.matrixUnit());
  }

  @Test
  void aKeyThatDoesNotStandInTheBaseIsAdded() {
    assertThat(variants("power.idle").at(List.of("2 W")).idlePower().orElseThrow().watts())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matrix-unit.rows|0|matrix-unit.rows: \"0\" is out of range",
        "matrix-unit.rowz|16|matrix-unit.rowz: unknown key",
        "clock|fast|clock: \"fast\" is not a number with a unit",
        "matrix-unit.operands[7].weights|binary|no value stands at",
        "matrix-unit.operands.weights|binary|no value stands at",
        "clock.rate|1|no value stands at",
      })
  void valuesThatNoDescriptionMayHaveAreRefusedAlone(String key, String value, String message) {
    assertThatThrownBy(() -> variants().check(key, value))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void valuesThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> variants("buffers.weights").at(List.of("8 B")))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("buffers.weights: 8 B cannot hold two tiles");
  }
}
