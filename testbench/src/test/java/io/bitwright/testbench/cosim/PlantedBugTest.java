package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.verilator.BuildOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs planted into the RTL must be caught, and reported where they show. */
@RequiresVerilator
class PlantedBugTest {
  private static final WeightStationaryArrayModel UNIT =
      WeightStationaryArrayModel.of(4, 3, NumberFormat.INT8, 8, 32);

  @Test
  void wrongSumIsReportedWithCycleRowColumnAndBothValues() {
    byte[][] activations = new byte[5][8];
    byte[][] weights = new byte[3][8];
    for (byte[] row : activations) {
      Arrays.fill(row, (byte) 1);
    }
    for (byte[] row : weights) {
      Arrays.fill(row, (byte) 1);
    }
    MatmulCase product =
        WeightStationaryArrayCosim.product(
            UNIT,
            new MatmulOperands(activations, new IntegerWeights(NumberFormat.INT8, weights)),
            "ones",
            StreamStalls.none());
    // K has two tiles. With the bug every sum starts anew with each: the first tile's 4 are lost.
    CosimResult result = CosimBuild.withBug(UNIT, "= sum_first_i ? '0", "= 1'b1 ? '0").run(product);
    assertThat(result.agrees()).isFalse();
    assertThat(result.failure()).isEmpty();
    assertThat(result.cyclesDiffer()).isFalse();
    assertThat(result.valueMismatches()).isEqualTo(15);
    CosimResult.ValueMismatch first = result.firstMismatch().orElseThrow();
    assertThat(first.place()).isEqualTo("row 0, column 0");
    assertThat(first.expected()).isEqualTo(8);
    assertThat(first.got()).isEqualTo(4);
    // The first of the last five cycles, in which the results leave.
    assertThat(first.cycle()).isEqualTo(result.rtlCycles() - 5);
    assertThat(result.disagreement())
        .isEqualTo(
            "15 wrong values, the first in cycle %d, row 0, column 0: expected 8, got 4"
                .formatted(result.rtlCycles() - 5));
  }

  @Test
  void lateWeightsAreACycleDifference() {
    MatmulShape shape = new MatmulShape(8, 32, 9);
    MatmulCase product =
        WeightStationaryArrayCosim.product(
            UNIT,
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, new Random(1)),
            "random",
            StreamStalls.none());
    // With the bug a tile is loaded only while no other waits or is in use.
    CosimResult result =
        CosimBuild.withBug(
                UNIT, "!(shadow_full_q && active_full_q)", "!(shadow_full_q || active_full_q)")
            .run(product);
    assertThat(result.failure()).isEmpty();
    assertThat(result.valueMismatches()).isZero();
    assertThat(result.cyclesDiffer()).isTrue();
    assertThat(result.rtlCycles()).isGreaterThan(result.simulatedCycles());
    assertThat(result.disagreement())
        .isEqualTo(
            "the RTL took %d cycles, simulated %d"
                .formatted(result.rtlCycles(), result.simulatedCycles()));
  }

  @Test
  void unitThatNeverTakesItsSecondTileIsAFailure() {
    MatmulShape shape = new MatmulShape(2, 12, 3);
    MatmulCase product =
        WeightStationaryArrayCosim.product(
            UNIT,
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, new Random(2)),
            "random",
            StreamStalls.none());
    CosimResult result =
        CosimBuild.withBug(UNIT, "if (use_done) active_full_d = 1'b0;", "").run(product);
    assertThat(result.agrees()).isFalse();
    assertThat(result.cyclesDiffer()).isTrue();
    assertThat(result.failure().orElseThrow())
        .contains("of the beats offered, {weight=12, activation=6}, only {weight=8");
  }

  @Test
  void resultThatDoesNotWaitIsAFailure() {
    MatmulShape shape = new MatmulShape(8, 4, 3);
    Random random = new Random(3);
    MatmulCase product =
        WeightStationaryArrayCosim.product(
            UNIT,
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, random),
            "random",
            new StreamStalls(
                Map.of("result", StallPattern.random(random, 20, 0.3)),
                StreamStalls.Kind.OUTPUT_BACK_PRESSURE));
    CosimResult result =
        CosimBuild.withBug(UNIT, "!result_valid_o || result_ready_i", "1'b1").run(product);
    assertThat(result.failure().orElseThrow()).contains("stream result");
  }

  @Test
  void firstSeriesThatDisagreesIsRunAgainWithWaveforms(@TempDir Path folder) throws Exception {
    Path waveforms = folder.resolve("failing.vcd");
    CosimReport report =
        CosimSuite.of(UNIT, 6, 4)
            .run(
                (unit, options) ->
                    CosimBuild.withBug(unit, options, "= sum_first_i ? '0", "= 1'b1 ? '0"),
                BuildOptions.forTests(),
                Optional.of(waveforms),
                _ -> {});
    assertThat(report.agrees()).isFalse();
    assertThat(report.valueMismatches()).isPositive();
    assertThat(report.cycleDifferences()).isZero();
    assertThat(Files.readString(waveforms)).contains("$enddefinitions", "result_data_o");
  }
}
