package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerplexityTest {
  private static final int[] TEXT =
      ByteTokens.encode("GREMIO:\nGood morrow, neighbour Baptista.\n\nBAPTISTA:\nGood morrow");

  private final Checkpoint checkpoint = EmbeddedCheckpoint.open();
  private final ReferenceTransformer transformer =
      new ReferenceTransformer(
          checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul());

  @Test
  void headOfZerosIsAsUnsureAsTheVocabularyIsLarge() {
    TransformerWeights weights = checkpoint.weights();
    ReferenceTransformer unsure =
        new ReferenceTransformer(
            checkpoint.config(),
            ChangedWeights.withHead(weights, new float[256][192]),
            new GoldenIntegerMatmul());
    assertThat(Perplexity.of(unsure, TEXT, 16, false).perToken()).isCloseTo(256, within(1e-9));
  }

  /** 20 tokens and windows of 8: two windows, the last prediction of each across its end. */
  @Test
  void eachWindowPredictsTheTokenAfterEachOfItsOwn() {
    int[] text = Arrays.copyOf(TEXT, 20);
    double nats = 0;
    for (int first : new int[] {0, 8}) {
      float[][] logits = transformer.logits(Arrays.copyOfRange(text, first, first + 8));
      for (int i = 0; i < 8; i++) {
        double sum = 0;
        for (float logit : logits[i]) {
          sum += Math.exp(logit);
        }
        nats -= logits[i][text[first + i + 1]] - Math.log(sum);
      }
    }
    Perplexity perplexity = Perplexity.of(transformer, text, 8, false);
    assertThat(perplexity.predictions()).isEqualTo(16);
    assertThat(perplexity.natsPerToken()).isCloseTo(nats / 16, within(1e-6));
    assertThat(perplexity.perToken()).isEqualTo(Math.exp(perplexity.natsPerToken()));
  }

  @Test
  void coresDoNotChangeTheFigure() {
    assertThat(Perplexity.of(transformer, TEXT, 8, true))
        .isEqualTo(Perplexity.of(transformer, TEXT, 8, false));
  }

  @Test
  void textShorterThanAWindowIsRefused() {
    assertThat(Perplexity.of(transformer, Arrays.copyOf(TEXT, 9), 8, false).predictions())
        .isEqualTo(8);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Perplexity.of(transformer, Arrays.copyOf(TEXT, 8), 8, false))
        .withMessage("a text of 8 tokens does not fill a window of 8 and one token more");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Perplexity.of(transformer, TEXT, 0, false))
        .withMessage("a window of 0 tokens; at least 1 is allowed");
  }
}
