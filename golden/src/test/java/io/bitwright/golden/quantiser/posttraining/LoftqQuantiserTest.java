package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.PlainScales;
import io.bitwright.spec.format.Codebook;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoftqQuantiserTest {

  /** Uniform and NormalFloat, 4 and 2 bits. */
  static Stream<MatrixQuantiser> backbones() {
    Granularity blocks = Granularity.group(64);
    return Stream.of(
        new RoundToNearestQuantiser(IntegerFormat.asymmetric(4, blocks, PlainScales.FP16)),
        new RoundToNearestQuantiser(IntegerFormat.asymmetric(2, blocks, PlainScales.FP16)),
        new CodebookQuantiser(new CodebookFormat(Codebook.NF4, blocks, PlainScales.FP16)),
        new CodebookQuantiser(new CodebookFormat(Codebook.NF2, blocks, PlainScales.FP16)),
        new CodebookQuantiser(CodebookFormat.qlora()));
  }

  private static double residual(MatrixQuantiser backbone, int rank, int steps, float[][] weights) {
    AdaptedMatrix adapted = new LoftqQuantiser(backbone, rank, steps).quantise(weights);
    return Math.sqrt(LayerError.squaredDifference(weights, adapted.values()));
  }

  private static void requireFallingResiduals(MatrixQuantiser backbone, float[][] weights) {
    double zeroAdapters = residual(backbone, 16, 0, weights);
    double oneStep = residual(backbone, 16, 1, weights);
    double fiveSteps = residual(backbone, 16, 5, weights);
    assertThat(oneStep).isLessThan(zeroAdapters);
    assertThat(fiveSteps).isLessThan(oneStep);
    assertThat(residual(backbone, 4, 5, weights)).isGreaterThan(fiveSteps);
    assertThat(residual(backbone, 32, 5, weights)).isLessThan(fiveSteps);
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void residualOfNormalWeightsFallsWithStepsAndRank(MatrixQuantiser backbone) {
    requireFallingResiduals(backbone, Matrices.normal(96, 128, 0.02, 51));
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void residualOfTrainedWeightsFallsWithStepsAndRank(MatrixQuantiser backbone) throws IOException {
    TrainedLayers layers = TrainedLayers.read(1);
    requireFallingResiduals(backbone, layers.weights(layers.names().get(0)));
  }

  @Test
  void zeroStepsAreTheQuantisedMatrixItself() {
    float[][] weights = Matrices.normal(8, 64, 0.1, 52);
    MatrixQuantiser nf4 = new CodebookQuantiser(CodebookFormat.qlora());
    AdaptedMatrix adapted = new LoftqQuantiser(nf4, 4, 0).quantise(weights);
    assertThat(adapted.values()).isDeepEqualTo(nf4.quantise(weights).values());
  }

  /** LoftQ, table 7: adapters of rank 64 have 2.4 % of LLaMA-2-7b's and 1.9 % of 13b's weights. */
  @Test
  void adaptersOfLlama2HaveTheirPublishedShare() {
    assertThat(adapterShare(4096, 11008, 32, 6_738_415_616.0)).isCloseTo(2.4, within(0.05));
    assertThat(adapterShare(5120, 13824, 40, 13_015_864_320.0)).isCloseTo(1.9, within(0.05));
  }

  private static double adapterShare(int hidden, int intermediate, int layers, double weights) {
    long square = LowRankProduct.zero(hidden, hidden, 64).parameters();
    long feedForward = LowRankProduct.zero(intermediate, hidden, 64).parameters();
    return 100 * layers * (4.0 * square + 3.0 * feedForward) / weights;
  }

  @Test
  void bitsCountTheAdapters() {
    float[][] weights = Matrices.normal(64, 128, 0.1, 53);
    AdaptedMatrix adapted =
        new LoftqQuantiser(
                new CodebookQuantiser(
                    new CodebookFormat(Codebook.NF2, Granularity.group(64), PlainScales.FP16)),
                8,
                1)
            .quantise(weights);
    assertThat(adapted.bitsPerWeight()).isEqualTo(2.25 + 16.0 * 8 * (64 + 128) / (64 * 128));
  }

  /** What is of the rank already comes back; the largest singular values are the ones kept. */
  @Test
  void nearestProductOfARankIsTheBest() {
    float[][] product =
        Matrices.product(Matrices.normal(12, 3, 1, 54), Matrices.normal(9, 3, 1, 55));
    LowRankProduct nearest = LowRankProduct.nearest(product, 3);
    assertThat(LayerError.squaredDifference(product, nearest.values())).isLessThan(1e-9);
    float[][] diagonal = {{1, 0, 0}, {0, 5, 0}, {0, 0, 3}};
    float[][] kept = LowRankProduct.nearest(diagonal, 2).values();
    assertThat(LayerError.squaredDifference(diagonal, kept)).isCloseTo(1, within(1e-6));
    assertThat(LowRankProduct.nearest(diagonal, 7).rank()).isEqualTo(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new LoftqQuantiser(
                weights -> {
                  throw new IllegalStateException();
                },
                0,
                1));
  }
}
