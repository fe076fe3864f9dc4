package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.mapping.ProductMapping.Stationary;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DataflowTest {
  private static AcceleratorSpec machine(
      MatrixUnitKind kind, int accumulatorRows, double bytesPerSecond) {
    MatrixUnitSpec unit =
        new MatrixUnitSpec(
            kind, 1, 16, 8, List.of(Machines.INT8_INT8), accumulatorRows, 1 << 16, 32);
    return Machines.spec(unit, 200e6, 1024, 1 << 20, bytesPerSecond, 4L << 30, 0);
  }

  private static OperatorEstimate product(AcceleratorSpec machine, MatmulShape shape) {
    return Estimator.estimateMatmul(machine, shape, NumberFormat.INT8, NumberFormat.INT8)
        .operators()
        .getFirst();
  }

  @Property(tries = 300, seed = "1")
  void withEnoughBandwidthAProductTakesTheCyclesOfItsArray(
      @ForAll @IntRange(max = 2) int dataflow,
      @ForAll @IntRange(min = 1, max = 300) int m,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @IntRange(min = 1, max = 300) int n) {
    MatrixUnitKind kind = Machines.ARRAYS.get(dataflow);
    int accumulatorRows = kind == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY ? 16 : 64;
    AcceleratorSpec machine = machine(kind, accumulatorRows, 1e18);
    MatmulShape shape = new MatmulShape(m, k, n);
    OperatorEstimate product = product(machine, shape);

    assertThat(product.cycles())
        .isIn(cyclesByBlockRows(machine.matrixUnit(), shape))
        .isLessThanOrEqualTo(MatrixUnits.of(machine.matrixUnit()).unit().cycles(shape));
    assertThat(product.seconds()).isCloseTo(product.cycles() / 200e6, within(1e-12));
  }

  /** With passes of any length: shorter ones sometimes fill and drain the array sooner. */
  private static List<Long> cyclesByBlockRows(MatrixUnitSpec spec, MatmulShape shape) {
    MatrixUnit unit = MatrixUnits.of(spec).unit();
    boolean turned = unit instanceof InputStationaryArray;
    MatrixUnit streaming = unit instanceof InputStationaryArray input ? input.exchanged() : unit;
    MatmulShape seen = turned ? shape.turned() : shape;
    return IntStream.rangeClosed(1, streaming.blockRows())
        .mapToObj(rows -> streaming.withBlockRows(rows).cycles(seen))
        .toList();
  }

  /** A hundredth slower at most: so much time is given for traffic. */
  @Property(tries = 300, seed = "3")
  void exchangeableOperandsTakeTheFasterOfTheProductAndItsTransposition(
      @ForAll @IntRange(max = 2) int dataflow,
      @ForAll @IntRange(min = 1, max = 3000) int m,
      @ForAll @IntRange(min = 1, max = 3000) int k,
      @ForAll @IntRange(min = 1, max = 3000) int n) {
    MatrixUnitKind kind = Machines.ARRAYS.get(dataflow);
    AcceleratorSpec fixed =
        machine(kind, kind == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY ? 16 : 64, 1e10);
    MatmulShape shape = new MatmulShape(m, k, n);
    double faster =
        Math.min(product(fixed, shape).seconds(), product(fixed, shape.turned()).seconds());

    double seconds = product(exchangeable(fixed), shape).seconds();

    assertThat(seconds).isBetween(0.99 * faster, 1.01 * faster);
  }

  private static AcceleratorSpec exchangeable(AcceleratorSpec machine) {
    MatrixUnitSpec unit = machine.matrixUnit();
    return machine.with(
        new MatrixUnitSpec(
            unit.kind(),
            unit.count(),
            unit.rows(),
            unit.columns(),
            unit.operandPairs(),
            unit.accumulatorRows(),
            unit.longestSum(),
            unit.accumulatorWidth(),
            true,
            1));
  }

  /** Cycles of a product of 640 rows, twice as many, and rounded up once. */
  @Test
  void unitsThatPauseTakeTheirShareLonger() {
    AcceleratorSpec machine = machine(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 64, 1e15);
    MatrixUnitSpec unit = machine.matrixUnit();
    AcceleratorSpec half =
        machine.with(
            new MatrixUnitSpec(
                unit.kind(),
                unit.count(),
                unit.rows(),
                unit.columns(),
                unit.operandPairs(),
                unit.accumulatorRows(),
                unit.longestSum(),
                unit.accumulatorWidth(),
                false,
                0.5));
    MatmulShape shape = new MatmulShape(640, 512, 512);

    assertThat(matmul(half, shape).cycles()).isEqualTo(2 * matmul(machine, shape).cycles());
    assertThat(matmul(half, shape).peakFlopsPerSecond())
        .isEqualTo(matmul(machine, shape).peakFlopsPerSecond());
  }

  private static Estimate matmul(AcceleratorSpec machine, MatmulShape shape) {
    return Estimator.estimateMatmul(machine, shape, NumberFormat.INT8, NumberFormat.INT8);
  }

  @Test
  void theMappingSaysWhichOperandLiesStill() {
    AcceleratorSpec machine =
        exchangeable(machine(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 64, 1e12));

    assertThat(stationary(machine, new MatmulShape(640, 64, 9))).isEqualTo(Stationary.ACTIVATIONS);
    assertThat(stationary(machine, new MatmulShape(9, 64, 640))).isEqualTo(Stationary.WEIGHTS);
  }

  private static Stationary stationary(AcceleratorSpec machine, MatmulShape shape) {
    ExecutedOperator product =
        Execution.ofMatmul(machine, shape, NumberFormat.INT8, NumberFormat.INT8)
            .operators()
            .getFirst();
    return ((ProductMapping) product.mapping().orElseThrow()).stationary();
  }

  @Property(tries = 300, seed = "2")
  void anInputStationaryChipIsAWeightStationaryOneOnTheTurnedProduct(
      @ForAll @IntRange(min = 1, max = 5000) int m,
      @ForAll @IntRange(min = 1, max = 5000) int k,
      @ForAll @IntRange(min = 1, max = 5000) int n) {
    AcceleratorSpec input = machine(MatrixUnitKind.INPUT_STATIONARY_ARRAY, 64, 1e9);
    AcceleratorSpec weight = machine(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 64, 1e9);
    OperatorEstimate turned = product(weight, new MatmulShape(m, k, n).turned());

    OperatorEstimate own = product(input, new MatmulShape(m, k, n));

    assertThat(own.seconds()).isEqualTo(turned.seconds());
    assertThat(own.cycles()).isEqualTo(turned.cycles());
    assertThat(own.actions().offChipReadBytes()).isEqualTo(turned.actions().offChipReadBytes());
  }

  @Test
  void eachDataflowIsBestWhereItsOperandIsUsedMost() {
    MatmulShape manyRows = new MatmulShape(4096, 64, 4);
    MatmulShape manyColumns = new MatmulShape(4, 64, 4096);
    MatmulShape manyTerms = new MatmulShape(16, 65_536, 8);
    AcceleratorSpec weight = machine(MatrixUnitKind.WEIGHT_STATIONARY_ARRAY, 4096, 1e18);
    AcceleratorSpec input = machine(MatrixUnitKind.INPUT_STATIONARY_ARRAY, 4096, 1e18);
    AcceleratorSpec output = machine(MatrixUnitKind.OUTPUT_STATIONARY_ARRAY, 16, 1e18);

    assertThat(product(weight, manyRows).cycles()).isLessThan(product(input, manyRows).cycles());
    assertThat(product(input, manyColumns).cycles())
        .isLessThan(product(weight, manyColumns).cycles());
    assertThat(product(output, manyTerms).cycles())
        .isLessThan(product(weight, manyTerms).cycles())
        .isLessThan(product(input, manyTerms).cycles());
  }
}
