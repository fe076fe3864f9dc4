package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.decoding.TextGenerator;
import io.bitwright.golden.fidelity.Perplexity;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.LogitAgreement.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The decoder against logits, continuations and perplexities of a PyTorch run in fp32. */
class ReferenceAgreementTest {
  private static final int PROMPTS = 4;

  /** Logits closer than this may change places when a close call of rounding falls otherwise. */
  private static final double CLOSE_LOGITS = 0.02;

  /** Most close calls in one prompt that the reference may decide otherwise; seen are up to 3. */
  private static final int MOST_TIES = 3;

  private static ReferenceTransformer transformer(String model) {
    Checkpoint checkpoint = TestModels.checkpoint(model);
    return new ReferenceTransformer(
        checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul());
  }

  /**
   * Every logit of every prompt within 1e-3, once at most three of some 209,000 quantised
   * activations of a prompt are rounded as the reference rounded them, each of which lies within
   * 1e-4 of a step from the middle between two integers. Taken as they fall, such a value moves
   * logits by up to 0.15.
   */
  @ParameterizedTest
  @ValueSource(strings = {"play-decoder-b158", "float", "b1"})
  void logitsAreThoseOfTheReferenceUpToRoundingTies(String model) {
    LogitAgreement agreement = new LogitAgreement(TestModels.checkpoint(model));
    SafetensorsFile reference = TestModels.reference(model);
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      Outcome outcome =
          agreement.compare(
              reference.integers("prompt_" + prompt), reference.matrix("logits_" + prompt));
      System.out.printf("logits of %s, prompt %d: %s%n", model, prompt, outcome);
      assertThat(outcome.explained()).isLessThan(LogitAgreement.SAME);
      assertThat(outcome.otherWay()).hasSizeLessThanOrEqualTo(MOST_TIES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"play-decoder-b158", "float", "b1"})
  void greedyContinuationIsThatOfTheReferenceUpToCloseLogits(String model) throws IOException {
    ReferenceTransformer transformer = transformer(model);
    SafetensorsFile reference = TestModels.reference(model);
    JsonNode figures = TestModels.referenceFigures(model).get("prompts");
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      int[] start = reference.integers("prompt_" + prompt);
      int[] expected = reference.integers("greedy_" + prompt);
      int[] generated = TextGenerator.greedy(transformer, start, expected.length);
      int step = Arrays.mismatch(generated, expected);
      if (step >= 0) {
        double gap = figures.get(prompt).get("smallest_top2_logit_gap").doubleValue();
        System.out.printf(
            "greedy of %s, prompt %d: differs from step %d on; the reference's smallest gap is %.4f%n",
            model, prompt, step, gap);
        assertThat(gap).isLessThan(CLOSE_LOGITS);
      }
      checkEveryChoice(transformer, start, expected);
    }
  }

  /** Fed with the reference's own text, the reference's choice is the best at every step. */
  private static void checkEveryChoice(
      ReferenceTransformer transformer, int[] start, int[] expected) {
    int[] text = Arrays.copyOf(start, start.length + expected.length);
    System.arraycopy(expected, 0, text, start.length, expected.length);
    float[][] logits = transformer.logits(text);
    for (int step = 0; step < expected.length; step++) {
      float[] row = logits[start.length + step - 1];
      float best = row[0];
      for (float logit : row) {
        best = Math.max(best, logit);
      }
      assertThat(best - row[expected[step]]).as("step %d", step).isLessThan((float) CLOSE_LOGITS);
    }
  }

  /** 435 windows of 256 bytes each; about 40 s of one core. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"play-decoder-b158", "float", "b1"})
  void perplexityIsThatOfTheReference(String model) throws IOException {
    byte[] text = Files.readAllBytes(TestModels.sharedFile("validation.txt"));
    double expected =
        TestModels.referenceFigures(model).get("validation_nats_per_byte").doubleValue();

    Perplexity perplexity = Perplexity.of(transformer(model), ByteTokens.encode(text), 256, true);

    System.out.printf(
        "perplexity of %s: %.6f nats a byte, reference %.6f%n",
        model, perplexity.natsPerToken(), expected);
    assertThat(perplexity.predictions()).isEqualTo(435 * 256);
    // 0.1 % of the nats is 0.15 % of the perplexity.
    assertThat(perplexity.natsPerToken() / expected).isBetween(0.999, 1.001);
    assertThat(perplexity.perToken() / Math.exp(expected)).isBetween(0.998, 1.002);
  }
}
