package io.bitwright.simulator.scalesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimDataflow;
import io.bitwright.spec.scalesim.ScaleSimMemory;
import io.bitwright.spec.scalesim.ScaleSimMemory.Buffer;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleSimAccountingTest {

  /** By hand: 3 x 2 folds of 2 x 4 + 5 + 7 - 2 cycles, the last of which is number 107. */
  @Test
  void aSmallProductIsTheHandCalculation() {
    ScaleSimEstimate estimate = estimate("ws", 4, 5, new MatmulShape(7, 9, 10));

    assertThat(estimate.cycles()).isEqualTo(3 * 2 * (8 + 5 + 7 - 2) - 1);
    assertThat(estimate.sram()).isEqualTo(new ScaleSimTraffic(7 * 9 * 2, 9 * 10, 7 * 10 * 3));
    assertThat(estimate.mappingEfficiency()).isCloseTo(90 / 120.0, within(1e-15));
    assertThat(estimate.overallUtilisation()).isCloseTo(630 / (107.0 * 20), within(1e-15));
    assertThat(estimate.computeUtilisation()).isCloseTo(630 / (132.0 * 20), within(1e-15));
  }

  /** Runs of SCALE-Sim v3.0.0 (commit 1d62b68) of 37 x 100 by 100 x 53. */
  @ParameterizedTest
  @CsvSource({
    "ws, 16, 16, 2323", "os, 16, 16, 1559", "is, 16, 16, 2078",
    "ws, 16, 64, 916", "os, 16, 64, 533", "is, 16, 64, 1028",
    "ws, 128, 128, 418", "os, 128, 128, 353", "is, 128, 128, 434"
  })
  void oneProductOnThreeArraysIsWhatSCaleSimReports(
      String dataflow, int rows, int columns, long cycles) {
    assertThat(estimate(dataflow, rows, columns, new MatmulShape(37, 100, 53)).cycles())
        .isEqualTo(cycles);
  }

  /** The longest way round: every fold, every cycle of it. */
  @Property(seed = "1")
  void cyclesAreThoseOfAllFolds(
      @ForAll ScaleSimDataflow dataflow,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll @IntRange(min = 1, max = 30) int m,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll @IntRange(min = 1, max = 30) int n) {
    int alongRows = dataflow == ScaleSimDataflow.OUTPUT_STATIONARY ? m : k;
    int alongColumns = dataflow == ScaleSimDataflow.INPUT_STATIONARY ? m : n;
    int streaming = m * k * n / alongRows / alongColumns;
    long cycles = 0;
    double mapped = 0;
    int folds = 0;
    for (int row = 0; row < alongRows; row += rows) {
      for (int column = 0; column < alongColumns; column += columns) {
        int load = dataflow == ScaleSimDataflow.OUTPUT_STATIONARY ? 0 : rows;
        cycles += load + (rows - 1) + (columns - 1) + streaming;
        mapped += Math.min(rows, alongRows - row) * Math.min(columns, alongColumns - column);
        folds++;
      }
    }
    ScaleSimEstimate estimate = estimate(dataflow.label(), rows, columns, new MatmulShape(m, k, n));
    assertThat(estimate.cycles()).isEqualTo(cycles - 1);
    assertThat(estimate.mappingEfficiency())
        .isCloseTo(mapped / folds / (rows * columns), within(1e-12));
  }

  @Test
  void withoutAMemoryNothingIsSaidOfStallsAndDram() {
    ScaleSimEstimate estimate = estimate("os", 8, 8, new MatmulShape(5, 3, 7));

    assertThat(estimate.stalls()).isEqualTo(ScaleSimStalls.NOT_MODELLED);
    assertThat(estimate.dram()).isEmpty();
    assertThat(estimate.cyclesWithPrefetch()).isEmpty();
  }

  /** 32 x 16 weights of one byte fill the half of 1 KiB; one row more does not lie in it. */
  @Test
  void aTensorLargerThanHalfItsSramMayStall() {
    ScaleSimArray array = new ScaleSimArray(16, 16, ScaleSimDataflow.WEIGHT_STATIONARY);
    ScaleSimMemory memory =
        new ScaleSimMemory(
            new Buffer(64, 10), new Buffer(1, 10), new Buffer(64, 10), InterfaceBandwidth.USER);
    ScaleSimAccounting accounting = new ScaleSimAccounting(array, Optional.of(memory));

    assertThat(accounting.estimate(new MatmulShape(8, 32, 16)).stalls())
        .isEqualTo(ScaleSimStalls.NONE);
    assertThat(accounting.estimate(new MatmulShape(8, 33, 16)).stalls())
        .isEqualTo(ScaleSimStalls.NOT_MODELLED);
  }

  @Test
  void oneMultiplyOnOneElementIsFullyUsed() {
    ScaleSimEstimate estimate = estimate("os", 1, 1, new MatmulShape(1, 1, 1));

    assertThat(estimate.cycles()).isZero();
    assertThat(estimate.overallUtilisation()).isEqualTo(1);
  }

  @Test
  void countsThatOverflowAreRefused() {
    MatmulShape huge = new MatmulShape(1L << 31, 1L << 31, 1L << 31);
    for (ScaleSimDataflow dataflow : ScaleSimDataflow.values()) {
      assertThatThrownBy(() -> estimate(dataflow.label(), 1, 1, huge))
          .isInstanceOf(SpecException.class)
          .hasMessage(
              huge + " takes more than 2^53 cycles on 1 x 1 elements: too large to be counted");
      ScaleSimArray one = new ScaleSimArray(1, 1, dataflow);
      assertThatThrownBy(() -> new EquivalentArray(one, 1).cycles(huge))
          .isInstanceOf(SpecException.class)
          .hasMessage(huge + " takes more than 2^53 cycles: too large to be counted");
    }
    assertThatThrownBy(() -> estimate("ws", 1, 1, new MatmulShape(1 << 20, 1 << 20, 1 << 20)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("more than 2^53 cycles");
  }

  /** Half of 64 KiB holds 8,192 sums of 32 bits: 512 rows of 16. */
  @Test
  void ourUnitTakesItsAccumulatorsFromTheSramOfResults() {
    Buffer buffer = new Buffer(64, 10);
    ScaleSimMemory memory = new ScaleSimMemory(buffer, buffer, buffer, InterfaceBandwidth.CALC);
    ScaleSimArray array = new ScaleSimArray(16, 16, ScaleSimDataflow.WEIGHT_STATIONARY);
    MatmulShape shape = new MatmulShape(600, 100, 50);

    EquivalentArray unit = EquivalentArray.of(array, memory);

    assertThat(unit.accumulatorRows()).isEqualTo(512);
    assertThat(unit.cycles(shape)).isEqualTo(new WeightStationaryArray(16, 16, 512).cycles(shape));
  }

  private static ScaleSimEstimate estimate(
      String dataflow, int rows, int columns, MatmulShape shape) {
    ScaleSimArray array = new ScaleSimArray(rows, columns, ScaleSimDataflow.parse(dataflow));
    return new ScaleSimAccounting(array, Optional.empty()).estimate(shape);
  }
}
