package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergentTokensTest {
  /** 0, 1, 2, 3 and over again. */
  private static final double[][] CYCLE = {
    {.1, .7, .1, .1}, {.1, .1, .7, .1}, {.1, .1, .1, .7}, {.7, .1, .1, .1}
  };

  /** The same, but behind 2 it takes 0. */
  private static final double[][] OTHER_BEHIND_TWO = {
    {.1, .7, .1, .1}, {.25, .15, .5, .1}, {.6, .1, .1, .2}, {.7, .1, .1, .1}
  };

  @TempDir private Path folder = Path.of("");

  private ReferenceTransformer planted(double[][] probabilities) throws IOException {
    Path own = Files.createTempDirectory(folder, "planted");
    Checkpoint checkpoint = PlantedModels.chain(own, PlantedModels.logarithms(probabilities));
    return new QuantisedModels(checkpoint, new int[0]).reference();
  }

  @Test
  void textsAreTheModelsMostLikelyTokens() throws IOException {
    DivergentTokens texts =
        DivergentTokens.of(planted(CYCLE), List.of(new int[] {0}, new int[] {1, 1, 2}), 6);
    assertThat(texts.continuations())
        .containsExactly(new int[] {1, 2, 3, 0, 1, 2}, new int[] {3, 0, 1, 2, 3, 0});
  }

  /**
   * Texts 1 2 3 0 1 2 behind 0, and 3 0 1 2 3 0 behind 2. The candidate wants 0 for every 3: the
   * third token of the first text (FDT 2, SDT 1), the first and fifth of the second (FDT 0, SDT 2).
   * It gives 3 a probability of .2 then, 2 one of .5, and 0 and 1 .7.
   */
  @Test
  void divergenceOfAPlantedCandidateIsThatWorkedOutByHand() throws IOException {
    DivergentTokens texts =
        DivergentTokens.of(planted(CYCLE), List.of(new int[] {0}, new int[] {2}), 6);
    Divergence divergence = texts.of(planted(OTHER_BEHIND_TWO));
    assertThat(divergence.texts()).isEqualTo(2);
    assertThat(divergence.tokens()).isEqualTo(6);
    assertThat(divergence.divergentTokens()).isEqualTo(1.5);
    assertThat(divergence.divergentShare()).isEqualTo(0.25);
    assertThat(divergence.firstDivergentToken()).isEqualTo(1);
    assertThat(divergence.textsWithout()).isZero();
    double nats = -(3 * Math.log(.2) + 3 * Math.log(.5) + 6 * Math.log(.7)) / 12;
    assertThat(divergence.natsPerToken()).isCloseTo(nats, within(1e-6));
    assertThat(divergence.divergentPerplexity()).isCloseTo(Math.exp(nats), within(1e-6));
  }

  /** Behind 3 the candidate differs in its probabilities, not in its choice. */
  @Test
  void textWithoutADivergentTokenCountsInFull() throws IOException {
    DivergentTokens texts =
        DivergentTokens.of(planted(CYCLE), List.of(new int[] {3}, new int[] {1}), 3);
    Divergence divergence = texts.of(planted(OTHER_BEHIND_TWO));
    assertThat(texts.continuations()).containsExactly(new int[] {0, 1, 2}, new int[] {2, 3, 0});
    assertThat(divergence.textsWithout()).isEqualTo(1);
    assertThat(divergence.firstDivergentToken()).isEqualTo((3 + 1) / 2.0);
    assertThat(divergence.divergentTokens()).isEqualTo(0.5);
  }

  @Test
  void equalLogitsGoToTheLowestToken() throws IOException {
    double[][] even = {
      {.25, .25, .25, .25}, {.1, .1, .4, .4}, {.25, .25, .25, .25}, {.25, .25, .25, .25}
    };
    ReferenceTransformer model = planted(even);
    DivergentTokens texts = DivergentTokens.of(model, List.of(new int[] {1}), 3);
    assertThat(texts.continuations()).containsExactly(new int[] {2, 0, 0});
    assertThat(texts.of(model).textsWithout()).isEqualTo(1);
  }

  @Test
  void modelDoesNotDivergeFromItself() {
    QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
    DivergentTokens texts = DivergentTokens.of(models.reference(), prompts(4), 24);
    Divergence same = texts.of(models.reference());
    assertThat(same.divergentTokens()).isZero();
    assertThat(same.firstDivergentToken()).isEqualTo(24);
    assertThat(same.textsWithout()).isEqualTo(4);
    assertThat(same.divergentPerplexity()).isEqualTo(Math.exp(same.natsPerToken()));
    assertThat(same.natsPerToken())
        .isCloseTo(naive(models.reference(), prompts(4), texts).natsPerToken(), within(1e-6));
  }

  /** Prefix after prefix through the whole model, each text's figures apart, logarithms in fp64. */
  private static Divergence naive(
      ReferenceTransformer candidate, List<int[]> prompts, DivergentTokens texts) {
    double nats = 0;
    double divergent = 0;
    double first = 0;
    int without = 0;
    int tokens = texts.continuations().getFirst().length;
    for (int text = 0; text < prompts.size(); text++) {
      int[] continuation = texts.continuations().get(text);
      boolean[] differs = new boolean[tokens];
      for (int i = 0; i < tokens; i++) {
        int length = prompts.get(text).length;
        int[] prefix = Arrays.copyOf(prompts.get(text), length + i);
        System.arraycopy(continuation, 0, prefix, length, i);
        float[] logits = candidate.logits(prefix)[prefix.length - 1];
        double sum = 0;
        int choice = 0;
        for (int token = 0; token < logits.length; token++) {
          sum += Math.exp(logits[token] - (double) logits[continuation[i]]);
          choice = logits[token] > logits[choice] ? token : choice;
        }
        nats += Math.log(sum);
        differs[i] = choice != continuation[i];
      }
      int agreed = 0;
      while (agreed < tokens && !differs[agreed]) {
        agreed++;
      }
      first += agreed;
      without += agreed == tokens ? 1 : 0;
      for (boolean differing : differs) {
        divergent += differing ? 1 : 0;
      }
    }
    double count = prompts.size();
    return new Divergence(
        prompts.size(), tokens, nats / (count * tokens), divergent / count, first / count, without);
  }

  @Test
  void onePassGivesWhatPrefixAfterPrefixGives() {
    QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
    DivergentTokens texts = DivergentTokens.of(models.reference(), prompts(4), 16);
    LayerFormat binary = LayerFormat.weightsOnly(MatrixFormat.parse("binary/row"));
    ReferenceTransformer candidate =
        models.transformer(FormatAssignment.asTrained().with("layers.1.mlp.down_proj", binary));
    Divergence divergence = texts.of(candidate);
    Divergence expected = naive(candidate, prompts(4), texts);
    assertThat(divergence.natsPerToken()).isCloseTo(expected.natsPerToken(), within(1e-6));
    assertThat(divergence.divergentTokens()).isEqualTo(expected.divergentTokens()).isPositive();
    assertThat(divergence.firstDivergentToken()).isEqualTo(expected.firstDivergentToken());
    assertThat(divergence.textsWithout()).isEqualTo(expected.textsWithout());
  }

  @Test
  void coresDoNotChangeTheFigures() throws Exception {
    QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
    LayerFormat int2 = LayerFormat.weightsOnly(MatrixFormat.parse("binary"));
    FormatAssignment assignment = FormatAssignment.uniform(models.layers(), int2);
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      Divergence alone = one.submit(() -> measured(models, assignment)).get();
      assertThat(four.submit(() -> measured(models, assignment)).get()).isEqualTo(alone);
    }
  }

  private static Divergence measured(QuantisedModels models, FormatAssignment assignment) {
    return DivergentTokens.of(models.reference(), prompts(6), 8).of(models.transformer(assignment));
  }

  private static List<int[]> prompts(int count) {
    int[] text =
        ByteTokens.encode(
            "GREMIO:\nGood morrow, neighbour Baptista.\n\nBAPTISTA:\nGood morrow, neighbour");
    return DivergentTokens.prompts(text, count, 20);
  }

  @Test
  void promptsAreCutAtEqualDistances() {
    int[] text = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(DivergentTokens.prompts(text, 4, 3))
        .containsExactly(
            new int[] {0, 1, 2}, new int[] {2, 3, 4}, new int[] {4, 5, 6}, new int[] {6, 7, 8});
    assertThat(DivergentTokens.prompts(text, 1, 10)).containsExactly(text);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.prompts(text, 2, 10))
        .withMessage("a text of 10 tokens is too short for 2 prompts of 10");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.prompts(text, 0, 3))
        .withMessage("0 prompts of 3 tokens; at least 1 of each is allowed");
  }

  @Test
  void textsLongerThanTheModelReadsAreRefused() throws IOException {
    ReferenceTransformer model = planted(CYCLE);
    List<int[]> prompts = List.of(new int[] {0}, new int[10]);
    assertThat(DivergentTokens.of(model, prompts, 6).of(model).textsWithout()).isEqualTo(2);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.of(model, prompts, 7))
        .withMessage(
            "planted: a prompt of 10 tokens with 7 new ones; allowed are 1 to 16 together");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.of(model, List.of(new int[0]), 2))
        .withMessageStartingWith("planted: a prompt of 0 tokens");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.of(model, List.of(), 2))
        .withMessage("0 prompts with 2 new tokens; at least 1 of each is allowed");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> DivergentTokens.of(model, prompts, 0))
        .withMessage("2 prompts with 0 new tokens; at least 1 of each is allowed");
  }
}
