package io.bitwright.testbench.cosim;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.AdderTreeArrayModel;
import io.bitwright.golden.unit.AdderTreeArray;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products on an adder tree array. */
public final class AdderTreeArrayCosim implements UnitCosim<AdderTreeArrayModel> {
  private static final int LARGEST_M = 40;

  @Override
  public List<AdderTreeArrayModel> parameterSets() {
    return List.of(
        AdderTreeArrayModel.of(1, 1, TERNARY, INT8, false, 5, 9),
        AdderTreeArrayModel.of(1, 5, BINARY, INT8, true, 1, 4),
        AdderTreeArrayModel.of(13, 7, TERNARY, INT8, false, 11, 100),
        AdderTreeArrayModel.of(11, 3, BINARY, INT8, true, 16, 64),
        AdderTreeArrayModel.of(24, 5, BINARY, INT8, true, 9, 128),
        AdderTreeArrayModel.of(16, 16, TERNARY, INT4, false, 8, 64),
        AdderTreeArrayModel.of(7, 2, BINARY, INT16, false, 6, 50),
        AdderTreeArrayModel.of(2, 33, BINARY, INT4, true, 3, 6),
        AdderTreeArrayModel.of(33, 4, TERNARY, INT16, false, 20, 70),
        AdderTreeArrayModel.of(3, 6, BINARY, INT16, true, 4, 16),
        AdderTreeArrayModel.of(128, 2, BINARY, INT8, false, 4, 300),
        AdderTreeArrayModel.of(127, 1, BINARY, INT8, true, 70, 127));
  }

  @Override
  public AdderTreeArrayModel smallUnit() {
    return AdderTreeArrayModel.of(4, 2, TERNARY, INT8, false, 2, 64);
  }

  /** {@inheritDoc} Shapes are M of 1 to 40, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      AdderTreeArrayModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    IntegerPattern pattern = IntegerPattern.draw(number, random);
    MatmulShape drawn = TileShapes.draw(unit, number, LARGEST_M, random);
    StreamStalls stalls = StreamStalls.ofRun(TileRun.of(number), unit, random);
    return product(unit, shape.orElse(drawn), pattern, stalls, random);
  }

  private static BeatsCase product(
      AdderTreeArrayModel unit,
      MatmulShape shape,
      IntegerPattern pattern,
      StreamStalls stalls,
      RandomGenerator random) {
    TileBeats beats = new TileBeats(unit, shape);
    int terms = (int) shape.k();
    boolean zeros = unit.weights() == TERNARY;
    int[][] activations =
        pattern.activations((int) shape.m(), terms, unit.activationWidth(), random);
    byte[][] weights = pattern.weights(beats.paddedN(), terms, zeros, random);
    var timing =
        new io.bitwright.simulator.timing.matrix.AdderTreeArray(
            unit.rows(), unit.columns(), unit.accumulatorRows(), unit.sharedPairs());
    return new BeatsCase(
        shape.toString(),
        pattern.label(),
        stalls,
        Map.of(
            "weight",
            beats.weights((n, k) -> {
              int weight = k < terms ? weights[n][k] : IntegerPattern.weight(zeros, random);
              return zeros ? weight : (weight < 0 ? 1 : 0);
            }),
            "activation",
            beats.activations((m, k) -> k < terms ? activations[m][k] : 0)),
        Map.of("result", beats.results(AdderTreeArray.multiply(activations, weights))),
        TileCycles.of(timing, shape, stalls));
  }
}
