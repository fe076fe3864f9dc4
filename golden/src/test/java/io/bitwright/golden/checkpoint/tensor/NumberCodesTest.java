package io.bitwright.golden.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class NumberCodesTest {

  /** Table 1 of arXiv 2209.05433: largest, smallest normal and smallest subnormal numbers. */
  @Test
  void eightBitFormatsHaveTheNumbersOfTheirPaper() {
    assertThat(NumberCodes.e4m3((byte) 0b0_1111_110)).isEqualTo(448);
    assertThat(NumberCodes.e4m3((byte) 0b0_0001_000)).isEqualTo(0x1p-6f);
    assertThat(NumberCodes.e4m3((byte) 0b0_0000_001)).isEqualTo(0x1p-9f);
    assertThat(NumberCodes.e4m3((byte) 0b1_1111_111)).isNaN();
    assertThat(NumberCodes.e5m2((byte) 0b0_11110_11)).isEqualTo(57344);
    assertThat(NumberCodes.e5m2((byte) 0b0_00001_00)).isEqualTo(0x1p-14f);
    assertThat(NumberCodes.e5m2((byte) 0b0_00000_01)).isEqualTo(0x1p-16f);
    assertThat(NumberCodes.e5m2((byte) 0b1_11111_00)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void everyNumberOfEightBitsComesBack() {
    for (int code = 0; code < 256; code++) {
      byte bits = (byte) code;
      if (!Float.isNaN(NumberCodes.e4m3(bits))) {
        assertThat(NumberCodes.toE4m3(NumberCodes.e4m3(bits))).isEqualTo(bits);
      }
      if (Float.isFinite(NumberCodes.e5m2(bits))) {
        assertThat(NumberCodes.toE5m2(NumberCodes.e5m2(bits))).isEqualTo(bits);
      }
    }
  }

  @Test
  void halfwayGoesToTheEvenCodeAndTooLargeIsSeen() {
    assertThat(NumberCodes.e4m3(NumberCodes.toE4m3(17))).isEqualTo(16);
    assertThat(NumberCodes.e4m3(NumberCodes.toE4m3(19))).isEqualTo(20);
    assertThat(NumberCodes.e4m3(NumberCodes.toE4m3(464))).isEqualTo(448);
    assertThat(NumberCodes.e4m3(NumberCodes.toE4m3(465))).isNaN();
    assertThat(NumberCodes.e5m2(NumberCodes.toE5m2(61439))).isEqualTo(57344);
    assertThat(NumberCodes.e5m2(NumberCodes.toE5m2(61440))).isInfinite();
    assertThat(NumberCodes.bfloat16(NumberCodes.toBfloat16(257))).isEqualTo(256);
    assertThat(NumberCodes.bfloat16(NumberCodes.toBfloat16(259))).isEqualTo(260);
    assertThat(NumberCodes.bfloat16(NumberCodes.toBfloat16(Float.MAX_VALUE))).isInfinite();
  }

  @Property(seed = "20260101", tries = 300)
  void noCodeIsNearer(@ForAll @FloatRange(min = -448, max = 448) float value) {
    double error = Math.abs(NumberCodes.e4m3(NumberCodes.toE4m3(value)) - (double) value);
    for (int code = 0; code < 256; code++) {
      double other = NumberCodes.e4m3((byte) code);
      if (!Double.isNaN(other)) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(other - value));
      }
    }
  }
}
