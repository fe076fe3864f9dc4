package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.XnorPopcountArrayModel;
import io.bitwright.golden.kernel.BinaryMatrix;
import io.bitwright.golden.kernel.XnorPopcountMatmul;
import io.bitwright.simulator.timing.matrix.XnorPopcountArray;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products of binary activations and weights on an array of XNOR-popcount columns. */
public final class XnorPopcountArrayCosim implements UnitCosim<XnorPopcountArrayModel> {
  private static final int LARGEST_M = 40;

  @Override
  public List<XnorPopcountArrayModel> parameterSets() {
    return List.of(
        XnorPopcountArrayModel.of(1, 1, 3, 5),
        XnorPopcountArrayModel.of(1, 33, 1, 1),
        XnorPopcountArrayModel.of(2, 3, 4, 16),
        XnorPopcountArrayModel.of(5, 4, 7, 64),
        XnorPopcountArrayModel.of(13, 7, 16, 100),
        XnorPopcountArrayModel.of(64, 5, 9, 512),
        XnorPopcountArrayModel.of(97, 3, 40, 200),
        XnorPopcountArrayModel.of(8, 16, 8, 8),
        XnorPopcountArrayModel.of(128, 2, 5, 1000),
        XnorPopcountArrayModel.of(20, 11, 2, 41));
  }

  @Override
  public XnorPopcountArrayModel smallUnit() {
    return XnorPopcountArrayModel.of(7, 2, 2, 56);
  }

  /** {@inheritDoc} Shapes are M of 1 to 40, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      XnorPopcountArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    IntegerPattern pattern = IntegerPattern.draw(number, random);
    MatmulShape drawn = TileShapes.draw(unit, number, LARGEST_M, random);
    StreamStalls stalls = StreamStalls.ofRun(TileRun.of(number), unit, random);
    return product(unit, shape.orElse(drawn), pattern, stalls, random);
  }

  private static BeatsCase product(
      XnorPopcountArrayModel unit,
      MatmulShape shape,
      IntegerPattern pattern,
      StreamStalls stalls,
      RandomGenerator random) {
    TileBeats beats = new TileBeats(unit, shape);
    int terms = (int) shape.k();
    byte[][] rows = activations(pattern, (int) shape.m(), terms, random);
    byte[][] weights = pattern.weights(beats.paddedN(), terms, false, random);
    // What both have in a lane beyond the edge of K.
    int padding = random.nextInt(2);
    Beats activations = beats.activations((m, k) -> k < terms ? bit(rows[m][k]) : padding);
    beats.setPerPass(activations, "activation_terms_i", beats::terms);
    XnorPopcountArray timing =
        new XnorPopcountArray(unit.rows(), unit.columns(), unit.accumulatorRows());
    return new BeatsCase(
        shape.toString(),
        pattern.label(),
        stalls,
        Map.of(
            "weight",
            beats.weights((n, k) -> k < terms ? bit(weights[n][k]) : padding),
            "activation",
            activations),
        Map.of("result", beats.results(golden(rows, weights))),
        TileCycles.of(timing, shape, stalls));
  }

  /** Lowest activations are -1, as lowest weights are. */
  private static byte[][] activations(
      IntegerPattern pattern, int m, int terms, RandomGenerator random) {
    IntegerPattern own =
        pattern == IntegerPattern.LOWEST_TIMES_HIGHEST
            ? IntegerPattern.LOWEST_TIMES_LOWEST
            : pattern;
    return own.weights(m, terms, false, random);
  }

  private static int bit(byte sign) {
    return sign < 0 ? 1 : 0;
  }

  private static long[][] golden(byte[][] activations, byte[][] weights) {
    int[][] sums =
        new XnorPopcountMatmul(BinaryMatrix.of(weights)).multiply(BinaryMatrix.of(activations));
    long[][] wide = new long[sums.length][weights.length];
    for (int m = 0; m < sums.length; m++) {
      for (int n = 0; n < weights.length; n++) {
        wide[m][n] = sums[m][n];
      }
    }
    return wide;
  }
}
