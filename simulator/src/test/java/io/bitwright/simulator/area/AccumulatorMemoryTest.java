package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.part.FpgaFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Is the memory of the accumulators what synthesis takes? */
class AccumulatorMemoryTest {
  private static ArrayDesign array(int columns, int rows, int width) {
    return new ArrayDesign(
        MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
        NumberFormat.TERNARY,
        NumberFormat.INT8,
        ElementMultiplier.ADDER,
        8,
        columns,
        rows,
        width);
  }

  @Test
  void everyArrayOfTheRecordHasItsMemoryExactly() {
    List<ArraySample> samples =
        ArraySample.groups(SynthesisRecord.shipped()).values().stream()
            .flatMap(List::stream)
            .toList();

    assertThat(samples).hasSizeGreaterThan(60);
    for (ArraySample sample : samples) {
      AccumulatorMemory memory = AccumulatorMemory.of(sample.array(), sample.family());
      assertThat(memory.luts())
          .as("memory LUTs of %s on %s", sample.array(), sample.family())
          .isEqualTo(sample.figures().area().memoryLuts());
      assertThat(memory.blockRams())
          .as("block RAMs of %s on %s", sample.array(), sample.family())
          .isEqualTo(sample.figures().area().blockRams());
    }
  }

  /** By hand: blocks of 512 x 36, 1024 x 18, 2048 x 9 and 256 x 16, 512 x 8 bits. */
  @ParameterizedTest
  @CsvSource({
    "XILINX, 10, 512, 36, 10",
    "XILINX, 10, 513, 36, 20",
    "XILINX, 10, 2048, 36, 40",
    "XILINX, 1, 65, 37, 2",
    "ECP5, 8, 512, 23, 6",
    "ICE40, 8, 256, 16, 8",
    "ICE40, 8, 300, 16, 16"
  })
  void deeperBlocksAreNarrower(FpgaFamily family, int columns, int rows, int width, int blocks) {
    AccumulatorMemory memory = AccumulatorMemory.of(array(columns, rows, width), family);

    assertThat(memory.blockRams()).isEqualTo(blocks);
    assertThat(memory.luts()).isZero();
  }

  /** By hand: four LUTs for 32 x 6 or 64 x 3 bits, of ECP5 for 16 x 4. */
  @ParameterizedTest
  @CsvSource({
    "XILINX, 1, 32, 12, 8",
    "XILINX, 1, 33, 12, 16",
    "XILINX, 1, 64, 13, 20",
    "ECP5, 1, 16, 12, 12",
    "ECP5, 1, 17, 12, 24"
  })
  void shallowMemoryIsInLuts(FpgaFamily family, int columns, int rows, int width, int luts) {
    AccumulatorMemory memory = AccumulatorMemory.of(array(columns, rows, width), family);

    assertThat(memory.luts()).isEqualTo(luts);
    assertThat(memory.blockRams()).isZero();
  }
}
