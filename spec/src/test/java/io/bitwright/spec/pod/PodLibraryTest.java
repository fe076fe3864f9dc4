package io.bitwright.spec.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodLibraryTest {

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.pod.PodLibrary#names")
  void everyPodIsReadUnderItsNameWithASourceAndAShippedChip(String name) {
    PodSpec pod = PodLibrary.get(name);

    assertThat(pod.name()).isEqualTo(name);
    assertThat(pod.source()).isNotBlank();
    assertThat(AcceleratorLibrary.names()).contains(pod.accelerator());
    assertThat(PodLibrary.resolve(name)).isEqualTo(pod);
  }

  /** Chips of the whole pod, and GB/s of a link each way, as collectives reach them. */
  @ParameterizedTest
  @CsvSource({
    "tpu-v2-256, 256, 62",
    "tpu-v3-1024, 1024, 70",
    "tpu-v4-64, 64, 45",
    "tpu-v4-4096, 4096, 45",
    "tpu-v5e-256, 256, 45",
    "tpu-v5p-8960, 8960, 90",
    "tpu-v6e-256, 256, 90",
    "palm-2x3072, 6144, 45",
    "dgx-a100, 8, 240",
    "selene-4480, 4480, 240",
    "dgx-h100, 8, 370.8",
    "dgx-h100-256, 256, 370.8",
    "dgx-h200, 8, 370.8"
  })
  void podsHaveTheirChipsAndLinks(String name, long chips, double gigabytesPerSecond) {
    PodSpec pod = PodLibrary.get(name);

    assertThat(pod.chips()).isEqualTo(chips);
    assertThat(pod.levels().getFirst().link().bandwidth().bytesPerSecond())
        .isEqualTo(1e9 * gigabytesPerSecond);
  }

  @Test
  void anUnknownPodIsRefused() {
    assertThatThrownBy(() -> PodLibrary.resolve("tpu-v5p-8980"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("unknown pod \"tpu-v5p-8980\"; give a YAML file or one of: ")
        .hasMessageEndingWith("; did you mean \"tpu-v5p-8960\"?");
  }
}
