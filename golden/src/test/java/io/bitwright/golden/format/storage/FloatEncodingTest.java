package io.bitwright.golden.format.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.format.storage.FloatEncoding.Overflow;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloatEncodingTest {

  /** OFP8 and arXiv 2209.05433, table 1: exponents, largest, smallest normal and subnormal. */
  @ParameterizedTest
  @CsvSource({
    "E4M3, 0x7E, 448",
    "E4M3, 0xFE, -448",
    "E4M3, 0x08, 0.015625",
    "E4M3, 0x07, 0.013671875",
    "E4M3, 0x01, 0.001953125",
    "E4M3, 0x00, 0",
    "E4M3, 0x38, 1",
    "E5M2, 0x7B, 57344",
    "E5M2, 0x04, 0.00006103515625",
    "E5M2, 0x03, 0.0000457763671875",
    "E5M2, 0x01, 0.0000152587890625",
    "E5M2, 0x7C, Infinity",
    "E5M2, 0xFC, -Infinity",
    "BF16, 0x3F80, 1",
    "FP16, 0x7BFF, 65504",
  })
  void publishedCodes(FloatEncoding encoding, String code, float value) {
    assertThat(encoding.decode(Integer.decode(code))).isEqualTo(value);
    assertThat(encoding.encode(value, Overflow.INFINITE)).isEqualTo(Integer.decode(code));
  }

  @ParameterizedTest
  @EnumSource(names = "FP32", mode = EnumSource.Mode.EXCLUDE)
  void everyCodeComesBack(FloatEncoding encoding) {
    for (int code = 0; code < 1 << encoding.bits(); code++) {
      float value = encoding.decode(code);
      if (!Float.isNaN(value)) {
        assertThat(encoding.encode(value, Overflow.INFINITE)).isEqualTo(code);
      } else {
        assertThat(encoding.decode(encoding.encode(value))).isNaN();
      }
    }
  }

  @Test
  void valuesBeyondTheLargestSaturateOrNot() {
    assertThat(FloatEncoding.E4M3.rounded(1e9f)).isEqualTo(448);
    assertThat(FloatEncoding.E4M3.rounded(Float.NEGATIVE_INFINITY)).isEqualTo(-448);
    assertThat(FloatEncoding.E5M2.rounded(Float.POSITIVE_INFINITY)).isEqualTo(57344);
    assertThat(FloatEncoding.E4M3.encode(1e9f, Overflow.INFINITE)).isEqualTo(0x7F);
    assertThat(FloatEncoding.E5M2.encode(1e9f, Overflow.INFINITE)).isEqualTo(0x7C);
    // Half way to the next value there would be: 448 + 16 is a tie that goes to even, so to 448.
    assertThat(FloatEncoding.E4M3.encode(464, Overflow.INFINITE)).isEqualTo(0x7E);
    assertThat(FloatEncoding.E4M3.encode(464.1f, Overflow.INFINITE)).isEqualTo(0x7F);
    assertThat(FloatEncoding.FP16.rounded(65520)).isInfinite();
    assertThat(FloatEncoding.FP16.encode(65520, Overflow.SATURATE)).isEqualTo(0x7BFF);
    assertThat(FloatEncoding.E4M3.decode(FloatEncoding.E4M3.encode(Float.NaN))).isNaN();
  }

  @Property(tries = 20_000, seed = "11")
  void fp16AndBf16AndFp32AreThoseOfTheMachine(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value)) {
      return;
    }
    assertThat((short) FloatEncoding.FP16.encode(value)).isEqualTo(Float.floatToFloat16(value));
    assertThat(FloatEncoding.FP32.encode(value)).isEqualTo(bits);
    assertThat(FloatEncoding.FP32.decode(bits)).isEqualTo(value);
    int rounded = (bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16;
    assertThat(FloatEncoding.BF16.encode(value)).isEqualTo(rounded);
  }

  @ParameterizedTest
  @EnumSource(names = {"E4M3", "E5M2"})
  void theNearestOfAllValuesIsTaken(FloatEncoding encoding) {
    Random random = new Random(12);
    for (int i = 0; i < 2000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(-18, 10)));
      if (Math.abs(value) > encoding.largest()) {
        continue;
      }
      double nearest = Double.MAX_VALUE;
      for (int code = 0; code < 256; code++) {
        double distance = Math.abs((double) encoding.decode(code) - value);
        nearest = distance < nearest ? distance : nearest;
      }
      assertThat(Math.abs((double) encoding.rounded(value) - value)).isEqualTo(nearest);
    }
  }
}
