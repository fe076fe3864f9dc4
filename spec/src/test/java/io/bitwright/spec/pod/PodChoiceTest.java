package io.bitwright.spec.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodChoiceTest {

  private static PodSpec choose(String pod, String accelerator, int chips) {
    return new PodChoice(
            Optional.of(pod).filter(text -> !text.isEmpty()),
            Optional.of(accelerator).filter(text -> !text.isEmpty()),
            chips == 0 ? OptionalInt.empty() : OptionalInt.of(chips))
        .resolve();
  }

  private static Topology.Torus torus(PodSpec pod) {
    return (Topology.Torus) pod.levels().getFirst().topology();
  }

  @Test
  void aNameIsAShippedPod() {
    assertThat(choose("dgx-h100", "", 0)).isEqualTo(PodLibrary.get("dgx-h100"));
    assertThat(choose("tpu-v4-64", "tpu-v4", 64)).isEqualTo(PodLibrary.get("tpu-v4-64"));
  }

  @Test
  void chipsOfAnAcceleratorAreThePodOfThatSize() {
    assertThat(choose("", "nvidia-h200", 2)).isEqualTo(PodLibrary.get("h200-x2"));
    assertThat(choose("", "nvidia-h200", 8)).isEqualTo(PodLibrary.get("dgx-h200"));
    assertThat(choose("", "tpu-v4", 4096)).isEqualTo(PodLibrary.get("tpu-v4-4096"));
  }

  @Test
  void fewerChipsOfASwitchKeepTheSwitch() {
    PodSpec four = choose("", "nvidia-h200", 4);

    assertThat(four.name()).isEqualTo("dgx-h200-4");
    assertThat(four.levels().getFirst().topology()).isEqualTo(new Topology.Switch(4, 1));
  }

  /** The shapes that cloud.google.com/tpu/docs/v5p and v5e list for these numbers of chips. */
  @ParameterizedTest
  @CsvSource({
    "tpu-v5p, 8, 2x2x2, false false false",
    "tpu-v5p, 32, 2x4x4, false false false",
    "tpu-v5p, 64, 4x4x4, true true true",
    "tpu-v5p, 128, 4x4x8, true true true",
    "tpu-v5p, 1024, 8x8x16, true true true",
    "tpu-v5p, 2048, 8x16x16, true true true",
    "tpu-v5p, 6144, 16x16x24, true true true",
    "tpu-v4, 3072, 12x16x16, true true true",
    "tpu-v4, 96, 4x4x6, false false false",
    "tpu-v5e, 32, 4x8, false false",
    "tpu-v5e, 128, 8x16, false true"
  })
  void chipsOfATorusAreTheBoxNearestToACube(
      String accelerator, int chips, String shape, String wrap) {
    Topology.Torus torus = torus(choose("", accelerator, chips));

    assertThat(torus.shape()).hasToString(shape);
    assertThat(torus.wrap())
        .isEqualTo(List.of(wrap.split(" ", -1)).stream().map(Boolean::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "4x4x4, tpu-v4, true true true",
    "4x4x256, tpu-v4, true true true",
    "2x4x4, tpu-v4, false false false",
    "16x8, tpu-v5e, true false",
    "32x16, tpu-v3, true false"
  })
  void aGridIsABoxInTheOrderGiven(String grid, String accelerator, String wrap) {
    Topology.Torus torus = torus(choose(grid, accelerator, 0));

    assertThat(torus.shape()).hasToString(grid);
    assertThat(torus.wrap())
        .isEqualTo(List.of(wrap.split(" ", -1)).stream().map(Boolean::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tpu-v5; ''; 0; unknown pod \"tpu-v5\"; did you mean \"tpu-v5e-256\"?",
        "tpu-v4-64; ''; 65; 65 chips are more than the 64 of tpu-v4-64; ''",
        "''; tpu-v4; 6145; 6,145 chips are more than the 6,144 of palm-2x3072; ''",
        "''; tpu-v5e; 17; no part of 17 neighbouring chips; the nearest have 16 or 18",
        "32x16; tpu-v5e; 0; no grid of 32x16 fits in a pod of tpu-v5e; tpu-v5e-256 (16x16)",
        "4x4; tpu-v4; 0; no grid of 4x4 fits in a pod of tpu-v4; tpu-v4-4096 (16x16x16),"
            + " palm-2x3072 (12x16x16)",
        "2x4; nvidia-h100; 0; no grid of 2x4 fits in a pod of nvidia-h100; dgx-h100 (no grid)",
        "4x4x4; ''; 0; a grid of 4x4x4 of which accelerator?; give a name or a YAML file",
        "4x4x4; tpu-v4; 32; a grid of 4x4x4 has 64 chips, not 32; leave one of the two out",
        "''; ''; 4; 4 chips of which accelerator?; ''",
        "''; kv260; 4; no pod of \"kv260\" ships; give a pod's YAML file",
        "''; tpu-v7; 4; unknown accelerator \"tpu-v7\"; did you mean",
        "tpu-v4-64; tpu-v3; 0; the pod tpu-v4-64 is of tpu-v4, not \"tpu-v3\"; ''",
        "''; tpu-v4; -1; chips must be at least 1, got -1; ''",
        "''; tpu-v4; 0; no pod: give one of tpu-v2-256; a grid such as 4x4x4"
      })
  void whatIsNoPodIsRefused(String pod, String accelerator, int chips, String begin, String end) {
    assertThatThrownBy(() -> choose(pod, accelerator, chips))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(begin)
        .hasMessageContaining(end.strip());
  }

  @Test
  void filesArePodsAndAccelerators(@TempDir Path folder) throws IOException {
    Path chip = Files.write(folder.resolve("v4.yaml"), AcceleratorLibrary.yaml("tpu-v4"));
    Path pod = Files.write(folder.resolve("pod.yaml"), PodLibrary.yaml("tpu-v4-64"));

    assertThat(choose(pod.toString(), chip.toString(), 32).accelerator())
        .isEqualTo(chip.toString());
    assertThat(choose("", chip.toString(), 64).name()).isEqualTo("tpu-v4-64");
  }

  /** Four boards of 2 x 2 behind a switch: two boards, one board, and part of one. */
  @Test
  void aHierarchyIsTakenFromTheInside() {
    String link = "link: {bandwidth: 1 GB/s, latency: 0 s, hop: 0 s}";
    String yaml =
        """
        name: boards
        description: boards
        source: a test
        accelerator: tpu-v4
        launch: 3 us
        levels:
          - {topology: mesh, axes: 2x2, %s}
          - {topology: switch, chips: 4, %s}
        """
            .formatted(link, link);
    PodSpec pod = PodReader.read("boards.yaml", yaml.getBytes(UTF_8));

    PodSpec two = PodSlice.ofChips(pod, 8).orElseThrow();
    assertThat(two.levels()).extracting(PodLevel::topology).contains(new Topology.Switch(2, 1));
    assertThat(two.chips()).isEqualTo(8);
    assertThat(two.launch()).isEqualTo(pod.launch());
    assertThat(PodSlice.ofChips(pod, 4).orElseThrow().levels()).hasSize(1);
    assertThat(PodSlice.ofChips(pod, 2).orElseThrow().chips()).isEqualTo(2);
    assertThat(PodSlice.ofChips(pod, 1).orElseThrow().chips()).isEqualTo(1);
    assertThat(PodSlice.ofChips(pod, 6)).isEmpty();
  }
}
