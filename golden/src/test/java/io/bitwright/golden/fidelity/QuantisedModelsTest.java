package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.decoding.TokenRanking;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the embedded ternary model: four layers, 192 wide, 512 inside, keys and values of 64. */
class QuantisedModelsTest {
  private static final int[] TEXT =
      ByteTokens.encode("BAPTISTA:\nGood morrow, neighbour Gremio.\nGod save you, gentlemen!");

  private static final String QUERY = "layers.0.self_attn.q_proj";
  private static final String KEY = "layers.0.self_attn.k_proj";
  private static final String DOWN = "layers.3.mlp.down_proj";

  private final QuantisedModels models = new QuantisedModels(EmbeddedCheckpoint.open(), TEXT);

  private static LayerFormat format(String weights, String method, String activations) {
    return new LayerFormat(
        MatrixFormat.parse(weights),
        QuantisationMethod.parse(method),
        ActivationFormat.parse(activations));
  }

  private FormatAssignment uniform(LayerFormat format) {
    return FormatAssignment.uniform(models.layers(), format);
  }

  private float[][] logits(LayerFormat format) {
    return models.transformer(uniform(format)).logits(TEXT);
  }

  @Test
  void layersAreTheLinearOnesInTheOrderOfComputing() {
    assertThat(models.layers()).hasSize(28).startsWith(QUERY, KEY).endsWith(DOWN);
    assertThat(models.weights(QUERY)).isEqualTo(192 * 192);
    assertThat(models.weights(KEY)).isEqualTo(64 * 192);
    assertThat(models.weights(DOWN)).isEqualTo(192 * 512);
    assertThat(models.weights()).isEqualTo(4 * (2 * 192 * 192 + 2 * 64 * 192 + 3 * 512 * 192));
  }

  @Test
  void unassignedLayersStayAsTheyWereTrained() {
    float[][] trained = models.reference().logits(TEXT);
    assertThat(models.transformer(FormatAssignment.asTrained()).logits(TEXT))
        .isDeepEqualTo(trained);
    LayerFormat int2 = format("binary", "nearest", "fp32");
    assertThat(models.transformer(FormatAssignment.asTrained().with(DOWN, int2)).logits(TEXT))
        .isNotEqualTo(trained);
  }

  @Test
  void formatOfItsTrainingGivesTheModelItself() {
    float[][] trained = models.reference().logits(TEXT);
    assertThat(logits(format("ternary", "nearest", "int8"))).isDeepEqualTo(trained);
    assertThat(logits(format("ternary-packed", "nearest", "int8"))).isDeepEqualTo(trained);
  }

  /** -g, 0 and g are among the values of a grid that reaches to g. */
  @ParameterizedTest
  @CsvSource({
    "int2, nearest",
    "int4/row, nearest",
    "nf4/g64, nearest",
    "fp32, nearest",
    "int3, gptq"
  })
  void formatsThatHoldThreeValuesHoldTheEffectiveWeights(String weights, String method) {
    float[][] expected = logits(format("ternary", "nearest", "fp32"));
    float[][] logits = logits(format(weights, method, "fp32"));
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        assertThat(logits[i][j]).isCloseTo(expected[i][j], within(2e-3f));
      }
    }
  }

  /** Between the two ways of computing int8 stand fp32's rounding and nothing else. */
  @Test
  void integerProductsAreThoseOfRoundedValues() {
    float[][] integers = logits(format("int8", "nearest", "int8"));
    float[][] values = logits(format("int8/row", "nearest", "int8"));
    assertThat(integers).isNotEqualTo(values);
    for (int i = 0; i < integers.length; i++) {
      for (int j = 0; j < integers[i].length; j++) {
        assertThat(integers[i][j]).isCloseTo(values[i][j], within(0.5f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ternary,            nearest, 2 + 32 a matrix",
    "ternary/tensor/fp16, nearest, 2 + 16 a matrix",
    "int4/g64/fp16,      nearest, 4.25",
    "int3-asymmetric/g64/fp16, gptq, 3.296875",
    "bf16,               nearest, 16"
  })
  void bitsCountCodesScalesAndZeroPoints(String weights, String method, String expected) {
    double bits =
        switch (expected) {
          case "2 + 32 a matrix" -> 2 + 28 * 32.0 / models.weights();
          case "2 + 16 a matrix" -> 2 + 28 * 16.0 / models.weights();
          default -> Double.parseDouble(expected);
        };
    assertThat(models.bitsPerWeight(uniform(format(weights, method, "fp32"))))
        .isCloseTo(bits, within(1e-12));
  }

  @Test
  void bitsOfMixedLayersAreWeighedByTheirWeights() {
    LayerFormat int4 = format("int4/g64/fp16", "nearest", "fp32");
    FormatAssignment mixed = FormatAssignment.asTrained().with(DOWN, int4);
    double trained = (2.0 * (models.weights() - 192 * 512) + 27 * 32) / models.weights();
    assertThat(models.bitsPerWeight(mixed))
        .isCloseTo(trained + 4.25 * 192 * 512 / models.weights(), within(1e-12));
    assertThat(models.bitsPerWeight(mixed, DOWN)).isEqualTo(4.25);
    assertThat(models.bitsPerWeight(mixed, QUERY)).isEqualTo(2 + 32.0 / (192 * 192));
    assertThat(models.bitsPerWeight(FormatAssignment.asTrained()))
        .isEqualTo(2 + 28 * 32.0 / models.weights());
  }

  @Test
  void bitsCountWhatMethodsAdd() {
    FormatAssignment none = FormatAssignment.asTrained();
    LayerFormat loftq = format("int2/row/fp16", "loftq", "fp32");
    double adapters = 8.0 * (64 + 192) * 16 / (64 * 192);
    assertThat(models.bitsPerWeight(none.with(KEY, loftq), KEY))
        .isCloseTo(2 + 16.0 / 192 + adapters, within(1e-12));
    LayerFormat smooth = format("int8/row/fp16", "smoothquant", "int8");
    assertThat(models.bitsPerWeight(none.with(KEY, smooth), KEY))
        .isCloseTo(8 + 16.0 / 192 + 32.0 / 64, within(1e-12));
    LayerFormat decomposed = format("int8/row/fp16", "llm-int8", "int8");
    double columns =
        (models.bitsPerWeight(none.with(DOWN, decomposed), DOWN) - 8) * 192 * 512 - 192 * 16;
    double ofOne = 192 * (16 - 8) + 32;
    assertThat(columns / ofOne).isCloseTo(Math.rint(columns / ofOne), within(1e-6)).isPositive();
  }

  /** A table of 2^16 entries, whether one layer needs it or two. */
  @Test
  void dictionaryThatLayersShareIsCountedOnce() {
    LayerFormat dictionary = format("ternary-dictionary-16", "nearest", "fp32");
    FormatAssignment none = FormatAssignment.asTrained();
    FormatAssignment one = none.with(KEY, dictionary);
    FormatAssignment two = one.with(QUERY, dictionary);
    double tableBits = addedBits(none, one) - addedBits(none, one, KEY);
    assertThat(tableBits).isGreaterThan(1 << 16);
    assertThat(addedBits(one, two)).isCloseTo(addedBits(one, two, QUERY), within(1e-3));
  }

  private double addedBits(FormatAssignment before, FormatAssignment after) {
    return (models.bitsPerWeight(after) - models.bitsPerWeight(before)) * models.weights();
  }

  private double addedBits(FormatAssignment before, FormatAssignment after, String layer) {
    double added = models.bitsPerWeight(after, layer) - models.bitsPerWeight(before, layer);
    return added * models.weights(layer);
  }

  @Test
  void sameAssignmentGivesTheSameModel() {
    LayerFormat gptq = format("int2/g64/fp16", "gptq", "int4");
    QuantisedModels others = new QuantisedModels(EmbeddedCheckpoint.open(), TEXT);
    assertThat(others.transformer(uniform(gptq)).logits(TEXT)).isDeepEqualTo(logits(gptq));
    assertThat(logits(gptq)).isDeepEqualTo(logits(gptq));
  }

  @ParameterizedTest
  @CsvSource({
    "int4/row,       nearest,     int8",
    "int4/row,       gptq,        int4",
    "int8/row/fp16,  llm-int8,    int8",
    "int8,           smoothquant, int8",
    "nf4,            loftq,       fp16",
    "fp8,            smoothquant, fp8"
  })
  void formatsThatLoseLittleKeepTheChoices(String weights, String method, String activations) {
    float[][] trained = models.reference().logits(TEXT);
    float[][] logits = logits(format(weights, method, activations));
    int same = 0;
    for (int i = 0; i < TEXT.length; i++) {
      same += TokenRanking.mostLikely(logits[i]) == TokenRanking.mostLikely(trained[i]) ? 1 : 0;
    }
    assertThat(same).isGreaterThan(TEXT.length / 2);
  }

  @ParameterizedTest
  @CsvSource({"gptq, int3/row", "llm-int8, int8/row/fp16", "smoothquant, int8"})
  void methodsThatLookAtInputsNeedAText(String method, String weights) {
    QuantisedModels blind = new QuantisedModels(EmbeddedCheckpoint.open(), new int[0]);
    FormatAssignment assignment = uniform(format(weights, method, "int8"));
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> blind.transformer(assignment))
        .withMessage("the method needs a text to calibrate on; there is none");
  }

  @Test
  void layerThatTheModelDoesNotHaveIsRefused() {
    LayerFormat int4 = format("int4", "nearest", "fp32");
    FormatAssignment wrong = FormatAssignment.asTrained().with("layers.4.mlp.up_proj", int4);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> models.transformer(wrong))
        .withMessageStartingWith(
            "play-decoder-b158 has no linear layer layers.4.mlp.up_proj; it has layers.0.");
  }

  @Test
  void calibrationInputsAreThoseOfTheTrainedModel() {
    TrainedModel model = new TrainedModel(EmbeddedCheckpoint.open(), new GoldenIntegerMatmul());
    CalibrationInputs inputs = new CalibrationInputs(model, TEXT);
    assertThat(inputs.of(QUERY)).hasDimensions(TEXT.length, 192);
    assertThat(inputs.of(KEY)).isDeepEqualTo(inputs.of(QUERY));
    assertThat(inputs.of(DOWN)).hasDimensions(TEXT.length, 512);
    float[][] seen = new float[TEXT.length][];
    ReferenceTransformer observed =
        model.with((name, weights) ->
            rows -> {
              if (name.equals(DOWN)) {
                System.arraycopy(rows, 0, seen, 0, rows.length);
              }
              return model.arithmetic(name).apply(rows);
            });
    observed.logits(TEXT);
    assertThat(inputs.of(DOWN)).isDeepEqualTo(seen);
  }
}
