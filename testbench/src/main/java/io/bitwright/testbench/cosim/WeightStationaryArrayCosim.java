package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.simulator.timing.matrix.WeightStationaryArrayCycleModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Products on a weight-stationary array: cycles by the closed form and the cycle model where no
 * stream stalls, by the cycle model where one does.
 */
public final class WeightStationaryArrayCosim implements UnitCosim<WeightStationaryArrayModel> {
  /** Above so many cycles the cycle model is not asked beside the closed form. */
  private static final long LONGEST_STEPPED = 2_000_000;

  private static final int LARGEST_M = 70;
  private static final long PARAMETER_SEED = 1;

  @Override
  public List<WeightStationaryArrayModel> parameterSets() {
    return CosimUnits.covering(PARAMETER_SEED);
  }

  @Override
  public WeightStationaryArrayModel smallUnit() {
    return WeightStationaryArrayModel.of(3, 4, NumberFormat.TERNARY, 5, 12);
  }

  /** {@inheritDoc} Shapes are M of 1 to 70, K of 1 to the longest sum, N of 1 to 3 tiles. */
  @Override
  public CosimCase draw(
      WeightStationaryArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    OperandPattern pattern = OperandPattern.draw(number, random);
    MatmulShape drawn =
        new MatmulShape(
            drawRows(unit, random),
            number < 2 ? unit.longestSum() : random.nextInt(1, unit.longestSum() + 1),
            random.nextInt(1, 3 * unit.columns() + 1));
    StreamStalls stalls =
        number == 0 ? StreamStalls.none() : StreamStalls.random(unit.interfaceOf(), random);
    return product(
        unit,
        pattern.operands(shape.orElse(drawn), unit.weights(), random),
        pattern.label(),
        stalls);
  }

  /** One in four ends in a pass of a single row: such passes may follow each other at once. */
  private static int drawRows(WeightStationaryArrayModel unit, RandomGenerator random) {
    int rows = random.nextInt(1, LARGEST_M + 1);
    int inLastPass = (rows - 1) % unit.accumulatorRows();
    return random.nextInt(4) == 0 ? rows - inLastPass : rows;
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

  private static long simulatedCycles(
      WeightStationaryArrayModel unit, MatmulShape shape, StreamStalls stalls) {
    WeightStationaryArrayCycleModel stepped =
        new WeightStationaryArrayCycleModel(unit.rows(), unit.columns(), unit.accumulatorRows());
    if (!stalls.isNone()) {
      return stepped
          .run(shape, stalls.of("weight"), stalls.of("activation"), stalls.of("result"))
          .cycles();
    }
    long closed =
        new WeightStationaryArray(unit.rows(), unit.columns(), unit.accumulatorRows())
            .cycles(shape);
    if (closed <= LONGEST_STEPPED && stepped.run(shape).cycles() != closed) {
      throw new IllegalStateException(
          "%s on %d x %d: the simulator's closed form gives %d cycles, its cycle model %d"
              .formatted(shape, unit.rows(), unit.columns(), closed, stepped.run(shape).cycles()));
    }
    return closed;
  }
}
