package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextGeneratorTest {
  private static final int[] PROMPT = {0};

  @Test
  void textContinuesAsTheReferenceWroteIt() throws IOException {
    JsonNode prompt = TestModels.referenceFigures(TestModels.EMBEDDED).get("prompts").get(0);
    List<Integer> heard = new ArrayList<>();
    int[] tokens =
        TextGenerator.greedy(
            TrainedModels.embedded(),
            ByteTokens.encode(prompt.get("prompt").asString()),
            96,
            heard::add);
    assertThat(ByteTokens.decode(tokens)).isEqualTo(prompt.get("greedy").asString());
    assertThat(heard).hasSize(96).startsWith((int) 'T', (int) 'I', (int) 'S');
  }

  @Test
  void requestForNothingIsRefused() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> TextGenerator.greedy(TrainedModels.embedded(), new int[] {1}, 0))
        .withMessage("cannot generate 0 tokens; at least 1 is allowed");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> TextGenerator.greedy(TrainedModels.embedded(), new int[0], 3))
        .withMessage("play-decoder-b158: no tokens to compute");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> TextGenerator.greedy(TrainedModels.embedded(), new int[1], Integer.MAX_VALUE))
        .withMessage(
            "play-decoder-b158: a sequence of 2147483648 tokens is longer than"
                + " max_position_embeddings 256");
  }

  /** Over all decisions: the probability of a text is the product of those of its tokens. */
  @Test
  void sampledTextsHaveTheProbabilityOfTheirTokens() {
    TableModel model = TableModel.random(3, 5, 2);
    Map<List<Integer>, Double> texts =
        ChanceTree.distribution(chance ->
            TextGenerator.generate(
                    model, PROMPT, StoppingRule.after(3), Sampling.PLAIN, chance, token -> {})
                .tokens());

    assertThat(texts).hasSize(27);
    texts.forEach((text, probability) ->
        assertThat(probability).isCloseTo(Texts.probability(model, PROMPT, text), Texts.ROUNDING));
  }

  @Test
  void endTokenEndsTheTextAndIsItsLast() {
    TableModel counting = new TableModel(8, history -> oneHot(8, history.size()));
    StoppingRule rule = new StoppingRule(100, Set.of(4, 6));
    List<Integer> heard = new ArrayList<>();

    DecodedText text =
        TextGenerator.generate(
            counting, PROMPT, rule, TokenChoice.greedy(), new SeededChance(1), heard::add);

    assertThat(text.tokens()).containsExactly(1, 2, 3, 4).isEqualTo(heard);
    assertThat(text.passes()).containsExactly(pass(1, 0), pass(1, 1), pass(1, 2), pass(1, 3));
    assertThat(text.acceptedShare()).isEmpty();
  }

  @Test
  void promptIsReadInOnePass() {
    DecodedText text =
        TextGenerator.generate(
            TableModel.random(4, 1, 1),
            new int[] {1, 2, 3, 0, 1},
            StoppingRule.after(3),
            Sampling.PLAIN,
            new SeededChance(3),
            token -> {});

    assertThat(text.passes()).containsExactly(pass(5, 0), pass(1, 5), pass(1, 6));
  }

  @Test
  void seedGivesItsTextAgainAndOthersGiveOthers() {
    TokenModel model = TokenModel.of(TrainedModels.embedded());
    List<List<Integer>> texts = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      texts.add(
          TextGenerator.generate(
                  model,
                  ByteTokens.encode("ROMEO:\n"),
                  StoppingRule.after(24),
                  new Sampling(0.9, 40, 0.95),
                  new SeededChance(seed),
                  token -> {})
              .tokens());
    }

    assertThat(texts.get(0)).isEqualTo(texts.get(1)).isNotEqualTo(texts.get(2));
  }

  private static ForwardPass pass(int tokens, int context) {
    return new ForwardPass(ForwardPass.Model.TARGET, 1, tokens, context, false);
  }

  private static float[] oneHot(int size, int token) {
    float[] logits = new float[size];
    logits[token] = 1;
    return logits;
  }
}
