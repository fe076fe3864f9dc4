package io.bitwright.spec.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Power;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcceleratorLibraryTest {

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyListedAcceleratorIsRightAndBearsItsName(String name) {
    AcceleratorSpec spec = AcceleratorLibrary.get(name);

    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.source()).isNotBlank();
    assertThat(AcceleratorLibrary.resolve(name)).isEqualTo(spec);
  }

  @Test
  void everyShippedFileIsListed() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              AcceleratorLibrary.names().stream().map(name -> name + ".yaml").toList());
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(
                AcceleratorLibrary.class.getResource("/io/bitwright/spec/accelerators"))
            .toURI());
  }

  @Test
  void tpuV1HasItsPublishedFigures() {
    AcceleratorSpec tpu = AcceleratorLibrary.get("tpu-v1");

    assertThat(peakOperations(tpu, NumberFormat.INT8)).isCloseTo(92e12, within(0.3e12));
    assertThat(tpu.idlePower()).contains(new Power(28));
    assertThat(tpu.technologyNm()).isEqualTo(28);
    assertThat(tpu.memory().capacity().bytes()).isEqualTo(8L << 30);
    assertThat(tpu.memory().bandwidth().bytesPerSecond()).isEqualTo(34e9);
    // The ridge of the roofline, published as 1350 multiply-accumulates a byte.
    assertThat(peakOperations(tpu, NumberFormat.INT8) / 2 / 34e9).isCloseTo(1350, within(1.0));
    // The accumulators' 4 MiB are two halves of accumulator-rows x 256 x 32 bit.
    assertThat(2L * tpu.matrixUnit().accumulatorRows() * 256 * 4)
        .isEqualTo(tpu.buffers().results().bytes())
        .isEqualTo(4L << 20);
    assertThat(tpu.generable()).isFalse();
  }

  @Test
  void tpuV4HasItsPublishedFigures() {
    AcceleratorSpec tpu = AcceleratorLibrary.get("tpu-v4");

    assertThat(peakOperations(tpu, NumberFormat.BF16)).isCloseTo(275e12, within(0.5e12));
    assertThat(peakOperations(tpu, NumberFormat.INT8)).isCloseTo(275e12, within(0.5e12));
    assertThat(tpu.idlePower()).contains(new Power(90));
    assertThat(tpu.technologyNm()).isEqualTo(7);
    assertThat(tpu.memory().capacity().bytes()).isEqualTo(32L << 30);
    assertThat(tpu.memory().bandwidth().bytesPerSecond()).isEqualTo(1200e9);
    assertThat(tpu.buffers().weights().bytes() + tpu.buffers().activations().bytes())
        .isEqualTo(128L << 20);
    assertThat(tpu.generable()).isFalse();
  }

  @Test
  void theGpusHaveTheirPublishedPeaks() {
    AcceleratorSpec h200 = AcceleratorLibrary.get("nvidia-h200");
    AcceleratorSpec h100 = AcceleratorLibrary.get("nvidia-h100");
    AcceleratorSpec a100 = AcceleratorLibrary.get("nvidia-a100-80gb");

    assertThat(peakOperations(h200, NumberFormat.BF16)).isCloseTo(989.4e12, within(0.1e12));
    assertThat(peakOperations(h200, NumberFormat.FP8)).isCloseTo(1978.9e12, within(0.1e12));
    assertThat(h200.memory().bandwidth().bytesPerSecond()).isEqualTo(4.8e12);
    assertThat(peakOperations(h100, NumberFormat.BF16)).isCloseTo(989.4e12, within(0.1e12));
    assertThat(h100.memory().bandwidth().bytesPerSecond()).isEqualTo(3.35e12);
    assertThat(peakOperations(a100, NumberFormat.FP16)).isCloseTo(312e12, within(0.2e12));
    assertThat(peakOperations(a100, NumberFormat.INT8)).isCloseTo(624e12, within(0.4e12));
    assertThat(a100.memory().bandwidth().bytesPerSecond()).isEqualTo(2039e9);
  }

  private static double peakOperations(AcceleratorSpec spec, NumberFormat format) {
    OperandPair pair =
        spec.matrixUnit().operandPairs().stream()
            .filter(candidate -> candidate.weights() == format)
            .findFirst()
            .orElseThrow();
    return 2 * spec.matrixUnit().multiplyAccumulatesPerCycle(pair) * spec.clock().hertz();
  }

  @Test
  void theEdgePartsAreGenerableAndDifferInWeights() {
    assertThat(
            Stream.of("edge-ternary-16x16", "edge-binary-32x32", "edge-int8-8x8")
                .map(AcceleratorLibrary::get)
                .filter(AcceleratorSpec::generable)
                .map(spec -> spec.matrixUnit().operandPairs().getFirst().weights()))
        .containsExactly(NumberFormat.TERNARY, NumberFormat.BINARY, NumberFormat.INT8);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    String known =
        "; give a YAML file or one of: edge-ternary-16x16, edge-binary-32x32, edge-int8-8x8,"
            + " kv260, zcu102, u280, ecp5-85f, tpu-v1, tpu-v2, tpu-v3, tpu-v4, tpu-v5e, tpu-v5p,"
            + " tpu-v6e, nvidia-h200, nvidia-h100, nvidia-a100-80gb, intel-i7-13800h";

    assertThatThrownBy(() -> AcceleratorLibrary.resolve("tpuv4"))
        .isInstanceOf(SpecException.class)
        .hasMessage("unknown accelerator \"tpuv4\"" + known + "; did you mean \"tpu-v4\"?");
    assertThatThrownBy(() -> AcceleratorLibrary.resolve("edge-ternary"))
        .hasMessage(
            "unknown accelerator \"edge-ternary\""
                + known
                + "; did you mean \"edge-ternary-16x16\"?");
    assertThatThrownBy(() -> AcceleratorLibrary.get("../index"))
        .hasMessage("unknown accelerator \"../index\"" + known);
    assertThatThrownBy(() -> AcceleratorLibrary.resolve(""))
        .hasMessage("unknown accelerator \"\"" + known);
    assertThatThrownBy(() -> AcceleratorLibrary.resolve("a\0b.yaml"))
        .hasMessage("unknown accelerator \"a?b.yaml\"" + known);
  }

  @Test
  void aPathIsReadWithOrWithoutItsEnding(@TempDir Path folder) throws IOException {
    Path yaml = Files.writeString(folder.resolve("mine.yaml"), AcceleratorText.RIGHT);
    Path bare = Files.writeString(folder.resolve("mine"), AcceleratorText.RIGHT);
    Path missing = folder.resolve("other.yml");

    assertThat(AcceleratorLibrary.resolve(yaml.toString()).name()).isEqualTo("mine");
    assertThat(AcceleratorLibrary.resolve(bare.toString()).name()).isEqualTo("mine");
    assertThatThrownBy(() -> AcceleratorLibrary.resolve(missing.toString()))
        .hasMessage(missing + ": no such file");
  }
}
