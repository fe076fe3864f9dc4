package io.bitwright.spec.accelerator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The section of a graphics processor: what is read, and what is refused with which message. */
class GpuReaderTest {
  /** The H200 without comments, so that lines can be told by their keys. */
  private static final String RIGHT =
      new String(AcceleratorLibrary.yaml("nvidia-h200"), UTF_8)
          .lines()
          .filter(line -> !line.strip().startsWith("#"))
          .reduce("", (text, line) -> text + line + "\n");

  private static final String SHARE = "write a number above 0 and at most 1";

  @Test
  void everyKeyIsRead() {
    GpuSpec gpu = AcceleratorText.read(RIGHT).gpu().orElseThrow();

    assertThat(gpu.tiles()).hasSize(8).endsWith(new TileShape(128, 256));
    assertThat(gpu.overlapExponent()).isEqualTo(4.006);
    assertThat(gpu.powerLimit().burst())
        .isEqualTo(
            Map.of(
                NumberFormat.BF16, 0.9062,
                NumberFormat.FP16, 0.9062,
                NumberFormat.FP8, 0.806,
                NumberFormat.INT8, 0.806));
    assertThat(gpu.powerLimit().sustained()).isEqualTo(0.7589);
    assertThat(gpu.powerLimit().timeConstant().seconds()).isEqualTo(1.271e-3);
    assertThat(gpu.cache().capacity().bytes()).isEqualTo(60_000_000);
    assertThat(gpu.cache().bandwidth().bytesPerSecond()).isEqualTo(5.5e12);
    assertThat(gpu.cache().feed().bytesPerSecond()).isEqualTo(129.2e9);
    assertThat(gpu.cache().dirty().bytes()).isEqualTo(11_330_000);
    assertThat(gpu.memory().efficiency()).isEqualTo(0.9111);
    assertThat(gpu.memory().ramp().bytes()).isEqualTo(37_580_000);
    assertThat(gpu.memory().rampScale().bytes()).isEqualTo(92_130_000);
    assertThat(gpu.overheads().launch().seconds()).isEqualTo(3.9e-6);
    assertThat(gpu.overheads().gap().seconds()).isEqualTo(1.563e-6);
    assertThat(gpu.overheads().prologue().seconds()).isEqualTo(1.863e-6);
    assertThat(gpu.overheads().epilogue().seconds()).isEqualTo(1.761e-6);
    assertThat(gpu.overheads().split().seconds()).isEqualTo(2.336e-6);
    assertThat(gpu.overheads().batched().seconds()).isEqualTo(3.719e-6);
    assertThat(gpu.kernels()).isEqualTo(new GpuSpec.Kernels(0.7393, 0.9175, 16));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("tiles: [64x64, ", "tiles: [64x, ", "gpu.tiles[0]: \"64x\" is not a tile; write"),
        arguments(
            "tiles: [64x64, ",
            "tiles: [63x64, ",
            "gpu.tiles[0]: \"63x64\" is out of range; write a tile such as 128x256, each side a"
                + " whole number from 64 to 512"),
        arguments(
            "[64x64, 64x96, ", "[64x96, 96x64, ", "gpu.tiles[1]: the tile 96x64 stands here again"),
        arguments("  tiles: [", "  tile: [", "gpu.tile: unknown key; allowed: tiles, overlap"),
        arguments(
            "overlap: 4.006", "overlap: 0.5", "gpu.overlap: \"0.5\" is out of range; write a"),
        arguments("  overlap: 4.006\n", "", "gpu.overlap: missing; write a number from 1 to 100"),
        arguments("bf16: 0.9062", "bf16: 1.1", "gpu.power-limit.burst.bf16: \"1.1\" is out of"),
        arguments("{bf16: 0.9062", "{bf17: 0.9062", "burst.bf17: unknown key; allowed: binary"),
        arguments(
            "fp8: 0.806, ",
            "",
            "gpu.power-limit.burst: has no fp8, which matrix-unit.operands multiplies; " + SHARE),
        arguments("sustained: 0.7589", "sustained: 0", "power-limit.sustained: \"0\" is out of"),
        arguments("1.271 ms", "0 ms", "power-limit.time-constant: is 0 s; write a time above 0 s"),
        arguments("60 MB", "0 MB", "gpu.cache.capacity: is 0 B; write a size above 0 B"),
        arguments("11.33 MB", "70 MB", "gpu.cache.dirty: 70000000 B are more than the cache holds"),
        arguments("129.2 GB/s", "129.2 GB", "gpu.cache.feed: \"129.2 GB\" is in GB, which is not"),
        arguments(
            "efficiency: 0.9111", "efficiency: 91", "gpu.memory.efficiency: \"91\" is out of"),
        arguments("92.13 MB", "0 B", "gpu.memory.ramp-scale: is 0 B; write a size above 0 B"),
        arguments(
            "gap: 1.563 us", "gap: 2 ms", "gpu.overheads.gap: is out of range; write at most"),
        arguments("gap: 1.563 us", "gap: 1.563", "gpu.overheads.gap: \"1.563\" has no unit; write"),
        arguments("exponentials: 16", "exponentials: 0", "gpu.kernels.exponentials: \"0\" is out"),
        arguments(
            "attention: 0.9175", "atention: 1", "gpu.kernels.atention: unknown key; allowed:"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongPieceIsRefused(String piece, String replacement, String message) {
    assertThat(RIGHT.split(Pattern.quote(piece), -1)).hasSize(2);
    assertThatThrownBy(() -> AcceleratorText.read(RIGHT.replace(piece, replacement)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("my.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void tensorCoresAndTheSectionStandTogether() {
    String section = RIGHT.substring(RIGHT.indexOf("gpu:\n"));
    String without = RIGHT.replace(section, "");
    String array = RIGHT.replace("tensor_core", "weight_stationary_array");

    assertThatThrownBy(() -> AcceleratorText.read(without))
        .hasMessageEndingWith(
            "gpu: missing; a matrix unit of the kind tensor_core needs the keys tiles, overlap,"
                + " power-limit, cache, memory, overheads, kernels");
    assertThatThrownBy(() -> AcceleratorText.read(array))
        .hasMessageEndingWith(
            "gpu: is for a matrix unit of the kind tensor_core only; leave it out");
  }

  @Test
  void aGpuIsNotGenerated() {
    assertThatThrownBy(() -> AcceleratorText.read(RIGHT + "generable: true\n"))
        .hasMessageEndingWith("generable: is true; RTL of a GPU cannot be generated, write false");
  }

  @Test
  void noTiles() {
    String none = RIGHT.replaceAll("tiles: \\[.*]", "tiles: []");

    assertThatThrownBy(() -> AcceleratorText.read(none))
        .hasMessageContaining("gpu.tiles: has 0 tiles; write a list of 1 to 32 tiles such as");
  }
}
