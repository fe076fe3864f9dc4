package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.LookupArrayModel;
import io.bitwright.golden.unit.AdderTreeArray;
import io.bitwright.simulator.timing.matrix.LookupArray;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products on a lookup array. */
public final class LookupArrayCosim implements UnitCosim<LookupArrayModel> {
  private static final int LARGEST_M = 40;

  @Override
  public List<LookupArrayModel> parameterSets() {
    return List.of(
        LookupArrayModel.of(1, 1, 1, 5, 9),
        LookupArrayModel.of(1, 7, 6, 2, 3),
        LookupArrayModel.of(13, 3, 1, 11, 100),
        LookupArrayModel.of(16, 16, 2, 8, 64),
        LookupArrayModel.of(11, 5, 3, 16, 64),
        LookupArrayModel.of(12, 2, 3, 1, 24),
        LookupArrayModel.of(23, 3, 4, 9, 128),
        LookupArrayModel.of(5, 4, 5, 6, 50),
        LookupArrayModel.of(64, 2, 5, 20, 70),
        LookupArrayModel.of(29, 3, 6, 4, 90),
        LookupArrayModel.of(127, 1, 4, 30, 127));
  }

  @Override
  public LookupArrayModel smallUnit() {
    return LookupArrayModel.of(4, 2, 2, 2, 64);
  }

  /** {@inheritDoc} Shapes are M of 1 to 40, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      LookupArrayModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    IntegerPattern pattern = IntegerPattern.draw(number, random);
    MatmulShape drawn = TileShapes.draw(unit, number, LARGEST_M, random);
    StreamStalls stalls = StreamStalls.ofRun(TileRun.of(number), unit, random);
    return product(unit, shape.orElse(drawn), pattern, stalls, random);
  }

  private static BeatsCase product(
      LookupArrayModel unit,
      MatmulShape shape,
      IntegerPattern pattern,
      StreamStalls stalls,
      RandomGenerator random) {
    TileBeats beats = new TileBeats(unit, shape);
    int terms = (int) shape.k();
    int[][] activations =
        pattern.activations((int) shape.m(), terms, unit.activationWidth(), random);
    byte[][] weights = pattern.weights(beats.paddedN(), terms, false, random);
    LookupArray timing =
        new LookupArray(unit.rows(), unit.columns(), unit.accumulatorRows(), unit.mu());
    return new BeatsCase(
        shape.toString(),
        pattern.label(),
        stalls,
        Map.of(
            "weight",
            beats.weights((n, k) -> {
              int weight = k < terms ? weights[n][k] : IntegerPattern.weight(false, random);
              return weight < 0 ? 1 : 0;
            }),
            "activation",
            beats.activations((m, k) -> k < terms ? activations[m][k] : 0)),
        Map.of("result", beats.results(AdderTreeArray.multiply(activations, weights))),
        TileCycles.of(timing, shape, stalls));
  }
}
