package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Products on a weight-stationary array: cycles by the closed form and the stepped model where no
 * stream stalls, by the stepped model where one does.
 */
public final class WeightStationaryArrayCosim implements UnitCosim<WeightStationaryArrayModel> {
  /** Above so many cycles the stepped model is not asked beside the closed form. */
  private static final long LONGEST_STEPPED = 2_000_000;

  private static final int LARGEST_M = 70;

  @Override
  public List<WeightStationaryArrayModel> parameterSets() {
    return CosimUnits.covering().stream().map(WeightStationaryArrayModel::new).toList();
  }

  @Override
  public WeightStationaryArrayModel smallUnit() {
    return WeightStationaryArrayModel.of(4, 3, NumberFormat.TERNARY, 2, 32);
  }

  /** {@inheritDoc} Shapes are M of 1 to 70, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      WeightStationaryArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    OperandPattern pattern = OperandPattern.draw(number, random);
    MatmulShape drawn = TileShapes.draw(unit, number, LARGEST_M, random);
    StreamStalls stalls = StreamStalls.ofRun(TileRun.of(number), unit, random);
    return product(
        unit,
        pattern.operands(shape.orElse(drawn), unit.weights(), unit.activations(), random),
        pattern.label(),
        stalls);
  }

  /**
   * One product.
   *
   * @throws io.bitwright.spec.SpecException if the unit cannot multiply the operands
   */
  public static MatmulCase product(
      WeightStationaryArrayModel unit, MatmulOperands data, String operands, StreamStalls stalls) {
    return new MatmulCase(
        unit, data, operands, stalls, simulatedCycles(unit, data.shape(), stalls));
  }

  /** The timing of a unit. */
  static WeightStationaryArray timing(WeightStationaryArrayModel unit) {
    return new WeightStationaryArray(
        unit.rows(), unit.columns(), unit.accumulatorRows(), unit.productStages());
  }

  private static long simulatedCycles(
      WeightStationaryArrayModel unit, MatmulShape shape, StreamStalls stalls) {
    WeightStationaryArray timing = timing(unit);
    if (stalls.isNone()) {
      long closed = timing.cycles(shape);
      if (closed > LONGEST_STEPPED) {
        return closed;
      }
    }
    return TileCycles.of(timing, shape, stalls);
  }
}
