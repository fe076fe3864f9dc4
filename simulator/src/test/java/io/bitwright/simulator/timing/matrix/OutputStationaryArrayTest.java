package io.bitwright.simulator.timing.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputStationaryArrayTest {
  @Property(tries = 500, seed = "1")
  void closedFormIsTheSteppedFormWithoutStalls(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll @IntRange(min = 0, max = 2) int productStages,
      @ForAll @IntRange(min = 1, max = 30) int m,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll @IntRange(min = 1, max = 30) int n) {
    OutputStationaryArray array = new OutputStationaryArray(rows, columns, productStages);
    MatmulShape shape = new MatmulShape(m, k, n);
    StallPattern none = StallPattern.none();
    assertThat(array.cycles(shape)).isEqualTo(array.cycles(shape, none, none, none));
  }

  @Property(tries = 200, seed = "2")
  void stallsNeverSaveTime(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll long seed) {
    OutputStationaryArray array = new OutputStationaryArray(rows, columns, 1);
    MatmulShape shape = new MatmulShape(7, k, 8);
    Random random = new Random(seed);
    long stalled =
        array.cycles(
            shape,
            StallPattern.random(random, 7, 0.5),
            StallPattern.random(random, 5, 0.5),
            StallPattern.random(random, 9, 0.5));
    assertThat(stalled).isGreaterThanOrEqualTo(array.cycles(shape));
  }

  @Test
  void tilesShorterThanTheRowsWaitForTheirResults() {
    OutputStationaryArray array = new OutputStationaryArray(8, 4, 0);
    // Three tiles of K = 2 end 8 cycles apart: 2 + 2 x 8 + 8 + 4 + 1.
    assertThat(array.cycles(new MatmulShape(8, 2, 12))).isEqualTo(31);
    assertThat(array.tiles(new MatmulShape(9, 2, 12))).isEqualTo(6);
  }

  @Test
  void costDoesNotGrowWithTheProduct() {
    OutputStationaryArray array = new OutputStationaryArray(16, 16, 2);
    assertThat(array.cycles(new MatmulShape(1 << 20, 1 << 20, 1 << 20)))
        .isEqualTo(((1L << 32) - 1) * (1L << 20) + (1 << 20) + 35);
    assertThatThrownBy(() ->
            array.cycles(new MatmulShape(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE / 2)))
        .isInstanceOf(ArithmeticException.class);
  }
}
