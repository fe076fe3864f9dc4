package io.bitwright.simulator.mapping;

import static io.bitwright.spec.format.NumberFormat.BF16;
import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.FP16;
import static io.bitwright.spec.format.NumberFormat.FP32;
import static io.bitwright.spec.format.NumberFormat.FP8;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperandPairChoiceTest {

  @Test
  void nativePairIsTakenWithoutANote() {
    OperandPair ternary = new OperandPair(TERNARY, INT8, 1);
    OperandPairChoice choice =
        OperandPairChoice.of(unit(new OperandPair(INT8, INT8, 1), ternary), TERNARY, INT8);

    assertThat(choice.pair()).contains(ternary);
    assertThat(choice.note()).isEmpty();
  }

  @Test
  void fewestBitsThatHoldBothOperandsAndThenTheFastest() {
    OperandPair slow = new OperandPair(BF16, BF16, 0.5);
    OperandPair fast = new OperandPair(FP16, FP16, 1);
    OperandPair wide = new OperandPair(FP32, FP32, 2);

    assertThat(OperandPairChoice.of(unit(slow, fast, wide), INT4, FP8).pair()).contains(fast);
    assertThat(OperandPairChoice.of(unit(slow, fast, wide), INT4, BF16).pair()).contains(slow);
    assertThat(OperandPairChoice.of(unit(slow, fast, wide), FP32, BF16).pair()).contains(wide);
    assertThat(OperandPairChoice.of(unit(slow, fast), FP32, BF16).pair()).isEmpty();
  }

  @Test
  void halfPrecisionRunsAsTheOtherHalfPrecisionAndSaysSo() {
    OperandPair bf16 = new OperandPair(BF16, BF16, 1);
    OperandPair fp32 = new OperandPair(FP32, FP32, 2);
    OperandPairChoice choice = OperandPairChoice.of(unit(fp32, bf16), FP16, FP16);

    assertThat(choice.pair()).contains(bf16);
    assertThat(choice.note()).isEqualTo("fp16 x fp16 runs as bf16 x bf16");
  }

  @Test
  void formatsHoldWhatTheirSignificandHolds() {
    assertThat(FormatContainment.holds(BF16, INT8)).isTrue();
    assertThat(FormatContainment.holds(FP8, INT8)).isFalse();
    assertThat(FormatContainment.holds(FP8, INT4)).isTrue();
    assertThat(FormatContainment.holds(FP16, INT16)).isFalse();
    assertThat(FormatContainment.holds(FP32, INT16)).isTrue();
    assertThat(FormatContainment.holds(FP16, BF16)).isFalse();
    assertThat(FormatContainment.holds(BF16, FP16)).isFalse();
    assertThat(FormatContainment.holds(INT8, BF16)).isFalse();
    assertThat(FormatContainment.holds(TERNARY, BINARY)).isTrue();
    assertThat(FormatContainment.holds(BINARY, TERNARY)).isFalse();
  }

  private static MatrixUnitSpec unit(OperandPair... pairs) {
    return new MatrixUnitSpec(
        MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 1, 4, 4, List.of(pairs), 16, 64, 32);
  }
}
