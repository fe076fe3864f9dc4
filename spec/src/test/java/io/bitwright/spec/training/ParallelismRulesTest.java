package io.bitwright.spec.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelLibrary;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParallelismRulesTest {
  private static final ParallelismSpec ONE = ParallelismSpec.ONE_CHIP;

  private static void check(ParallelismSpec parallelism, int batch, String model) {
    ParallelismRules.check(parallelism, TrainingSpec.of(batch, 2048), ModelLibrary.get(model));
  }

  private static void refuses(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(SpecException.class).hasMessage(message);
  }

  @Test
  void publishedPlansFit() {
    ParallelismSpec palm = ONE.withTensor(12, false).withData(256, 1);
    ParallelismSpec mtNlg =
        ONE.withTensor(8, true).withPipeline(35, PipelineKind.INTERLEAVED, 280, 3);

    assertThat(palm.chips()).isEqualTo(3072);
    assertThat(mtNlg.chips()).isEqualTo(280);
    assertThatCode(() -> check(palm, 1024, "palm-540b")).doesNotThrowAnyException();
    assertThatCode(() -> check(mtNlg, 280, "mt-nlg-530b")).doesNotThrowAnyException();
  }

  @Test
  void degreesDivideWhatTheySplit() {
    refuses(
        () -> check(ONE.withTensor(3, false), 1, "llama-2-7b"),
        "tensor 3 does not divide the 32 heads of llama-2-7b: 2 left over");
    refuses(
        () -> check(ONE.withTensor(5, false), 1, "llama-2-13b"),
        "tensor 5 does not divide the 13824 feed-forward columns of llama-2-13b: 4 left over");
    refuses(
        () -> check(ONE.withPipeline(33, PipelineKind.GPIPE, 1, 1), 1, "llama-2-7b"),
        "pipeline 33 is more than the 32 layers of llama-2-7b: each stage has at least one");
    refuses(
        () -> check(ONE.withPipeline(4, PipelineKind.INTERLEAVED, 4, 3), 4, "llama-2-7b"),
        "pipeline x interleaving 12 does not divide the 32 layers of llama-2-7b: 8 left over");
    refuses(
        () -> check(ONE.withData(6, 3), 6, "mixtral-8x7b"),
        "expert 3 does not divide the 8 experts of a layer of mixtral-8x7b: 2 left over");
    refuses(
        () -> check(ONE.withData(6, 1), 16, "llama-2-7b"),
        "data x fsdp x micro-batches 6 does not divide the 16 sequences of the batch:"
            + " 4 left over");
  }

  @Test
  void stagesNeedNotHaveAsManyLayers() {
    ParallelismSpec bloom =
        ONE.withTensor(4, false)
            .withPipeline(12, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 128, 1)
            .withData(8, 1);
    TrainingSpec step = TrainingSpec.of(2048, 2048);

    assertThat(ParallelismRules.areKept(bloom, step, ModelLibrary.get("bloom"))).isTrue();
    ParallelismSpec interleaved = bloom.withPipeline(12, PipelineKind.INTERLEAVED, 132, 2);
    assertThat(ParallelismRules.areKept(interleaved, step, ModelLibrary.get("bloom"))).isFalse();
    refuses(
        () -> check(interleaved, 2048, "bloom"),
        "pipeline x interleaving 24 does not divide the 70 layers of bloom: 22 left over");
  }

  @Test
  void sequenceParallelChipsSplitTheTokens() {
    refuses(
        () ->
            ParallelismRules.check(
                ONE.withTensor(8, true), TrainingSpec.of(1, 100), ModelLibrary.get("llama-2-7b")),
        "tensor 8 does not divide the 100 tokens of a sequence: 4 left over");
  }

  /** PaLM has one head of keys, Llama 2 70B eight. */
  @Test
  void tensorChipsMayShareKeyValueHeads() {
    assertThatCode(() -> check(ONE.withTensor(16, false), 1, "palm-540b"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(ONE.withTensor(16, false), 1, "llama-2-70b"))
        .doesNotThrowAnyException();
  }

  @Test
  void modelsOfSeveralStacksAndNetworksAreRefused() {
    refuses(
        () -> check(ONE, 1, "t5-small"),
        "t5-small has 2 stacks; training is for transformers of one stack");
    refuses(
        () -> check(ONE, 1, "nfnet-f0"),
        "nfnet-f0 is a convolutional network; training is for transformers");
  }

  @Test
  void degreesFitEachOther() {
    refuses(() -> ONE.withTensor(0, false), "tensor must be at least 1, got 0");
    refuses(() -> ONE.withData(-2, 1), "data must be at least 1, got -2");
    refuses(() -> ONE.withData(6, 4), "expert 4 does not divide data x fsdp, which is 6");
    refuses(
        () -> ONE.withPipeline(4, PipelineKind.GPIPE, 4, 2),
        "interleaving 2 goes with the schedule interleaved, not gpipe");
    refuses(
        () -> ONE.withPipeline(4, PipelineKind.INTERLEAVED, 4, 1),
        "the schedule interleaved needs interleaving and pipeline of at least 2, got 1 and 4");
    refuses(
        () -> ONE.withPipeline(4, PipelineKind.INTERLEAVED, 6, 2),
        "the schedule interleaved needs micro-batches in multiples of pipeline 4, got 6");
    refuses(
        () -> ONE.withData(1 << 30, 1).withTensor(4, false),
        "data x fsdp x tensor x pipeline passes 2147483647 chips");
  }
}
