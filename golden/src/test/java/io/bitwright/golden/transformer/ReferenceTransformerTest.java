package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.NaiveIntegerMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceTransformerTest {
  private static final int[] TEXT = ByteTokens.encode("ROMEO:\nGood morrow, neighbour.");

  private static ModelConfig config;
  private static TransformerWeights weights;
  private static ReferenceTransformer transformer;

  @BeforeAll
  static void open() {
    Checkpoint checkpoint = EmbeddedCheckpoint.open();
    config = checkpoint.config();
    weights = checkpoint.weights();
    transformer = new ReferenceTransformer(config, weights, new GoldenIntegerMatmul());
  }

  private static ModelConfig with(int positions, int window) {
    TransformerStack stack = config.lastStack();
    TransformerStack changed =
        TransformerStack.decoder(
            stack.layers(),
            stack.width(),
            stack.embedding(),
            stack.positions(),
            stack.attention().with(OptionalInt.of(window), LayerPattern.ALL),
            stack.feedForward(),
            stack.norms(),
            stack.arrangement());
    return new ModelConfig(
        config.name(),
        config.family(),
        positions,
        List.of(changed),
        config.head(),
        config.nativeWeights(),
        config.nativeActivations());
  }

  private static ReferenceTransformer of(ModelConfig other) {
    return new ReferenceTransformer(other, weights, new GoldenIntegerMatmul());
  }

  private static void refused(String message, Runnable call) {
    assertThatExceptionOfType(SpecException.class).isThrownBy(call::run).withMessage(message);
  }

  /** Token by token and in pieces: not a bit differs from one pass over the whole sequence. */
  @Test
  void cachedStepsGiveTheLogitsOfOnePass() {
    float[][] whole = transformer.logits(TEXT);
    for (int piece : new int[] {1, 3, 17}) {
      KeyValueCache cache = transformer.newCache(TEXT.length);
      for (int first = 0; first < TEXT.length; first += piece) {
        int end = Math.min(TEXT.length, first + piece);
        float[][] logits = transformer.logits(Arrays.copyOfRange(TEXT, first, end), cache);
        assertThat(logits).isDeepEqualTo(Arrays.copyOfRange(whole, first, end));
      }
      assertThat(cache.length()).isEqualTo(TEXT.length);
    }
    assertThat(transformer.lastLogits(TEXT, transformer.newCache(TEXT.length)))
        .isEqualTo(whole[TEXT.length - 1]);
  }

  @Test
  void laterTokensDoNotChangeEarlierLogits() {
    int[] other = TEXT.clone();
    other[20] = 'x';
    float[][] logits = transformer.logits(TEXT);
    float[][] changed = transformer.logits(other);
    assertThat(Arrays.copyOf(changed, 20)).isDeepEqualTo(Arrays.copyOf(logits, 20));
    assertThat(changed[20]).isNotEqualTo(logits[20]);
  }

  /** The plugged product sees all rows of a prefill at once, and its sums are what is used. */
  @Test
  void anotherMatmulTakesTheGoldenKernelsPlace() {
    List<Integer> rows = new ArrayList<>();
    ReferenceTransformer plugged =
        new ReferenceTransformer(
            config,
            weights,
            (activations, integers) -> {
              rows.add(activations.length);
              return new NaiveIntegerMatmul().multiply(activations, integers);
            });
    assertThat(plugged.logits(TEXT)).isDeepEqualTo(transformer.logits(TEXT));
    assertThat(rows).containsOnly(TEXT.length).hasSize(28);

    ReferenceTransformer wrong =
        new ReferenceTransformer(
            config,
            weights,
            (activations, integers) -> new int[activations.length][integers.outputs()]);
    assertThat(wrong.logits(TEXT)).isNotEqualTo(transformer.logits(TEXT));
  }

  @Test
  void observerSeesEveryLinearLayerWithItsRealData() {
    List<String> names = new ArrayList<>();
    NaiveIntegerMatmul naive = new NaiveIntegerMatmul();
    ReferenceTransformer observed =
        new ReferenceTransformer(
            config,
            weights,
            new GoldenIntegerMatmul(),
            (layer, activations, integers, sums) -> {
              names.add(layer);
              assertThat(activations).hasNumberOfRows(TEXT.length);
              assertThat(integers.format()).isEqualTo(NumberFormat.TERNARY);
              assertThat(sums).isDeepEqualTo(naive.multiply(activations, integers));
            });
    observed.logits(TEXT);
    assertThat(names).hasSize(28).doesNotHaveDuplicates();
    assertThat(names.subList(7, 14))
        .containsExactly(
            "layers.1.self_attn.q_proj",
            "layers.1.self_attn.k_proj",
            "layers.1.self_attn.v_proj",
            "layers.1.self_attn.o_proj",
            "layers.1.mlp.gate_proj",
            "layers.1.mlp.up_proj",
            "layers.1.mlp.down_proj");
  }

  /** With a window of 1 every token sees only itself: its logits depend on no other token. */
  @Test
  void slidingWindowHidesEarlierTokens() {
    ReferenceTransformer windowed = of(with(256, 1));
    int[] repeated = new int[20];
    Arrays.fill(repeated, 'e');
    float[][] logits = windowed.logits(repeated);
    float[] alone = windowed.logits(new int[] {'e'})[0];
    for (float[] row : logits) {
      assertThat(row).isEqualTo(alone);
    }
    int[] other = TEXT.clone();
    other[0] = 'x';
    // Five tokens back through each of four layers: the first token cannot reach the 18th.
    ReferenceTransformer five = of(with(256, 5));
    assertThat(five.logits(other)[17]).isEqualTo(five.logits(TEXT)[17]);
    assertThat(five.logits(other)[16]).isNotEqualTo(five.logits(TEXT)[16]);
  }

  /** A head of zeros but for one row gives zeros but for one logit. */
  @Test
  void untiedHeadStandsForTheEmbedding() {
    float[][] head = new float[256][192];
    head[65] = weights.embedding()[65];
    float[] logits =
        new ReferenceTransformer(
                config, ChangedWeights.withHead(weights, head), new GoldenIntegerMatmul())
            .logits(TEXT)[3];
    assertThat(logits[65]).isEqualTo(transformer.logits(TEXT)[3][65]);
    logits[65] = 0;
    assertThat(logits).containsOnly(0);
  }

  @Test
  void sequenceLongerThanTheModelAllowsIsRefused() {
    ReferenceTransformer shorter = of(with(8, 8));
    assertThat(shorter.logits(new int[8])).hasNumberOfRows(8);
    String message =
        "play-decoder-b158: a sequence of 9 tokens is longer than max_position_embeddings 8";
    refused(message, () -> shorter.logits(new int[9]));
    refused(message, () -> TextGenerator.greedy(shorter, new int[5], 4));
    KeyValueCache cache = shorter.newCache(3);
    shorter.logits(new int[2], cache);
    refused(
        "play-decoder-b158: 2 tokens do not fit a cache that holds 2 of 3",
        () -> shorter.logits(new int[2], cache));
  }

  @Test
  void tokenOutsideTheVocabularyIsRefused() {
    refused(
        "play-decoder-b158: token 256 is outside the vocabulary of 256",
        () -> transformer.logits(new int[] {3, 256}));
    refused(
        "play-decoder-b158: token -1 is outside the vocabulary of 256",
        () -> transformer.logits(new int[] {-1}));
    refused("play-decoder-b158: no tokens to compute", () -> transformer.logits(new int[0]));
  }

  @ParameterizedTest
  @EnumSource(names = {"INT4", "INT16", "INT32"})
  void formatWithoutArithmeticIsRefused(NumberFormat format) {
    refused(
        "no golden arithmetic for %s weights; allowed are binary, ternary, int8 and floating-point formats"
            .formatted(format),
        () -> LinearArithmetic.of(format, new GoldenIntegerMatmul(), LinearObserver.NONE));
  }

  /** What overflows fp32 is named, not carried on as infinity. */
  @Test
  void valueThatIsNotFiniteIsRefused() {
    float[] gains = new float[192];
    gains[7] = Float.MAX_VALUE;
    float[][] spike = new float[256][192];
    spike[1][7] = 1;
    refused(
        "layers.0.self_attn.q_proj: activation [0, 7] is Infinity, not finite",
        () -> computed(ChangedWeights.withInput(weights, spike, gains)));
    refused(
        "play-decoder-b158: a logit is -Infinity; the weights overflow fp32",
        () -> computed(ChangedWeights.withFinalGains(weights, gains)));
  }

  private static void computed(TransformerWeights changed) {
    new ReferenceTransformer(config, changed, new GoldenIntegerMatmul()).logits(new int[] {1});
  }
}
