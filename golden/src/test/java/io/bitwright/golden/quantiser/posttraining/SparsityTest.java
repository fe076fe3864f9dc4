package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.golden.format.storage.TernaryDictionaryMatrix;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Pruning, and QMoE's ternary weights of which most are 0. */
class SparsityTest {

  @Property(tries = 150, seed = "81")
  void theSmallestWeightsGo(@ForAll long seed) {
    Random random = new Random(seed);
    float[][] weights =
        Matrices.normal(random.nextInt(1, 6), random.nextInt(1, 17), 1, random.nextLong());
    double sparsity = random.nextDouble();
    float[][] pruned = new MagnitudePruning.Unstructured(sparsity).prune(weights);
    int count = weights.length * weights[0].length;
    assertThat(count - kept(weights, pruned)).isEqualTo((int) (sparsity * count));
    assertThat(largestLost(weights, pruned)).isLessThanOrEqualTo(smallestKept(pruned));
  }

  @Property(tries = 150, seed = "82")
  void nOfEachMAreKept(@ForAll long seed) {
    Random random = new Random(seed);
    int of = random.nextInt(1, 9);
    int keep = random.nextInt(0, of + 1);
    float[][] weights =
        Matrices.normal(random.nextInt(1, 4), random.nextInt(1, 30), 1, random.nextLong());
    float[][] pruned = new MagnitudePruning.NOfM(keep, of).prune(weights);
    for (int n = 0; n < weights.length; n++) {
      for (int from = 0; from < weights[n].length; from += of) {
        int to = Math.min(from + of, weights[n].length);
        float[][] group = {Arrays.copyOfRange(weights[n], from, to)};
        float[][] rest = {Arrays.copyOfRange(pruned[n], from, to)};
        assertThat(kept(group, rest)).isEqualTo(Math.min(keep, to - from));
        assertThat(largestLost(group, rest)).isLessThanOrEqualTo(smallestKept(rest));
      }
    }
  }

  private static int kept(float[][] weights, float[][] pruned) {
    int kept = 0;
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        assertThat(pruned[n][k]).isIn(0f, weights[n][k]);
        kept += pruned[n][k] == 0 ? 0 : 1;
      }
    }
    return kept;
  }

  private static float largestLost(float[][] weights, float[][] pruned) {
    float largest = 0;
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        largest = pruned[n][k] == 0 ? Math.max(largest, Math.abs(weights[n][k])) : largest;
      }
    }
    return largest;
  }

  private static float smallestKept(float[][] pruned) {
    float smallest = Float.MAX_VALUE;
    for (float[] row : pruned) {
      for (float weight : row) {
        smallest = weight == 0 ? smallest : Math.min(smallest, Math.abs(weight));
      }
    }
    return smallest;
  }

  @Test
  void firstOfEqualWeightsGoesFirst() {
    float[][] weights = {{1, -1, 1, 1}};
    assertThat(new MagnitudePruning.NOfM(2, 4).prune(weights)[0]).containsExactly(0, 0, 1, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new MagnitudePruning.NOfM(5, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MagnitudePruning.Unstructured(Double.NaN));
  }

  @Test
  void rowsBecomeTheirLowestWeightZeroAndTheirHighest() {
    TernaryDictionaryQuantiser quantiser =
        new TernaryDictionaryQuantiser(new TernaryDictionaryFormat(6, 8, 2, 0.9));
    float[][] weights = {{-1, 0.75f, 2, 0.5f, -0.5f, 1.25f}, {0, 0, 0, 0, 0, 0}};
    TernaryDictionaryMatrix matrix = quantiser.quantise(weights);
    assertThat(matrix.trits()[0]).containsExactly(-1, 0, 1, 0, 0, 1);
    assertThat(matrix.values()[0]).containsExactly(-1, 0, 2, 0, 0, 2);
    assertThat(matrix.values()[1]).containsOnly(0);
  }

  /**
   * QMoE (arXiv 2310.16795) section 4: normal weights become sparse by their ternary grid alone,
   * near 90 % zeros, and so take less than a bit each.
   */
  @Test
  void normalExpertsTakeLessThanABitEachAndGainByErrorFeedback() {
    TernaryDictionaryQuantiser quantiser =
        new TernaryDictionaryQuantiser(TernaryDictionaryFormat.QMOE);
    float[][] expert = Matrices.normal(64, 768, 0.02, 83);
    TernaryDictionaryMatrix nearest = quantiser.quantise(expert);
    assertThat(sparsity(nearest)).isBetween(0.85, 0.95);
    assertThat(nearest.storage().withoutTable().bitsPerWeight(nearest.shape())).isLessThan(1);
    float[][] part = Matrices.normal(16, 64, 0.02, 84);
    float[][] inputs = Matrices.correlated(256, 64, 85);
    assertThat(LayerError.relative(part, quantiser.quantise(part, inputs).values(), inputs))
        .isLessThan(0.8 * LayerError.relative(part, quantiser.quantise(part).values(), inputs));
  }

  private static double sparsity(TernaryDictionaryMatrix matrix) {
    long zeros = 0;
    for (byte[] row : matrix.trits()) {
      for (byte trit : row) {
        zeros += trit == 0 ? 1 : 0;
      }
    }
    return (double) zeros / matrix.shape().weights();
  }
}
