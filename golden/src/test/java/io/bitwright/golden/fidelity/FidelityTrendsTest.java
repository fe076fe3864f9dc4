package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What formats cost the trained checkpoints: all figures are printed. */
@Tag("slow")
class FidelityTrendsTest {
  private static final int WINDOW = 128;
  private static final int WINDOWS = 32;

  /** A checkpoint with what it is judged by. */
  private record Judged(QuantisedModels models, DivergentTokens texts, int[] text) {

    static Judged of(String name) {
      int[] text = ByteTokens.encode(EmbeddedCheckpoint.heldOutText());
      QuantisedModels models =
          new QuantisedModels(EmbeddedCheckpoint.open(name), Arrays.copyOf(text, 16 * WINDOW));
      int[] heldOut = Arrays.copyOfRange(text, text.length / 2, text.length);
      DivergentTokens texts =
          DivergentTokens.of(models.reference(), DivergentTokens.prompts(heldOut, 64, 64), 64);
      return new Judged(models, texts, Arrays.copyOf(heldOut, WINDOWS * WINDOW + 1));
    }

    Figures figures(String weights, String method, String activations) {
      LayerFormat format =
          new LayerFormat(
              MatrixFormat.parse(weights),
              QuantisationMethod.parse(method),
              ActivationFormat.parse(activations));
      return figures(format.label(), FormatAssignment.uniform(models.layers(), format));
    }

    Figures figures(String what, FormatAssignment assignment) {
      ReferenceTransformer candidate = models.transformer(assignment);
      double bits = models.bitsPerWeight(assignment);
      Perplexity perplexity = Perplexity.of(candidate, text, WINDOW, true);
      Divergence divergence = texts.of(candidate);
      System.out.printf(
          "%s, %s: %.4f bits, perplexity %.4f, DPPL %.4f, FDT %.2f, SDT %.2f%n",
          models.reference().name(),
          what,
          bits,
          perplexity.perToken(),
          divergence.divergentPerplexity(),
          divergence.firstDivergentToken(),
          divergence.divergentTokens());
      return new Figures(bits, perplexity, divergence);
    }
  }

  private record Figures(double bits, Perplexity perplexity, Divergence divergence) {

    /** In all that is measured. */
    void assertNearerThan(Figures other) {
      assertLosesLessThan(other);
      assertThat(divergence.firstDivergentToken())
          .isGreaterThan(other.divergence.firstDivergentToken());
    }

    /** In what is a mean over all tokens: FDT rests on a few in each text where much is lost. */
    void assertLosesLessThan(Figures other) {
      assertThat(perplexity.natsPerToken()).isLessThan(other.perplexity.natsPerToken());
      assertThat(divergence.natsPerToken()).isLessThan(other.divergence.natsPerToken());
      assertThat(divergence.divergentTokens()).isLessThan(other.divergence.divergentTokens());
    }
  }

  @Test
  void fewerBitsLoseMore() {
    Judged model = Judged.of("play-decoder-float");
    Figures int8 = model.figures("int8/g64/fp16", "nearest", "fp32");
    Figures int4 = model.figures("int4/g64/fp16", "nearest", "fp32");
    Figures int3 = model.figures("int3/g64/fp16", "nearest", "fp32");
    Figures int2 = model.figures("int2/g64/fp16", "nearest", "fp32");
    int8.assertNearerThan(int4);
    int4.assertNearerThan(int3);
    int3.assertNearerThan(int2);
    model
        .figures("int8/g64/fp16", "nearest", "int8")
        .assertNearerThan(model.figures("int8/g64/fp16", "nearest", "int4"));
  }

  @Test
  void errorFeedbackAndGroupsLoseLessThanNearestAndRows() {
    Judged model = Judged.of("play-decoder-float");
    Figures groups = model.figures("int3/g64/fp16", "nearest", "fp32");
    groups.assertLosesLessThan(model.figures("int3/row/fp16", "nearest", "fp32"));
    model.figures("int3/g64/fp16", "gptq", "fp32").assertNearerThan(groups);
  }

  @Test
  void bitnetModelsLoseNothingInTheirOwnFormatAndLittleInOthersThatHoldTheirWeights() {
    for (String name : List.of("play-decoder-b158", "play-decoder-b1")) {
      Judged model = Judged.of(name);
      String own = name.equals("play-decoder-b1") ? "binary" : "ternary";
      Divergence itself = model.figures(own, "nearest", "int8").divergence();
      assertThat(itself.divergentTokens()).isZero();
      assertThat(itself.firstDivergentToken()).isEqualTo(64);
      // Weights are the same; that inputs are no longer int8 is the difference.
      Figures exact = model.figures("int2/tensor/fp32", "nearest", "fp32");
      assertThat(exact.divergence().divergentShare()).isLessThan(0.05);
    }
  }
}
