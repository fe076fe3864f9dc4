package io.bitwright.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorReader;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.scalesim.ScaleSimConfig;
import io.bitwright.spec.scalesim.ScaleSimConfigReader;
import io.bitwright.spec.scalesim.ScaleSimTopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a right file, it is read or refused with one message; nothing else. */
class DamagedInputTest {
  private static final byte[] YAML = AcceleratorLibrary.yaml("tpu-v4");
  private static final byte[] JSON =
      ShippedFile.bytes("/io/bitwright/spec/models/play-decoder-b158.json");
  private static final byte[] SCALE_SIM =
      """
      [general]
      run_name = r
      [architecture_presets]
      ArrayHeight: 8
      ArrayWidth: 8
      IfmapSramSzkB: 64
      FilterSramSzkB: 64
      OfmapSramSzkB: 64
      Bandwidth : 10
      Dataflow : ws
      [run_presets]
      InterfaceBandwidth: USER
      """
          .getBytes(UTF_8);

  private static final byte[] LAYERS =
      """
      Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,
      stem, 34, 34, 3, 3, 3, 16, 1,
      block_DP, 18, 18, 3, 3, 4, 1, 1,
      """
          .getBytes(UTF_8);

  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\n",
          "\t",
          ":",
          "-",
          "- ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"",
          "'",
          "&a ",
          "*a",
          "!",
          "|",
          ">",
          "%",
          "@",
          "#",
          "---\n",
          "...\n",
          "? ",
          "<<: ",
          "null",
          "~",
          ".inf",
          "1e999",
          "-1",
          "0",
          "99999999999999999999",
          "\0",
          "\u00ff",
          "\u00c3",
          "\u2028",
          "\\",
          "\\u0000");

  /**
   * A replacement inside a file.
   *
   * @param place from 0 to 1, where in the file
   * @param length bytes that are taken out
   * @param piece what is put there
   */
  record Damage(double place, int length, String piece) {
    byte[] applyTo(byte[] bytes) {
      int start = (int) (place * bytes.length);
      int end = Math.min(bytes.length, start + length);
      String text = new String(bytes, ISO_8859_1);
      return (text.substring(0, start) + piece + text.substring(end)).getBytes(ISO_8859_1);
    }
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    Arbitrary<Damage> damage =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 30),
                Arbitraries.of(PIECES))
            .as(Damage::new);
    return damage.list().ofMinSize(1).ofMaxSize(3);
  }

  @Property(tries = 600, seed = "1")
  void aDamagedAcceleratorIsReadOrRefused(@ForAll("damages") List<Damage> damages) {
    try {
      assertThat(AcceleratorReader.read("my.yaml", damaged(YAML, damages)).name()).isNotBlank();
    } catch (SpecException e) {
      assertThat(e.getMessage()).startsWith("my.yaml:").doesNotContain("\n");
    }
  }

  @Property(tries = 300, seed = "2")
  void aDamagedModelIsReadOrRefused(@ForAll("damages") List<Damage> damages) {
    Path file = temporary(damaged(JSON, damages));
    try {
      assertThat(ModelReader.read(file).parameters()).isPositive();
    } catch (SpecException e) {
      assertThat(e.getMessage()).startsWith(file + ":").doesNotContain("\n");
    } finally {
      delete(file);
    }
  }

  @Property(tries = 300, seed = "4")
  void aDamagedConfigurationOfScaleSimIsReadOrRefused(@ForAll("damages") List<Damage> damages) {
    try {
      ScaleSimConfig config = ScaleSimConfigReader.read("my.cfg", damaged(SCALE_SIM, damages));
      assertThat(config.array().rows()).isPositive();
    } catch (SpecException e) {
      assertThat(e.getMessage()).startsWith("my.cfg:").doesNotContain("\n");
    }
  }

  @Property(tries = 300, seed = "5")
  void aDamagedTopologyOfScaleSimIsReadOrRefused(@ForAll("damages") List<Damage> damages) {
    try {
      byte[] topology = damaged(LAYERS, damages);
      assertThat(ScaleSimTopologyReader.read("my.csv", topology).layers()).isNotEmpty();
    } catch (SpecException e) {
      assertThat(e.getMessage()).startsWith("my.csv:").doesNotContain("\n");
    }
  }

  @Property(tries = 600, seed = "3")
  void anyTextIsAQuantityOrRefused(@ForAll String text, @ForAll("sizes") String size) {
    for (String each : List.of(text, size)) {
      try {
        assertThat(Dimension.SIZE.parseWhole(each)).isBetween(0L, 1_000_000_000_000_000_000L);
      } catch (SpecException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }

  @Provide
  Arbitrary<String> sizes() {
    return Combinators.combine(
            Arbitraries.strings().withChars("0123456789.eE+- ").ofMaxLength(12),
            Arbitraries.of(Dimension.SIZE.units()))
        .as((number, unit) -> number + unit);
  }

  private static byte[] damaged(byte[] bytes, List<Damage> damages) {
    byte[] result = bytes;
    for (Damage damage : damages) {
      result = damage.applyTo(result);
    }
    return result;
  }

  private static Path temporary(byte[] bytes) {
    try {
      return Files.write(Files.createTempFile("damaged", ".json"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
