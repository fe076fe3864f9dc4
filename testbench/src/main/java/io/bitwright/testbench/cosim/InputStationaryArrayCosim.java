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
    return InputStationaryArrayModel.of(3, 4, NumberFormat.TERNARY, 5, 12);
  }

  /** {@inheritDoc} Shapes are M of 1 to 3 tiles, K of 1 to the longest sum, N of 1 to 70. */
  @Override
  public CosimCase draw(
      InputStationaryArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    OperandPattern pattern = OperandPattern.draw(number, random);
    MatmulShape drawn =
        new MatmulShape(
            random.nextInt(1, 3 * unit.columns() + 1),
            WeightStationaryArrayCosim.drawnTerms(unit.array(), number, random),
            random.nextInt(1, LARGEST_N + 1));
    StreamStalls stalls =
        number == 0 ? StreamStalls.none() : StreamStalls.random(unit.interfaceOf(), random);
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
