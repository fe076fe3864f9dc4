package io.bitwright.spec.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingSpecTest {
  private static void refuses(ThrowingCallable input, String message) {
    assertThatThrownBy(input).isInstanceOf(SpecException.class).hasMessage(message);
  }

  @Test
  void numbersBelowOneAreRefused() {
    refuses(() -> TrainingSpec.of(0, 1), "batch must be at least 1 sequence, got 0");
    refuses(() -> TrainingSpec.of(1, 0), "sequence must be at least 1 token, got 0");
    refuses(() -> new TrainingMethod.Prefix(0), "prefix tokens must be at least 1, got 0");
    refuses(() -> new TrainingMethod.Prompt(0), "prompt tokens must be at least 1, got 0");
    refuses(() -> new TrainingMethod.Adapters(0), "adapter width must be at least 1, got 0");
    refuses(
        () -> new TrainingMethod.AlphaTuning(9), "bits of alpha-tuning must be from 1 to 8, got 9");
    refuses(
        () -> new TrainingMethod.StraightThrough(NumberFormat.INT8),
        "bitnet trains binary or ternary weights, not int8");
  }

  @Test
  void tokensAreThoseOfAllSequences() {
    assertThat(TrainingSpec.of(1 << 20, 1 << 20).tokens()).isEqualTo(0x1p40);
  }

  @Test
  void wordsAreRead() {
    assertThat(Optimizer.parse("adam-8bit")).isEqualTo(Optimizer.ADAM_8BIT);
    assertThat(TrainingPrecision.parse("mixed-bf16")).isEqualTo(TrainingPrecision.MIXED_BF16);
    assertThat(Recomputation.parse("selective")).isEqualTo(Recomputation.SELECTIVE);
    assertThat(PipelineKind.parse("1f1b")).isEqualTo(PipelineKind.ONE_FORWARD_ONE_BACKWARD);
    assertThat(ZeroStage.parse("3")).isEqualTo(ZeroStage.WEIGHTS);
    assertThat(TrainingMethod.VOCABULARY.parse("qlora")).isEqualTo("qlora");
  }

  @Test
  void unknownWordsNameTheNearest() {
    refuses(
        () -> Optimizer.parse("adamv"),
        "unknown optimizer \"adamv\"; allowed: sgd, momentum, adam, adamw, adamw-bf16, adafactor,"
            + " adam-8bit; did you mean \"adam\"?");
  }

  @Test
  void statesHaveTheirBits() {
    assertThat(Optimizer.SGD.bits()).isZero();
    assertThat(Optimizer.ADAMW.bits()).isEqualTo(64);
    assertThat(Optimizer.ADAM_8BIT.bits()).isEqualTo(16.03125);
    assertThat(Optimizer.ADAFACTOR.factored()).isTrue();
  }
}
