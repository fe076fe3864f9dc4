package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.Multiplier;
import io.bitwright.codegen.unit.SystolicArraySettings;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresVerilator
class WeightStationaryArrayCosimTest {
  /** 5 x 3, sums of up to 20 terms, 6 rows of M a pass. */
  private static final WeightStationaryArrayModel TERNARY =
      WeightStationaryArrayModel.of(5, 3, NumberFormat.TERNARY, 6, 20);

  private static final WeightStationaryArrayModel INT8 =
      WeightStationaryArrayModel.of(4, 7, NumberFormat.INT8, 9, 64);

  /** Booth rows in two pipeline stages. */
  private static final WeightStationaryArrayModel INT8_IN_LUTS =
      new WeightStationaryArrayModel(
          SystolicArraySettings.of(
              3, 5, NumberFormat.INT8, NumberFormat.INT16, Optional.of(Multiplier.LUT), 7, 40));

  private static final WeightStationaryArrayModel BINARY =
      WeightStationaryArrayModel.of(8, 8, NumberFormat.BINARY, 16, 100);

  private static List<WeightStationaryArrayModel> units() {
    return List.of(TERNARY, INT8, INT8_IN_LUTS, BINARY);
  }

  private static Stream<Arguments> unitsAndStalls() {
    return units().stream()
        .flatMap(
            unit -> Stream.of(StreamStalls.Kind.values()).map(kind -> Arguments.of(unit, kind)));
  }

  private static MatmulCase random(
      WeightStationaryArrayModel unit, MatmulShape shape, StreamStalls stalls, long seed) {
    return WeightStationaryArrayCosim.product(
        unit,
        OperandPattern.RANDOM.operands(shape, unit.weights(), unit.activations(), new Random(seed)),
        "random",
        stalls);
  }

  private static void assertAgrees(CosimResult result) {
    assertThat(result.disagreement()).as(result.title()).isEmpty();
    assertThat(result.rtlCycles()).isPositive().isEqualTo(result.simulatedCycles());
  }

  @ParameterizedTest
  @MethodSource("units")
  void oneTileTakesItsLoadingItsRowsAndTheLatency(WeightStationaryArrayModel unit) {
    MatmulShape tile = new MatmulShape(unit.accumulatorRows(), unit.rows(), unit.columns());
    CosimResult result = CosimBuild.of(unit).run(random(unit, tile, StreamStalls.none(), 1));
    assertAgrees(result);
    assertThat(result.rtlCycles())
        .isEqualTo(unit.rows() + unit.accumulatorRows() + unit.latencyCycles());
  }

  @ParameterizedTest
  @MethodSource("unitsAndStalls")
  void valuesAndCyclesAgreeWhateverStalls(WeightStationaryArrayModel unit, StreamStalls.Kind kind) {
    Random random = new Random(2);
    UnitUnderTest cosim = CosimBuild.of(unit);
    for (int round = 0; round < 10; round++) {
      MatmulShape shape =
          new MatmulShape(
              random.nextInt(1, 3 * unit.accumulatorRows()),
              random.nextInt(1, unit.longestSum() + 1),
              random.nextInt(1, 4 * unit.columns()));
      assertAgrees(
          cosim.run(
              random(
                  unit,
                  shape,
                  StreamStalls.random(kind, unit.interfaceOf(), random),
                  random.nextLong())));
    }
  }

  @ParameterizedTest
  @MethodSource("units")
  void resultAppearsExactlyTheLatencyAfterItsActivations(WeightStationaryArrayModel unit) {
    int m = unit.accumulatorRows();
    MatmulOperands operands =
        OperandPattern.RANDOM.operands(
            new MatmulShape(m, unit.rows(), unit.columns()),
            unit.weights(),
            unit.activations(),
            new Random(6));
    StallPattern pauses = StallPattern.random(new Random(7), 17, 0.4);
    StreamStalls stalls =
        new StreamStalls(Map.of("activation", pauses), StreamStalls.Kind.INPUTS_IDLE);
    VerilatedLibrary library = CosimBuild.library(unit);
    MatmulRun run = new MatmulRun(unit, library.harness(), operands, stalls);
    List<Long> accepted = new ArrayList<>();
    try (VerilatedModel model = VerilatedModel.load(library, 1)) {
      run.on(model, 10_000, accepted::add);
    }
    assertThat(accepted).hasSize(m);
    assertThat(accepted.getLast() - accepted.getFirst()).as("pauses").isGreaterThan(m - 1);
    for (int row = 0; row < m; row++) {
      assertThat(run.sums().cycle(row, 0))
          .as("row " + row)
          .isEqualTo(accepted.get(row) + unit.latencyCycles());
    }
  }

  /** A result that waited must be the one that moves: the harness fails if it changes or goes. */
  @ParameterizedTest
  @MethodSource("units")
  void resultHoldsWhileReadyIsLow(WeightStationaryArrayModel unit) {
    MatmulShape shape = new MatmulShape(unit.accumulatorRows(), unit.rows(), 1);
    for (int period = 2; period < 40; period += 7) {
      StallPattern onceAPeriod = StallPattern.random(new Random(period), period, 1e-9);
      StreamStalls stalls =
          new StreamStalls(Map.of("result", onceAPeriod), StreamStalls.Kind.OUTPUT_BACK_PRESSURE);
      CosimResult result = CosimBuild.of(unit).run(random(unit, shape, stalls, period));
      assertAgrees(result);
      assertThat(result.rtlCycles()).isGreaterThan((long) period * (shape.m() - 1));
    }
  }

  @ParameterizedTest
  @EnumSource(OperandPattern.class)
  void extremesFillTheAccumulatorAtTheLongestSum(OperandPattern pattern) {
    for (WeightStationaryArrayModel unit : units()) {
      MatmulShape shape = new MatmulShape(3, unit.longestSum(), unit.columns());
      MatmulOperands operands =
          pattern.operands(shape, unit.weights(), unit.activations(), new Random(3));
      assertAgrees(
          CosimBuild.of(unit)
              .run(
                  WeightStationaryArrayCosim.product(
                      unit, operands, pattern.label(), StreamStalls.none())));
    }
  }

  @ParameterizedTest
  @MethodSource("unitsAndStalls")
  void secondRunWithoutResetIsRight(WeightStationaryArrayModel unit, StreamStalls.Kind kind) {
    Random random = new Random(4);
    List<MatmulCase> cases =
        Stream.of("1x1x1", "odd", "even", "odd")
            .map(name -> {
              int tiles = name.equals("odd") ? 3 : 2;
              MatmulShape shape =
                  name.equals("1x1x1")
                      ? new MatmulShape(1, 1, 1)
                      : new MatmulShape(4, unit.rows(), (long) tiles * unit.columns());
              return random(
                  unit,
                  shape,
                  StreamStalls.random(kind, unit.interfaceOf(), random),
                  random.nextLong());
            })
            .toList();
    List<CosimResult> results = CosimBuild.of(unit).runBackToBack(cases);
    assertThat(results).hasSameSizeAs(cases);
    results.forEach(WeightStationaryArrayCosimTest::assertAgrees);
  }

  @Test
  void longerSumThanTheAccumulatorsHoldIsRefused() {
    assertThatThrownBy(() -> random(TERNARY, new MatmulShape(1, 21, 1), StreamStalls.none(), 5))
        .isInstanceOf(SpecException.class)
        .hasMessage("K = 21 is longer than the unit's accumulators hold: longest-sum = 20");
  }

  @Test
  void otherWeightsThanTheUnitsAreRefused() {
    MatmulOperands binary =
        OperandPattern.RANDOM.operands(new MatmulShape(1, 2, 1), BINARY.weights(), new Random(5));
    assertThatThrownBy(() ->
            WeightStationaryArrayCosim.product(TERNARY, binary, "random", StreamStalls.none()))
        .isInstanceOf(SpecException.class)
        .hasMessage("the unit multiplies ternary weights, not binary");
  }
}
