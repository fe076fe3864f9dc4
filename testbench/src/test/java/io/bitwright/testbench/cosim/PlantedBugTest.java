package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bugs planted into the RTL must be caught, and reported where they show. */
@RequiresVerilator
class PlantedBugTest {
  private static final WeightStationaryArraySpec UNIT =
      WeightStationaryArraySpec.of(4, 3, NumberFormat.INT8, 8, 32);

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
    CosimCase product =
        new CosimCase(
            new MatmulOperands(activations, new IntegerWeights(NumberFormat.INT8, weights)),
            "ones",
            StreamStalls.none());
    // K has two tiles. With the bug every sum starts anew with each: the first tile's 4 are lost.
    CosimResult result = CosimBuild.withBug(UNIT, "(sum_first_i ? '0", "(1'b1 ? '0").run(product);
    assertThat(result.agrees()).isFalse();
    assertThat(result.failure()).isEmpty();
    assertThat(result.cyclesDiffer()).isFalse();
    assertThat(result.valueMismatches()).isEqualTo(15);
    CosimResult.ValueMismatch first = result.firstMismatch().orElseThrow();
    assertThat(first.row()).isZero();
    assertThat(first.column()).isZero();
    assertThat(first.expected()).isEqualTo(8);
    assertThat(first.got()).isEqualTo(4);
    // The first of the last five cycles, in which the results leave.
    assertThat(first.cycle()).isEqualTo(result.rtlCycles() - 5);
    assertThat(result.disagreement())
        .isEqualTo(
            "15 wrong sums, the first in cycle %d, row 0, column 0: expected 8, got 4"
                .formatted(result.rtlCycles() - 5));
  }

  @Test
  void lateWeightsAreACycleDifference() {
    MatmulShape shape = new MatmulShape(8, 32, 9);
    CosimCase product =
        new CosimCase(
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, new Random(1)),
            "random",
            StreamStalls.none());
    // With the bug a bank is released only after the wave has left the whole array.
    CosimResult result =
        CosimBuild.withBug(UNIT, "advance && end_step[Columns-1]", "advance && end_step[Steps-1]")
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
    CosimCase product =
        new CosimCase(
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, new Random(2)),
            "random",
            StreamStalls.none());
    CosimResult result =
        CosimBuild.withBug(UNIT, "occupied_d[release_bank_q] = 1'b0;", "").run(product);
    assertThat(result.agrees()).isFalse();
    assertThat(result.cyclesDiffer()).isTrue();
    assertThat(result.failure().orElseThrow())
        .contains("input weight moved 8 of 12 beats", "output result moved 0 of 2 beats");
  }

  @Test
  void resultThatDoesNotWaitIsAFailure() {
    MatmulShape shape = new MatmulShape(8, 4, 3);
    Random random = new Random(3);
    CosimCase product =
        new CosimCase(
            OperandPattern.RANDOM.operands(shape, NumberFormat.INT8, random),
            "random",
            StreamStalls.random(StreamStalls.Kind.OUTPUT_BACK_PRESSURE, random));
    CosimResult result =
        CosimBuild.withBug(UNIT, "!result_valid_o || result_ready_i", "1'b1").run(product);
    assertThat(result.failure().orElseThrow()).contains("stream result");
  }
}
