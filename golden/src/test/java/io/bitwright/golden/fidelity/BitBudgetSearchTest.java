package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitBudgetSearchTest {
  private static final List<LayerFormat> LADDER =
      Stream.of("int8/row/fp16", "int4/row/fp16", "int2/row/fp16")
          .map(label -> LayerFormat.weightsOnly(MatrixFormat.parse(label)))
          .toList();

  private final QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
  private final BitBudgetSearch search = new BitBudgetSearch(models, LADDER);

  /** The same losses for all layers but those named. */
  private LayerLosses losses(List<Double> usual, Map<String, List<Double>> others) {
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    models.layers().forEach(layer -> losses.put(layer, others.getOrDefault(layer, usual)));
    return new LayerLosses("planted", losses);
  }

  private double bits(FormatAssignment assignment) {
    return models.bitsPerWeight(assignment);
  }

  private FormatAssignment uniform(int rung) {
    return FormatAssignment.uniform(models.layers(), LADDER.get(rung));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.13, 2.2, 3, 3.999, 4.5, 6.1, 8})
  void budgetIsKeptAndNoLayerCouldStandHigherWithinIt(double budget) {
    LayerLosses losses = losses(List.of(1.0, 2.0, 4.0), Map.of());
    for (LoweringRule rule : LoweringRule.values()) {
      SearchResult result = search.search(losses, budget, rule);
      assertThat(result.bitsPerWeight()).isEqualTo(bits(result.assignment()));
      assertThat(result.bitsPerWeight()).isLessThanOrEqualTo(budget);
      for (String layer : models.layers()) {
        int rung = LADDER.indexOf(result.assignment().format(layer).orElseThrow());
        FormatAssignment higher =
            result.assignment().with(layer, LADDER.get(Math.max(rung - 1, 0)));
        assertThat(rung == 0 || bits(higher) > budget).as(layer).isTrue();
      }
    }
  }

  @Test
  void budgetOfTheTopTakesNoStepAndOneOfTheEndTakesAll() {
    LayerLosses losses = losses(List.of(1.0, 2.0, 4.0), Map.of());
    SearchResult top = search.search(losses, 100, LoweringRule.LEAST_LOSS);
    assertThat(top.path()).isEmpty();
    assertThat(top.assignment()).isEqualTo(uniform(0));
    SearchResult end = search.search(losses, bits(uniform(2)), LoweringRule.LEAST_RISE_PER_BIT);
    assertThat(end.path()).hasSize(2 * 28);
    assertThat(end.assignment()).isEqualTo(uniform(2));
  }

  @ParameterizedTest
  @EnumSource(LoweringRule.class)
  void pathLeadsFromTheTopToTheAssignment(LoweringRule rule) {
    LayerLosses losses =
        losses(List.of(1.0, 2.0, 4.0), Map.of("layers.2.mlp.up_proj", List.of(0.0, 0.5, 9.0)));
    SearchResult result = search.search(losses, 5.37, rule);
    FormatAssignment at = uniform(0);
    double before = bits(at);
    for (SearchStep step : result.path()) {
      at = at.with(step.layer(), step.format());
      assertThat(step.bitsPerWeight()).isEqualTo(bits(at)).isLessThan(before);
      before = step.bitsPerWeight();
    }
    assertThat(at).isEqualTo(result.assignment());
    assertThat(result.path().getFirst().layer()).isEqualTo("layers.2.mlp.up_proj");
  }

  /** k_proj has 12288 weights, down_proj 98304: lowered, it saves eight times as many bits. */
  @Test
  void ruleByBitsWeighsALossAgainstWhatItSaves() {
    String small = "layers.1.self_attn.k_proj";
    String large = "layers.1.mlp.down_proj";
    LayerLosses losses =
        losses(
            List.of(0.0, 1e3, 1e4),
            Map.of(small, List.of(0.0, 1.0, 1e4), large, List.of(0.0, 4.0, 1e4)));
    double budget = bits(uniform(0)) - 1e-6;
    assertThat(search.search(losses, budget, LoweringRule.LEAST_LOSS).path())
        .extracting(SearchStep::layer)
        .containsExactly(small);
    assertThat(search.search(losses, budget, LoweringRule.LEAST_RISE_PER_BIT).path())
        .extracting(SearchStep::layer)
        .containsExactly(large);
  }

  @Test
  void layerOfGreatLossStaysAtTheTop() {
    String dear = "layers.0.mlp.down_proj";
    LayerLosses losses = losses(List.of(0.0, 1.0, 2.0), Map.of(dear, List.of(0.0, 1e6, 1e7)));
    for (LoweringRule rule : LoweringRule.values()) {
      SearchResult result = search.search(losses, 3, rule);
      assertThat(result.assignment().format(dear)).contains(LADDER.getFirst());
    }
  }

  @Test
  void lossOfARungIsAtLeastThatOfTheRungsAboveIt() {
    LayerLosses losses = losses(List.of(1.0, 0.5, 3.0), Map.of());
    assertThat(losses.loss("layers.0.mlp.up_proj", 1)).isEqualTo(1);
    assertThat(losses.loss("layers.0.mlp.up_proj", 2)).isEqualTo(3);
  }

  @Test
  void measuresEachLayerAloneOnEachRung() {
    List<ReferenceTransformer> seen = new ArrayList<>();
    AtomicInteger steps = new AtomicInteger();
    SearchGuide counting =
        new SearchGuide() {
          @Override
          public String label() {
            return "count";
          }

          @Override
          public double loss(ReferenceTransformer candidate) {
            seen.add(candidate);
            return seen.size();
          }
        };
    LayerLosses losses = search.measure(counting, steps::incrementAndGet);
    assertThat(losses.guide()).isEqualTo("count");
    assertThat(steps).hasValue(search.evaluations()).hasValue(28 * 3);
    assertThat(losses.loss(models.layers().get(5), 2)).isEqualTo(5 * 3 + 2 + 1);
    int[] tokens = ByteTokens.encode("Good morrow");
    FormatAssignment alone =
        FormatAssignment.asTrained().with(models.layers().get(5), LADDER.get(2));
    assertThat(seen.get(5 * 3 + 2).logits(tokens))
        .isDeepEqualTo(models.transformer(alone).logits(tokens));
  }

  @Test
  void uniformToCompareWithTakesAtLeastTheBudget() {
    assertThat(search.uniformOfAtLeast(2.5)).contains(uniform(1));
    assertThat(search.uniformOfAtLeast(bits(uniform(1)))).contains(uniform(1));
    assertThat(search.uniformOfAtLeast(bits(uniform(1)) + 1e-9)).contains(uniform(0));
    assertThat(search.uniformOfAtLeast(9)).isEmpty();
  }

  @Test
  void guidesMeasureWhatTheyAreNamedAfter() {
    int[] text = ByteTokens.encode("BAPTISTA:\nGood morrow, neighbour Gremio.\nGod save you!");
    DivergentTokens texts =
        DivergentTokens.of(models.reference(), DivergentTokens.prompts(text, 4, 16), 8);
    ReferenceTransformer candidate =
        models.transformer(
            FormatAssignment.uniform(
                models.layers(), LayerFormat.weightsOnly(MatrixFormat.parse("binary"))));
    Divergence divergence = texts.of(candidate);
    double diverged = 4 - divergence.textsWithout();
    double rate = diverged / (4 * divergence.firstDivergentToken() + diverged);
    assertThat(rate).isBetween(0.0, 1.0);
    SearchGuide byTokens = SearchGuide.firstDivergentToken(texts);
    assertThat(byTokens.loss(candidate)).isCloseTo(rate * rate, within(1e-15)).isPositive();
    assertThat(byTokens.loss(models.reference())).isZero();
    assertThat(SearchGuide.perplexity(text, 16).loss(candidate))
        .isEqualTo(Perplexity.of(candidate, text, 16, false).natsPerToken());
    assertThat(byTokens.label()).isEqualTo("FDT");
    assertThat(SearchGuide.perplexity(text, 16).label()).isEqualTo("perplexity");
  }

  @Test
  void laddersAndBudgetsThatCannotBeAreRefused() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new BitBudgetSearch(models, LADDER.subList(0, 1)))
        .withMessage("a ladder of 1 formats; at least 2 are needed");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new BitBudgetSearch(models, LADDER.reversed()))
        .withMessageStartingWith("int4/row/fp16, fp32 activations takes 4.")
        .withMessageEndingWith("of int2/row/fp16, fp32 activations before it in the ladder");
    LayerLosses losses = losses(List.of(1.0, 2.0, 4.0), Map.of());
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> search.search(losses, 2, LoweringRule.LEAST_LOSS))
        .withMessageStartingWith("a budget of 2.0000 bits a weight; int2/row/fp16");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> search.search(losses, Double.NaN, LoweringRule.LEAST_LOSS));
  }
}
