package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.InputStationaryArrayModel;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products on an input-stationary array. */
public final class InputStationaryArrayCosim implements UnitCosim<InputStationaryArrayModel> {
  private static final int LARGEST_N = 70;

  @Override
  public List<InputStationaryArrayModel> parameterSets() {
    return CosimUnits.covering().stream().map(InputStationaryArrayModel::new).toList();
  }

  @Override
  public InputStationaryArrayModel smallUnit() {
    return InputStationaryArrayModel.of(4, 3, NumberFormat.TERNARY, 2, 32);
  }

  /** {@inheritDoc} Shapes are M of 1 to 3 tiles, K of 1 to the longest sum, N of 1 to 70. */
  @Override
  public CosimCase draw(
      InputStationaryArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    OperandPattern pattern = OperandPattern.draw(number, random);
    MatmulShape drawn = TileShapes.drawInputStationary(unit, number, LARGEST_N, random);
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
      InputStationaryArrayModel unit, MatmulOperands data, String operands, StreamStalls stalls) {
    InputStationaryArray timing =
        new InputStationaryArray(
            unit.rows(), unit.columns(), unit.accumulatorRows(), unit.productStages());
    long cycles =
        stalls.isNone()
            ? timing.cycles(data.shape())
            : timing.cycles(
                data.shape(), stalls.of("activation"), stalls.of("weight"), stalls.of("result"));
    return new MatmulCase(unit, data, operands, stalls, cycles);
  }
}
