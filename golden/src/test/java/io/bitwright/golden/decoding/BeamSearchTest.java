package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
  private static final int[] PROMPT = {1, 2, 0};

  private static DecodedText search(
      TokenModel model, int beams, double lengthPenalty, StoppingRule rule) {
    return new BeamSearch(beams, lengthPenalty)
        .search(model, PROMPT, rule, SequenceBatch.ONE_BY_ONE, token -> {});
  }

  private static double score(TableModel model, List<Integer> text, double lengthPenalty) {
    return Math.log(Texts.probability(model, PROMPT, text)) / Math.pow(text.size(), lengthPenalty);
  }

  /** As wide as there are texts, nothing is ever dropped. */
  @Property(tries = 60, seed = "1")
  void widestBeamFindsTheBestOfAllTexts(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int tokens,
      @ForAll @DoubleRange(min = -1, max = 2) double lengthPenalty) {
    TableModel model = TableModel.random(4, seed, 2);
    List<Integer> best =
        Texts.all(4, tokens, Set.of()).stream()
            .max(Comparator.comparingDouble(text -> score(model, text, lengthPenalty)))
            .orElseThrow();

    assertThat(search(model, 64, lengthPenalty, StoppingRule.after(tokens)).tokens())
        .isEqualTo(best);
  }

  @Property(tries = 60, seed = "2")
  void widestBeamFindsTheBestOfAllTextsThatMayEnd(
      @ForAll long seed, @ForAll @DoubleRange(min = -1, max = 2) double lengthPenalty) {
    TableModel model = TableModel.random(3, seed, 2);
    Set<Integer> ends = Set.of(2);
    List<Integer> best =
        Texts.all(3, 3, ends).stream()
            .max(Comparator.comparingDouble(text -> score(model, text, lengthPenalty)))
            .orElseThrow();

    assertThat(search(model, 27, lengthPenalty, new StoppingRule(3, ends)).tokens())
        .isEqualTo(best);
  }

  @Property(tries = 60, seed = "3")
  void beamOfOneIsGreedy(@ForAll long seed) {
    TableModel model = TableModel.random(20, seed, 3);
    StoppingRule rule = new StoppingRule(12, Set.of(3, 11));
    DecodedText greedy =
        TextGenerator.generate(
            model, PROMPT, rule, TokenChoice.greedy(), new SeededChance(0), token -> {});

    assertThat(search(model, 1, 1, rule)).isEqualTo(greedy);
  }

  /** Greedy takes 0 (0.6) and then has 0.3 at most; 1 (0.4) goes on with 0.9. */
  @Test
  void widerBeamFindsWhatGreedyMisses() {
    TableModel model =
        new TableModel(
            4,
            history ->
                switch (history.getLast()) {
                  case 0 -> history.size() == PROMPT.length ? logits(0.6, 0.4, 0, 0) : even();
                  case 1 -> logits(0.02, 0.03, 0.9, 0.05);
                  default -> even();
                });
    assertThat(search(model, 1, 1, StoppingRule.after(2)).tokens()).containsExactly(0, 0);
    assertThat(search(model, 2, 1, StoppingRule.after(2)).tokens()).containsExactly(1, 2);
  }

  /** The end has 0.5, and each other text of two tokens 0.5 * 0.7 = 0.35. */
  @Test
  void lengthPenaltyDecidesBetweenShortAndLong() {
    TableModel model = TableModel.constant(0.1, 0.5 * 0.8, 0.5);
    StoppingRule rule = new StoppingRule(2, Set.of(2));

    // log 0.5 = -0.69 alone, and log (0.4 * 0.5) = -1.61 for two.
    assertThat(search(model, 3, 0, rule).tokens()).containsExactly(2);
    // By length: -0.69 and -0.80; by its square: -0.69 and -0.40.
    assertThat(search(model, 3, 1, rule).tokens()).containsExactly(2);
    assertThat(search(model, 3, 2, rule).tokens()).containsExactly(1, 2);
  }

  @Test
  void ofEquallyLikelyTextsTheLowerTokensAreTaken() {
    TableModel model = new TableModel(5, history -> new float[5]);
    assertThat(search(model, 3, 1, StoppingRule.after(3)).tokens()).containsExactly(0, 0, 0);
  }

  @Test
  void passesAreThePromptAndAStepOfAllOpenTexts() {
    TableModel model = TableModel.constant(0.4, 0.35, 0.25);
    StoppingRule rule = new StoppingRule(4, Set.of(2));

    // 00, 01 and 10 go on from 0, 1 and the end; then two are left, as the beam is narrower.
    assertThat(search(model, 3, 1, rule).passes())
        .containsExactly(
            new ForwardPass(ForwardPass.Model.TARGET, 1, 3, 0, false),
            new ForwardPass(ForwardPass.Model.TARGET, 2, 1, 3, false),
            new ForwardPass(ForwardPass.Model.TARGET, 2, 1, 4, false),
            new ForwardPass(ForwardPass.Model.TARGET, 2, 1, 5, false));
  }

  @Test
  void searchEndsWhenAllTextsAreClosed() {
    TableModel model = TableModel.constant(0.01, 0.01, 0.98);
    DecodedText text = search(model, 1, 1, new StoppingRule(50, Set.of(2)));

    assertThat(text.tokens()).containsExactly(2);
    assertThat(text.passes()).hasSize(1);
  }

  /** The first two tokens are certain, and heard before the last is found. */
  @Test
  void listenerHearsTokensAsSoonAsAllTextsShareThem() {
    List<Integer> heard = new ArrayList<>();
    List<Integer> heardAtLastStep = new ArrayList<>();
    TableModel model =
        new TableModel(
            4,
            history -> {
              int known = history.size() - PROMPT.length;
              if (known == 4) {
                heardAtLastStep.clear();
                heardAtLastStep.addAll(heard);
              }
              return known < 2 ? logits(0, 0, 0, 1) : even();
            });
    DecodedText text =
        new BeamSearch(3, 1)
            .search(model, PROMPT, StoppingRule.after(5), SequenceBatch.ONE_BY_ONE, heard::add);

    assertThat(heard).isEqualTo(text.tokens()).hasSize(5);
    assertThat(heardAtLastStep).startsWith(3, 3).hasSizeLessThan(5);
  }

  /** A trained model: the same text, with the products of all texts of a step as one. */
  @Test
  void batchedStepsFindTheSameText() {
    List<Integer> rows = new ArrayList<>();
    GoldenIntegerMatmul golden = new GoldenIntegerMatmul();
    BatchedMatmul batched =
        new BatchedMatmul((activations, weights) -> {
          rows.add(activations.length);
          return golden.multiply(activations, weights);
        });
    TokenModel model = TokenModel.of(TrainedModels.embedded(batched));
    int[] prompt = ByteTokens.encode("ROMEO:\n");
    StoppingRule rule = StoppingRule.after(12);
    BeamSearch search = new BeamSearch(3, 1);

    DecodedText alone = search.search(model, prompt, rule, SequenceBatch.ONE_BY_ONE, token -> {});
    assertThat(rows).hasSize((1 + 11 * 3) * 28).containsOnly(7, 1);
    rows.clear();
    DecodedText together = search.search(model, prompt, rule, batched, token -> {});

    assertThat(together).isEqualTo(alone);
    assertThat(rows).hasSize((1 + 11) * 28);
    assertThat(rows.subList(28, rows.size())).containsOnly(3);
    assertThat(together.passes().getLast())
        .isEqualTo(new ForwardPass(ForwardPass.Model.TARGET, 3, 1, 17, false));
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    refused("beams must be from 1 to 64, got 0", 0, 1);
    refused("beams must be from 1 to 64, got 65", 65, 1);
    refused("length penalty must be from -10 to 10, got 10.5", 2, 10.5);
    refused("length penalty must be from -10 to 10, got NaN", 2, Double.NaN);
  }

  private static void refused(String message, int beams, double lengthPenalty) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new BeamSearch(beams, lengthPenalty))
        .withMessage(message);
  }

  /** Logits of these probabilities; those of 0 are very small. */
  private static float[] logits(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int token = 0; token < logits.length; token++) {
      logits[token] = (float) Math.log(Math.max(probabilities[token], 1e-30));
    }
    return logits;
  }

  private static float[] even() {
    return new float[4];
  }
}
