package io.bitwright.testbench.cosim;

import static io.bitwright.codegen.unit.Multiplier.ADDER;
import static io.bitwright.codegen.unit.Multiplier.DSP;
import static io.bitwright.codegen.unit.Multiplier.LUT;
import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.Multiplier;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.simulator.timing.matrix.OutputStationaryArray;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Products on an output-stationary array. */
public final class OutputStationaryArrayCosim implements UnitCosim<OutputStationaryArrayModel> {
  private static final int MOST_TILES = 4;

  @Override
  public List<OutputStationaryArrayModel> parameterSets() {
    return List.of(
        set(1, 1, TERNARY, INT8, ADDER, 9),
        set(1, 7, INT8, INT8, DSP, 40),
        set(5, 1, BINARY, INT8, ADDER, 33),
        set(3, 5, TERNARY, INT4, ADDER, 64),
        set(7, 4, INT8, INT8, LUT, 100),
        set(8, 8, BINARY, INT16, ADDER, 200),
        set(17, 13, TERNARY, INT16, ADDER, 129),
        set(16, 16, INT8, INT8, DSP, 256),
        set(1, 1, INT8, INT4, LUT, 1),
        set(6, 2, INT8, INT16, LUT, 50),
        set(2, 9, INT4, INT8, LUT, 31),
        set(1, 5, INT4, INT4, LUT, 16),
        set(4, 3, INT4, INT16, LUT, 77),
        set(11, 10, INT4, INT4, DSP, 128),
        set(5, 6, INT4, INT8, DSP, 19),
        set(3, 2, INT8, INT16, DSP, 60),
        set(2, 1, INT8, INT4, DSP, 5),
        set(9, 16, BINARY, INT4, ADDER, 65));
  }

  private static OutputStationaryArrayModel set(
      int rows,
      int columns,
      NumberFormat weights,
      NumberFormat activations,
      Multiplier multiplier,
      int longestSum) {
    return OutputStationaryArrayModel.of(
        rows, columns, weights, activations, Optional.of(multiplier), longestSum);
  }

  @Override
  public OutputStationaryArrayModel smallUnit() {
    return set(3, 4, TERNARY, INT8, ADDER, 20);
  }

  @Override
  public CosimCase draw(
      OutputStationaryArrayModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    OperandPattern pattern = OperandPattern.draw(number, random);
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    MatmulShape drawn =
        new MatmulShape(
            random.nextInt(1, MOST_TILES * unit.rows() + 1),
            terms(unit, number, random),
            random.nextInt(1, MOST_TILES * unit.columns() + 1));
    MatmulShape product = shape.orElse(drawn);
    if (product.k() > unit.longestSum()) {
      throw new SpecException(
          "K = %d is longer than the unit's sums hold: longest-sum = %d"
              .formatted(product.k(), unit.longestSum()));
    }
    // Rows and columns beyond the product's edges hold operands like all others.
    MatmulShape padded =
        new MatmulShape(
            Math.ceilDiv(product.m(), unit.rows()) * unit.rows(),
            product.k(),
            Math.ceilDiv(product.n(), unit.columns()) * unit.columns());
    MatmulOperands operands = pattern.operands(padded, unit.weights(), unit.activations(), random);
    OutputStationaryArray array =
        new OutputStationaryArray(unit.rows(), unit.columns(), unit.productStages());
    return new BeatsCase(
        product.toString(),
        pattern.label(),
        stalls,
        inputs(unit, operands),
        Map.of("result", results(unit, operands)),
        simulatedCycles(array, product, stalls));
  }

  /**
   * The longest sum for the runs that fill every register. After that a third of the runs have no
   * more terms than rows, so that tiles end as close behind each other as they can, and a third so
   * few more that results of a tile wait while the next one ends.
   */
  private static int terms(OutputStationaryArrayModel unit, int number, RandomGenerator random) {
    if (number < 2) {
      return unit.longestSum();
    }
    int drawn =
        switch (random.nextInt(3)) {
          case 0 -> random.nextInt(1, unit.rows() + 1);
          case 1 -> random.nextInt(unit.rows(), unit.rows() + unit.columns() + 1);
          default -> random.nextInt(1, unit.longestSum() + 1);
        };
    return Math.min(drawn, unit.longestSum());
  }

  /** For each tile of M, for each tile of N: K beats of both inputs. */
  private static Map<String, Beats> inputs(
      OutputStationaryArrayModel unit, MatmulOperands operands) {
    MatmulShape shape = operands.shape();
    UnitInterface ports = unit.interfaceOf();
    int k = (int) shape.k();
    int beats = Math.toIntExact(shape.m() / unit.rows() * (shape.n() / unit.columns()) * shape.k());
    Beats activations = new Beats(ports.stream("activation"), beats);
    Beats weights = new Beats(ports.stream("weight"), beats);
    int beat = 0;
    for (int m = 0; m < shape.m(); m += unit.rows()) {
      for (int n = 0; n < shape.n(); n += unit.columns()) {
        for (int term = 0; term < k; term++, beat++) {
          for (int row = 0; row < unit.rows(); row++) {
            int activation = operands.inputs().row(m + row)[term];
            activations.set(beat, "activation_data_i", row, activation);
          }
          activations.set(beat, "activation_last_i", term == k - 1 ? 1 : 0);
          for (int column = 0; column < unit.columns(); column++) {
            int weight = operands.weights().row(n + column)[term];
            boolean binary = unit.weights() == BINARY;
            weights.set(beat, "weight_data_i", column, binary ? (1 - weight) / 2 : weight);
          }
        }
      }
    }
    return Map.of("activation", activations, "weight", weights);
  }

  private static Beats results(OutputStationaryArrayModel unit, MatmulOperands operands) {
    long[][] sums = new GoldenIntegerMatmul().multiply(operands.inputs(), operands.weights());
    int columnTiles = sums[0].length / unit.columns();
    Beats results = new Beats(unit.interfaceOf().stream("result"), sums.length * columnTiles);
    for (int beat = 0; beat < results.beats(); beat++) {
      int tile = beat / unit.rows();
      int m = tile / columnTiles * unit.rows() + beat % unit.rows();
      for (int column = 0; column < unit.columns(); column++) {
        int n = tile % columnTiles * unit.columns() + column;
        results.set(beat, "result_data_o", column, sums[m][n]);
      }
    }
    return results;
  }

  private static long simulatedCycles(
      OutputStationaryArray array, MatmulShape shape, StreamStalls stalls) {
    long stepped =
        array.cycles(shape, stalls.of("activation"), stalls.of("weight"), stalls.of("result"));
    return SimulatedCycles.of(shape, stalls, stepped, () -> array.cycles(shape));
  }
}
