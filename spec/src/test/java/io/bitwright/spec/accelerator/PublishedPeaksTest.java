package io.bitwright.spec.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The machines that are only estimated, against the peaks that their makers print. */
class PublishedPeaksTest {
  /** Of the printed peak; makers round to three digits or fewer. */
  private static final double TOLERANCE = 0.01;

  /**
   * Dense peaks in 10^12 operations a second, two a multiply-accumulate. The processor has none in
   * its data sheet: 2 x (6 x 64 x 5.2 GHz + 8 x 32 x 4.0 GHz) in int8, a quarter of that in fp32.
   */
  private static final String PEAKS =
      """
      machine           format  peak    source
      tpu-v1            int8    92      arXiv 1704.04760, table 2
      tpu-v2            bf16    46      CACM 63(7) 2020, table of TPU v2 and v3
      tpu-v3            bf16    123     cloud.google.com/tpu/docs/v3
      tpu-v4            bf16    275     cloud.google.com/tpu/docs/v4
      tpu-v4            int8    275     cloud.google.com/tpu/docs/v4
      tpu-v5e           bf16    197     cloud.google.com/tpu/docs/v5e
      tpu-v5e           int8    393     cloud.google.com/tpu/docs/v5e
      tpu-v5e           int4    788     jax-ml/jax, jax/_src/pallas/mosaic/tpu_info.py
      tpu-v5p           bf16    459     cloud.google.com/tpu/docs/v5p
      tpu-v5p           int8    918     jax-ml/jax, jax/_src/pallas/mosaic/tpu_info.py
      tpu-v5p           int4    1840    jax-ml/jax, jax/_src/pallas/mosaic/tpu_info.py
      tpu-v6e           bf16    918     cloud.google.com/tpu/docs/v6e
      tpu-v6e           int8    1836    cloud.google.com/tpu/docs/v6e
      tpu-v6e           fp8     920     jax-ml/jax, jax/_src/pallas/mosaic/tpu_info.py
      tpu-v6e           int4    3680    jax-ml/jax, jax/_src/pallas/mosaic/tpu_info.py
      nvidia-a100-80gb  bf16    312     nvidia.com/en-us/data-center/a100
      nvidia-a100-80gb  fp16    312     nvidia.com/en-us/data-center/a100
      nvidia-a100-80gb  int8    624     nvidia.com/en-us/data-center/a100
      nvidia-h100       bf16    989.4   H100 whitepaper, dense
      nvidia-h100       fp16    989.4   H100 whitepaper, dense
      nvidia-h100       fp8     1978.9  H100 whitepaper, dense
      nvidia-h100       int8    1978.9  H100 whitepaper, dense
      nvidia-h200       bf16    989.4   H200 data sheet, dense
      nvidia-h200       fp16    989.4   H200 data sheet, dense
      nvidia-h200       fp8     1978.9  H200 data sheet, dense
      nvidia-h200       int8    1978.9  H200 data sheet, dense
      intel-i7-13800h   int8    6.04    data sheet clocks x cores x AVX-VNNI
      intel-i7-13800h   fp32    1.51    data sheet clocks x cores x AVX2
      """;

  private record Peak(String machine, NumberFormat format, double tera) {}

  private static List<Peak> published() {
    return PEAKS
        .lines()
        .skip(1)
        .map(line -> line.split("  +", -1))
        .map(
            cells -> new Peak(cells[0], NumberFormat.parse(cells[1]), Double.parseDouble(cells[2])))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyPairOfADatasheetMachineReachesItsPublishedPeak(String name) {
    AcceleratorSpec machine = AcceleratorLibrary.get(name);
    List<Peak> peaks = published().stream().filter(peak -> peak.machine().equals(name)).toList();
    List<OperandPair> pairs = machine.generable() ? List.of() : machine.matrixUnit().operandPairs();

    assertThat(pairs.stream().map(OperandPair::weights))
        .containsExactlyInAnyOrderElementsOf(peaks.stream().map(Peak::format).toList());
    for (OperandPair pair : pairs) {
      double tera =
          peaks.stream().filter(p -> p.format() == pair.weights()).findFirst().orElseThrow().tera();
      assertThat(2 * machine.matrixUnit().multiplyAccumulatesPerCycle(pair))
          .as("%s in %s", name, pair.weights())
          .isCloseTo(
              tera * 1e12 / machine.clock().hertz(),
              within(TOLERANCE * tera * 1e12 / machine.clock().hertz()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Bandwidth in GB/s and capacity in GiB, as the pages above print them.
    "tpu-v2, 700, 16",
    "tpu-v3, 900, 32",
    "tpu-v4, 1200, 32",
    "tpu-v5e, 819, 16",
    "tpu-v5p, 2765, 95",
    "tpu-v6e, 1638, 32",
    // DS987; UG1182; UG1393, HBM Configuration and Use; OrangeCrab with the memory of 4 Gbit.
    "kv260, 19.2, 4",
    "zcu102, 19.2, 4",
    "u280, 460, 8",
    "ecp5-85f, 1.6, 0.5",
    // Two channels of DDR5-5200.
    "intel-i7-13800h, 83.2, 32",
  })
  void memoriesAreThePublishedOnes(String name, double gigabytesPerSecond, double gibibytes) {
    MemorySpec memory = AcceleratorLibrary.get(name).memory();

    assertThat(memory.bandwidth().bytesPerSecond())
        .isCloseTo(gigabytesPerSecond * 1e9, within(1.0));
    assertThat(memory.capacity().bytes()).isEqualTo((long) (gibibytes * (1L << 30)));
  }
}
