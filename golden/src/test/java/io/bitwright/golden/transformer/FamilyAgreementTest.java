package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.tiny.TinyModel;
import io.bitwright.golden.transformer.naive.NaiveLinear;
import io.bitwright.golden.transformer.naive.NaiveModel;
import io.bitwright.spec.format.NumberFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Every family, read from its files, against a pass in fp64 over the same files' tensors. */
class FamilyAgreementTest {
  private static final int[] TEXT = {3, 36, 0, 17, 17, 8, 25, 30, 1, 12, 9, 33};

  /** Of the largest logit; seen are up to 1.4e-6, some twenty roundings of fp32. */
  private static final double SAME = 1e-5;

  @TempDir private Path folder = Path.of("");

  private ReferenceTransformer real(TinyModel model) {
    Checkpoint checkpoint = model.write(folder);
    return ReferenceTransformer.with(
        checkpoint.config(), checkpoint.weights(), LinearArithmetic.floatingPoint());
  }

  /** Largest difference of any logit, by the largest logit. */
  private static double difference(float[][] logits, double[][] expected) {
    assertThat(logits).hasDimensions(expected.length, expected[0].length);
    double largest = 0;
    double difference = 0;
    for (int t = 0; t < expected.length; t++) {
      for (int n = 0; n < expected[t].length; n++) {
        largest = Math.max(largest, Math.abs(expected[t][n]));
        difference = Math.max(difference, Math.abs(expected[t][n] - logits[t][n]));
      }
    }
    return difference / largest;
  }

  @ParameterizedTest
  @EnumSource
  void logitsAreThoseOfTheFormulas(TinyModel model) {
    double difference = difference(real(model).logits(TEXT), NaiveModel.of(model).logits(TEXT));
    System.out.printf("%s: logits off by %.1e of the largest%n", model, difference);
    assertThat(difference).isLessThan(SAME);
  }

  /** Int8 activations and ternary weights, none of which lies on the edge of a step here. */
  @Test
  void quantisedLogitsAreThoseOfTheFormulas() {
    Checkpoint checkpoint = TinyModel.BITNET.write(folder);
    assertThat(checkpoint.config().nativeWeights()).isEqualTo(NumberFormat.TERNARY);
    ReferenceTransformer quantised =
        new ReferenceTransformer(
            checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul());
    NaiveModel naive =
        NaiveModel.of(TinyModel.BITNET.config(), TinyModel.BITNET.tensors(), NaiveLinear.TERNARY);
    assertThat(difference(quantised.logits(TEXT), naive.logits(TEXT))).isLessThan(SAME);
  }

  /** What a scaling changes is far more than what is let pass above. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ROPE_.*")
  void scalingChangesTheLogits(TinyModel model) {
    ObjectNode config = (ObjectNode) model.config();
    config.remove("rope_scaling");
    NaiveModel unscaled = NaiveModel.of(config, model.tensors(), NaiveLinear.REAL);
    assertThat(difference(real(model).logits(TEXT), unscaled.logits(TEXT)))
        .isGreaterThan(1000 * SAME);
  }

  /** Not a bit differs between one pass, pieces, and pieces after a wrong turn taken back. */
  @ParameterizedTest
  @EnumSource
  void cachedStepsGiveTheLogitsOfOnePass(TinyModel model) {
    ReferenceTransformer transformer = real(model);
    for (KeyValueFormat format : KeyValueFormat.values()) {
      float[][] whole = transformer.logits(TEXT, transformer.newCache(TEXT.length, format));
      KeyValueCache cache = transformer.newCache(TEXT.length, format);
      for (int t = 0; t < TEXT.length; t++) {
        assertThat(transformer.lastLogits(new int[] {TEXT[t]}, cache)).isEqualTo(whole[t]);
      }
      cache.truncate(4);
      transformer.logits(new int[] {11, 5, 11}, cache);
      cache.truncate(4);
      KeyValueCache copy = cache.copy();
      int[] rest = Arrays.copyOfRange(TEXT, 4, TEXT.length);
      float[][] expected = Arrays.copyOfRange(whole, 4, TEXT.length);
      assertThat(transformer.logits(rest, cache)).isDeepEqualTo(expected);
      assertThat(copy.length()).isEqualTo(4);
      transformer.logits(new int[] {2, 2}, copy);
      copy.truncate(4);
      assertThat(transformer.logits(rest, copy)).isDeepEqualTo(expected);
    }
  }

  /** A scaling by the sequence's length goes by the length that a cache is made for. */
  @Test
  void dynamicScalingTurnsAllKeysOfACacheAlike() {
    ReferenceTransformer transformer = real(TinyModel.ROPE_DYNAMIC);
    assertThat(transformer.maximumPositions()).isEqualTo(18);
    int[] start = Arrays.copyOf(TEXT, 6);
    float[][] trained = transformer.logits(start, transformer.newCache(3 * 2));
    assertThat(transformer.logits(start)).isDeepEqualTo(trained);
    assertThat(transformer.logits(start, transformer.newCache(7))).isNotEqualTo(trained);
    assertThat(transformer.logits(new int[18])).hasNumberOfRows(18);
  }

  /** Weights without biases, under names that all families share. */
  @ParameterizedTest
  @EnumSource(names = {"LLAMA_WITH_BIASES", "PHI", "GPT2", "OPT_WITH_PROJECTIONS"})
  void arithmeticSeesAllLinearLayersByTheSameNames(TinyModel model) {
    Checkpoint checkpoint = model.write(folder);
    TransformerWeights weights = checkpoint.weights();
    List<String> names = new ArrayList<>();
    ReferenceTransformer.with(
        checkpoint.config(),
        weights,
        (name, rows) -> {
          names.add(name);
          return LinearArithmetic.floatingPoint().layer(name, rows);
        });
    List<String> expected = new ArrayList<>();
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      String prefix = "layers." + layer + ".";
      for (String projection : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
        expected.add(prefix + "self_attn." + projection);
      }
      boolean gated = weights.layers().get(layer).gate() != null;
      for (String projection :
          gated ? List.of("gate_proj", "up_proj", "down_proj") : List.of("up_proj", "down_proj")) {
        expected.add(prefix + "mlp." + projection);
      }
    }
    if (weights.inputProjection() != null) {
      expected.addAll(List.of("project_in", "project_out"));
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
  }
}
