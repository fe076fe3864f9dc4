package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.RopeScaling;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputedModelsTest {
  private static final Embedding TOKENS = Embedding.Tokens.of(20, 24);
  private static final Positions ROTARY = new Positions.Rotary(10_000, 8);
  private static final Attention ATTENTION = Attention.multiHead(3, 8, false, true);
  private static final FeedForward GATED = FeedForward.gated(40, HiddenActivation.SILU);
  private static final Norms NORMS = Norms.rmsBefore(1e-5);

  private static ModelConfig model(
      Embedding embedding,
      Positions positions,
      Attention attention,
      FeedForward feedForward,
      Norms norms,
      Arrangement arrangement) {
    TransformerStack stack =
        TransformerStack.decoder(
            1, 24, embedding, positions, attention, feedForward, norms, arrangement);
    return model(List.of(stack), Optional.of(new OutputHead(24, 20, true, false)));
  }

  private static ModelConfig model(List<TransformerStack> stacks, Optional<OutputHead> head) {
    return new ModelConfig(
        "mine", ModelFamily.LLAMA, 16, stacks, head, NumberFormat.FP32, NumberFormat.FP32);
  }

  private static ModelConfig of(Positions positions) {
    return model(TOKENS, positions, ATTENTION, GATED, NORMS, Arrangement.SEQUENTIAL);
  }

  private static ModelConfig of(Attention attention) {
    return model(TOKENS, ROTARY, attention, GATED, NORMS, Arrangement.SEQUENTIAL);
  }

  private static void refused(ModelConfig model, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ComputedModels.check(model))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama-2-7b", "mistral-7b", "qwen2-7b", "gemma-7b", "phi-2", "gpt2", "opt-350m"})
  void familiesThatAreComputedAreTaken(String name) {
    assertThatCode(() -> ComputedModels.check(ModelLibrary.get(name))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixtral-8x7b", "llava-1.5-7b", "falcon-7b", "t5-11b", "bert-base"})
  void otherFamiliesAreRefused(String name) {
    ModelConfig other = ModelLibrary.get(name);
    refused(
        other,
        name
            + " is of the family "
            + other.family().label()
            + ", which can be estimated but not computed; computed are llama, mistral, bitnet,"
            + " qwen2, gemma, phi, gpt2, opt");
  }

  @Test
  void otherPartsOfAModelAreRefused() {
    refused(
        model(of(ROTARY).stacks(), Optional.empty()),
        "mine is no decoder alone; computed are decoders of one stack with a head");
    Experts experts = new Experts(4, 2, 1, OptionalInt.empty());
    refused(
        model(TOKENS, ROTARY, ATTENTION, GATED.with(experts), NORMS, Arrangement.SEQUENTIAL),
        "mine has experts or cross-attention, which are not computed");
    refused(
        model(TOKENS, ROTARY, ATTENTION, GATED, NORMS.withEmbedding(), Arrangement.SEQUENTIAL),
        "mine has another embedding than one row for each token");
    refused(
        model(TOKENS, ROTARY, ATTENTION, GATED, NORMS, Arrangement.PARALLEL),
        "mine has attention and feed-forward side by side; computed is that behind one norm only");
    Norms behind = new Norms(NormKind.LAYER, true, NormPlacement.AFTER, 1e-5, false, false, false);
    refused(
        model(TOKENS, ROTARY, ATTENTION, GATED, behind, Arrangement.PARALLEL_WITH_ONE_NORM),
        "mine has attention and feed-forward side by side; computed is that behind one norm only");
  }

  @Test
  void otherAttentionIsRefused() {
    refused(
        of(new Attention(3, 2, 8, false, false, true, OptionalInt.empty())),
        "mine: num_key_value_heads 2 does not divide num_attention_heads 3");
    refused(
        of(Attention.multiHead(3, 8, false, false)),
        "mine attends to tokens behind a token; computed is causal attention");
  }

  @Test
  void otherPositionsAreRefused() {
    refused(
        of(new Positions.LinearBias()), "mine has positions that are neither rotary nor learned");
    refused(
        of(new Positions.Rotary(10_000, 7)),
        "mine: 7 numbers of a head of 8 are turned; rotation needs pairs of them");
    refused(
        of(new Positions.Rotary(10_000, 10)),
        "mine: 10 numbers of a head of 8 are turned; rotation needs pairs of them");
    refused(
        of(new Positions.Rotary(10_000, 8, new RopeScaling.Unknown("longrope"))),
        "mine: rope_scaling has the type longrope; computed are default, linear, dynamic, llama3,"
            + " yarn");
    refused(
        of(new Positions.Rotary(10_000, 8, new RopeScaling.Unknown(""))),
        "mine: rope_scaling has no type; computed are default, linear, dynamic, llama3, yarn");
  }
}
