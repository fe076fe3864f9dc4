package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.SpeculationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeculativeDecodingTest {
  private static final int[] PROMPT = {0, 1};

  /** Probabilities of a table are those of logits in fp32. */
  private static final Offset<Double> OF_FLOAT_LOGITS = Offset.offset(1e-6);

  private static DecodedText greedy(TokenModel model, StoppingRule rule) {
    return TextGenerator.generate(
        model, PROMPT, rule, TokenChoice.greedy(), new SeededChance(0), token -> {});
  }

  private static DecodedText greedy(
      TokenModel target, TokenModel draft, int draftTokens, StoppingRule rule) {
    return new SpeculativeDecoding(target, draft, draftTokens, TokenChoice.greedy())
        .generate(PROMPT, rule, new SeededChance(0), token -> {});
  }

  @Property(tries = 200, seed = "1")
  void greedyTextIsTheTargetsWhateverTheDraft(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int draftTokens,
      @ForAll @IntRange(min = 1, max = 20) int newTokens) {
    TableModel target = TableModel.random(6, seed, 2);
    StoppingRule rule = new StoppingRule(newTokens, Set.of(5));
    List<Integer> expected = greedy(target, rule).tokens();

    for (TokenModel draft : List.of(target, TableModel.random(6, seed + 1, 2))) {
      DecodedText text = greedy(target, draft, draftTokens, rule);
      assertThat(text.tokens()).isEqualTo(expected);
      assertThat(text.acceptedTokens()).isBetween(0, text.draftedTokens());
    }
  }

  /** Each step of a draft that is always right gives its tokens and one more. */
  @Test
  void passesAreThoseOfTheAlgorithm() {
    TableModel model = TableModel.random(6, 3, 2);
    DecodedText text = greedy(model, model, 2, StoppingRule.after(7));

    assertThat(text.passes())
        .containsExactly(
            target(2, 0, false),
            draft(3, 0),
            draft(1, 3),
            target(3, 2, true),
            draft(2, 4),
            draft(1, 6),
            target(3, 5, true));
    assertThat(text.draftedTokens()).isEqualTo(4);
    assertThat(text.acceptedShare()).hasValue(1);
  }

  /** A draft that is always wrong: each step gives one token, the target's. */
  @Test
  void wrongDraftCostsAStepForEachToken() {
    TableModel right = TableModel.constant(0.9, 0.1);
    TableModel wrong = TableModel.constant(0.1, 0.9);
    DecodedText text = greedy(right, wrong, 3, StoppingRule.after(4));

    assertThat(text.tokens()).containsExactly(0, 0, 0, 0);
    assertThat(text.passes(ForwardPass.Model.TARGET))
        .containsExactly(
            target(2, 0, false), target(3, 2, true), target(2, 3, true), target(1, 4, true));
    // No more is drafted than can become part of the text: 2, 1 and 0 tokens.
    assertThat(text.passes(ForwardPass.Model.DRAFT))
        .containsExactly(draft(3, 0), draft(1, 3), draft(1, 3));
    assertThat(text.acceptedShare()).hasValue(0);
  }

  private static ForwardPass target(int tokens, int context, boolean scoresEveryToken) {
    return new ForwardPass(ForwardPass.Model.TARGET, 1, tokens, context, scoresEveryToken);
  }

  private static ForwardPass draft(int tokens, int context) {
    return new ForwardPass(ForwardPass.Model.DRAFT, 1, tokens, context, false);
  }

  private static Map<List<Integer>, Double> texts(
      Sampling sampling, int draftTokens, StoppingRule rule, DoubleUnaryOperator acceptance) {
    TableModel target = TableModel.random(3, 11, 1.5f);
    TableModel draft = TableModel.random(3, 12, 1.5f);
    SpeculativeDecoding decoding = new SpeculativeDecoding(target, draft, draftTokens, sampling);
    return ChanceTree.distribution(
        chance -> decoding.generate(PROMPT, rule, chance, token -> {}).tokens(), acceptance);
  }

  private static Map<List<Integer>, Double> textsOfTarget(Sampling sampling, StoppingRule rule) {
    TableModel target = TableModel.random(3, 11, 1.5f);
    return ChanceTree.distribution(chance ->
        TextGenerator.generate(target, PROMPT, rule, sampling, chance, token -> {}).tokens());
  }

  private static double largestDifference(
      Map<List<Integer>, Double> texts, Map<List<Integer>, Double> expected) {
    double largest = 0;
    for (List<Integer> text : Texts.all(3, 4, Set.of(2))) {
      double difference = texts.getOrDefault(text, 0.0) - expected.getOrDefault(text, 0.0);
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  /** The exact distribution, over all decisions: with and without filters and end tokens. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void distributionOfTextsIsTheTargets(int draftTokens) {
    StoppingRule rule = new StoppingRule(4, Set.of(2));
    for (Sampling sampling : List.of(Sampling.PLAIN, new Sampling(1.5, 2, 0.95))) {
      Map<List<Integer>, Double> expected = textsOfTarget(sampling, rule);
      Map<List<Integer>, Double> texts =
          texts(sampling, draftTokens, rule, DoubleUnaryOperator.identity());

      assertThat(expected).hasSizeGreaterThan(4);
      assertThat(largestDifference(texts, expected)).isLessThan(1e-12);
    }
  }

  /** What the test above would say of wrong rules: a hundred million times its bound and more. */
  @Test
  void wrongAcceptanceWouldShow() {
    StoppingRule rule = new StoppingRule(4, Set.of(2));
    Map<List<Integer>, Double> expected = textsOfTarget(Sampling.PLAIN, rule);
    for (DoubleUnaryOperator wrong :
        List.<DoubleUnaryOperator>of(p -> 1, p -> 0, p -> p * p, p -> 0.99 * p)) {
      Map<List<Integer>, Double> texts = texts(Sampling.PLAIN, 2, rule, wrong);
      assertThat(largestDifference(texts, expected)).isGreaterThan(1e-4);
    }
  }

  @Test
  void acceptanceAndReplacementTogetherGiveTheTarget() {
    double[] target = {0.5, 0.2, 0.3, 0};
    double[] draft = {0.1, 0.6, 0.2, 0.1};
    double[] replacement = DraftAcceptance.replacement(target, draft);
    double[] together = new double[4];
    for (int drafted = 0; drafted < 4; drafted++) {
      double taken = DraftAcceptance.probability(target, draft, drafted);
      together[drafted] += draft[drafted] * taken;
      for (int token = 0; token < 4; token++) {
        together[token] += draft[drafted] * (1 - taken) * replacement[token];
      }
    }
    for (int token = 0; token < 4; token++) {
      assertThat(together[token]).isCloseTo(target[token], Texts.ROUNDING);
    }
    assertThat(DraftAcceptance.replacement(target, target)).isEqualTo(target);
  }

  /**
   * Equation 1 of the paper, exactly: with the same distributions everywhere, tokens are accepted
   * independently with a = sum of min(p, q), and a step gives (1 - a^(g+1)) / (1 - a) on average.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void tokensOfAStepAreThoseOfTheFormula(int draftTokens) {
    TableModel target = TableModel.constant(0.6, 0.3, 0.1);
    TableModel draft = TableModel.constant(0.3, 0.3, 0.4);
    SpeculativeDecoding decoding =
        new SpeculativeDecoding(target, draft, draftTokens, Sampling.PLAIN);
    // One token from the prompt's pass, and then a step of the full length.
    StoppingRule rule = StoppingRule.after(draftTokens + 2);
    Map<Integer, Double> tokensOfTheStep =
        ChanceTree.distribution(chance -> {
          List<ForwardPass> passes =
              decoding.generate(PROMPT, rule, chance, token -> {}).passes(ForwardPass.Model.TARGET);
          return passes.size() > 2 ? passes.get(2).context() - PROMPT.length : draftTokens + 1;
        });
    double mean = 0;
    for (Map.Entry<Integer, Double> tokens : tokensOfTheStep.entrySet()) {
      mean += tokens.getKey() * tokens.getValue();
    }

    double accepted = 0.3 + 0.3 + 0.1;
    assertThat(mean)
        .isCloseTo((1 - Math.pow(accepted, draftTokens + 1)) / (1 - accepted), OF_FLOAT_LOGITS);
    assertThat(
            new SpeculationSpec(ModelLibrary.get("llama-2-7b"), draftTokens, accepted)
                .expectedTokensPerStep())
        .isCloseTo(mean, OF_FLOAT_LOGITS);
  }

  /** A long seeded text: the mean of its steps within 4 standard errors of the formula. */
  @Test
  void tokensOfAStepOfALongTextAreThoseOfTheFormula() {
    TableModel target = TableModel.constant(0.6, 0.3, 0.1);
    TableModel draft = TableModel.constant(0.3, 0.3, 0.4);
    DecodedText text =
        new SpeculativeDecoding(target, draft, 3, Sampling.PLAIN)
            .generate(PROMPT, StoppingRule.after(4000), new SeededChance(5), token -> {});
    int steps = text.passes(ForwardPass.Model.TARGET).size() - 1;
    double formula = (1 - Math.pow(0.7, 4)) / 0.3;

    // A step gives 1 to 4 tokens, whose standard deviation is 1.25.
    assertThat(Math.abs(3999.0 / steps - formula)).isLessThan(4 * 1.25 / Math.sqrt(steps));
    // A step gives a token more than it accepts.
    assertThat(text.acceptedTokens() + steps).isEqualTo(3999);
  }

  @Test
  void listenerHearsEachTokenOnce() {
    List<Integer> heard = new ArrayList<>();
    DecodedText text =
        new SpeculativeDecoding(
                TableModel.random(4, 1, 1), TableModel.random(4, 2, 1), 3, Sampling.PLAIN)
            .generate(PROMPT, StoppingRule.after(30), new SeededChance(9), heard::add);

    assertThat(heard).hasSize(30).isEqualTo(text.tokens());
  }

  /** The ternary model drafts for the one of floating-point weights. */
  @Test
  void trainedDraftLeavesTheTrainedTargetsText() {
    TokenModel target = TokenModel.of(TrainedModels.floatingPoint());
    TokenModel draft = TokenModel.of(TrainedModels.embedded());
    int[] prompt = ByteTokens.encode("KING RICHARD:\n");
    StoppingRule rule = StoppingRule.after(64);

    DecodedText text =
        new SpeculativeDecoding(target, draft, 4, TokenChoice.greedy())
            .generate(prompt, rule, new SeededChance(0), token -> {});

    assertThat(text.tokens())
        .isEqualTo(
            TextGenerator.generate(
                    target, prompt, rule, TokenChoice.greedy(), new SeededChance(0), token -> {})
                .tokens());
    assertThat(text.acceptedShare().orElseThrow()).isBetween(0.3, 0.9);
    assertThat(text.passes(ForwardPass.Model.TARGET)).hasSizeLessThan(40);
  }

  @Test
  void embeddedModelAcceptsAllOfItsOwnDrafts() {
    TokenModel model = TokenModel.of(TrainedModels.embedded());
    DecodedText text =
        new SpeculativeDecoding(model, model, 3, new Sampling(0.8, 50, 0.95))
            .generate(
                ByteTokens.encode("ROMEO:\n"),
                StoppingRule.after(21),
                new SeededChance(4),
                token -> {});

    assertThat(text.acceptedShare()).hasValue(1);
    assertThat(text.passes(ForwardPass.Model.TARGET)).hasSize(1 + 5);
  }

  @Test
  void pairsThatDoNotFitAreRefused() {
    TableModel four = TableModel.random(4, 1, 1);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> new SpeculativeDecoding(four, TableModel.random(5, 1, 1), 3, Sampling.PLAIN))
        .withMessage(
            "table of 5 has a vocabulary of 5 tokens, table of 4 one of 4; "
                + "a draft needs the vocabulary of the model");
    for (int draftTokens : new int[] {0, 65}) {
      assertThatExceptionOfType(SpecException.class)
          .isThrownBy(() -> new SpeculativeDecoding(four, four, draftTokens, Sampling.PLAIN))
          .withMessage("draft tokens must be from 1 to 64, got " + draftTokens);
    }
  }
}
