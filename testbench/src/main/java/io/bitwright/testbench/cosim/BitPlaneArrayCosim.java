package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.ActivationOrder;
import io.bitwright.codegen.unit.BitPlaneArrayModel;
import io.bitwright.golden.unit.BitPlaneArray;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products with weights of scaled binary planes on a bit-plane array. */
public final class BitPlaneArrayCosim implements UnitCosim<BitPlaneArrayModel> {
  private static final int LARGEST_M = 30;

  @Override
  public List<BitPlaneArrayModel> parameterSets() {
    return List.of(
        BitPlaneArrayModel.of(1, 1, 1, 4, 5),
        BitPlaneArrayModel.of(1, 9, 3, 1, 2),
        BitPlaneArrayModel.of(1, 1, 1, ActivationOrder.SERIAL, 1, 3),
        BitPlaneArrayModel.of(13, 5, 3, ActivationOrder.SERIAL, 7, 60),
        BitPlaneArrayModel.of(64, 2, 4, ActivationOrder.SERIAL, 5, 130),
        BitPlaneArrayModel.of(13, 3, 2, 7, 60),
        BitPlaneArrayModel.of(11, 5, 4, 16, 33),
        BitPlaneArrayModel.of(24, 2, 3, 5, 100),
        BitPlaneArrayModel.of(2, 17, 1, 3, 4),
        BitPlaneArrayModel.of(64, 3, 2, 9, 256),
        BitPlaneArrayModel.of(127, 1, 4, 20, 127),
        BitPlaneArrayModel.of(2, 7, 2, ActivationOrder.SERIAL, 3, 8),
        BitPlaneArrayModel.of(128, 3, 1, ActivationOrder.SERIAL, 9, 1000));
  }

  @Override
  public BitPlaneArrayModel smallUnit() {
    return BitPlaneArrayModel.of(4, 2, 2, 2, 16);
  }

  /** {@inheritDoc} Shapes are M of 1 to 30, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      BitPlaneArrayModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    IntegerPattern pattern = IntegerPattern.draw(number, random);
    MatmulShape drawn = TileShapes.draw(unit, number, LARGEST_M, random);
    StreamStalls stalls = StreamStalls.ofRun(TileRun.of(number), unit, random);
    return product(unit, shape.orElse(drawn), pattern, stalls, random);
  }

  private static BeatsCase product(
      BitPlaneArrayModel unit,
      MatmulShape shape,
      IntegerPattern pattern,
      StreamStalls stalls,
      RandomGenerator random) {
    TileBeats beats = new TileBeats(unit, shape);
    int terms = (int) shape.k();
    int[][] activations =
        pattern.activations((int) shape.m(), terms, unit.activationWidth(), random);
    byte[][][] planes = new byte[unit.planes()][][];
    for (int plane = 0; plane < planes.length; plane++) {
      planes[plane] = pattern.weights(beats.paddedN(), terms, false, random);
    }
    // Lowest scales with the largest and with the smallest sums.
    int[][] scales =
        pattern.activations(unit.planes(), beats.paddedN(), BitPlaneArrayModel.SCALE_WIDTH, random);
    BitPlanes weights = new BitPlanes(unit, beats, planes, scales, random);
    var timing =
        new io.bitwright.simulator.timing.matrix.BitPlaneArray(
            unit.rows(), unit.columns(), unit.accumulatorRows(), unit.planes(), unit.serial());
    return new BeatsCase(
        shape.toString(),
        pattern.label(),
        stalls,
        Map.of(
            "weight",
            beats.tiles(weights::bit),
            "activation",
            beats.activations((m, k) -> k < terms ? activations[m][k] : 0)),
        Map.of("result", beats.results(BitPlaneArray.multiply(activations, planes, scales))),
        TileCycles.of(timing, shape, stalls));
  }

  /** Weights and scales as the bits of a tile; what does not count is random. */
  private static final class BitPlanes {
    private final BitPlaneArrayModel unit;
    private final TileBeats beats;
    private final byte[][][] planes;
    private final int[][] scales;
    private final RandomGenerator random;

    BitPlanes(
        BitPlaneArrayModel unit,
        TileBeats beats,
        byte[][][] planes,
        int[][] scales,
        RandomGenerator random) {
      this.unit = unit;
      this.beats = beats;
      this.planes = planes;
      this.scales = scales;
      this.random = random;
    }

    long bit(Pass pass, int beat, int element) {
      int plane = element % unit.planes();
      int output = beats.firstOutput(pass) + element / unit.planes();
      if (beat >= unit.rows()) {
        return pass.last() ? scales[plane][output] >> (beat - unit.rows()) & 1 : random.nextInt(2);
      }
      int term = beats.firstTerm(pass) + beat;
      byte[] signs = planes[plane][output];
      return term < signs.length ? (signs[term] < 0 ? 1 : 0) : random.nextInt(2);
    }
  }
}
