package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.part.FpgaFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Are the bits of an array counted as its RTL has them? */
class ArrayTermsTest {
  private static ArrayDesign design(int rows) {
    return new ArrayDesign(
        MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
        NumberFormat.TERNARY,
        NumberFormat.INT8,
        ElementMultiplier.ADDER,
        rows,
        1,
        512,
        23);
  }

  /** systolic_array.sv.ftl: a row among the first 63 is as wide as the least power of 2 above. */
  private static int rowWidth(int rows, int row) {
    for (int terms = 2; terms <= Math.min(rows, 64); terms *= 2) {
      if (row < terms - 1) {
        return WidthRule.accumulatorBits(NumberFormat.TERNARY, NumberFormat.INT8, terms) - 1;
      }
    }
    return WidthRule.accumulatorBits(NumberFormat.TERNARY, NumberFormat.INT8, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 31, 63, 64, 65, 100, 127, 128})
  void sumsOfAColumnAreAsWideAsTheirRows(int rows) {
    int bits = 0;
    for (int row = 0; row < rows; row++) {
      bits += rowWidth(rows, row);
    }

    assertThat(ArrayTerms.of(design(rows), FpgaFamily.XILINX).luts().get(0)).isEqualTo(bits);
  }

  /** Its registers are all in the RTL's declarations: synthesis neither adds nor saves. */
  @Test
  void registersOfAnOutputStationaryArrayAreCountedToTheBit() {
    List<ArraySample> samples =
        ArraySample.groups(SynthesisRecord.shipped()).values().stream()
            .flatMap(List::stream)
            .filter(sample -> sample.array().holdsSums())
            .filter(sample -> sample.family() == FpgaFamily.XILINX)
            .filter(sample -> sample.array().multiplier() != ElementMultiplier.LUT)
            .toList();

    assertThat(samples).hasSizeGreaterThan(15);
    for (ArraySample sample : samples) {
      assertThat(sample.terms().flipFlops().get(0))
          .as("%s", sample.array())
          .isCloseTo(sample.figures().area().flipFlops(), within(1.0));
    }
  }
}
