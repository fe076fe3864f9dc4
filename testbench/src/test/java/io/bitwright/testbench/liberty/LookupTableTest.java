package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Interpolation in the tables of cells. */
class LookupTableTest {
  private static final double[] SLEWS = {1, 2, 4};
  private static final double[] LOADS = {10, 30};

  /** Rows of one slew each. */
  private static final double[] VALUES = {1, 3, 5, 11, 7, 19};

  private final LookupTable table = new LookupTable(SLEWS, LOADS, VALUES);

  @Test
  void gridPointsAreExact() {
    for (int slew = 0; slew < SLEWS.length; slew++) {
      for (int load = 0; load < LOADS.length; load++) {
        assertThat(table.value(SLEWS[slew], LOADS[load]))
            .isEqualTo(VALUES[slew * LOADS.length + load]);
      }
    }
  }

  @Test
  void betweenPointsTheFigureIsBilinear() {
    assertThat(table.value(1, 20)).isEqualTo(2);
    assertThat(table.value(1.5, 10)).isEqualTo(3);
    assertThat(table.value(1.5, 20)).isEqualTo(5);
    assertThat(table.value(3, 15)).isCloseTo(8.25, within(1e-12));
  }

  @Test
  void beyondTheGridTheOutermostLineGoesOn() {
    assertThat(table.value(0, 10)).isEqualTo(-3);
    assertThat(table.value(6, 10)).isEqualTo(9);
    assertThat(table.value(1, 50)).isEqualTo(5);
    assertThat(table.value(1, 0)).isEqualTo(0);
    assertThat(table.value(0, 50)).isCloseTo(5 - 12, within(1e-12));
  }

  /** A function a + b slew + c load + d slew load is what bilinear interpolation reproduces. */
  @Test
  void bilinearFunctionsAreReproducedWithinTheGridAndBeyond() {
    Random random = new Random(20260102);
    for (int round = 0; round < 100; round++) {
      double[] factors = random.doubles(4, -2, 2).toArray();
      double[] values = new double[SLEWS.length * LOADS.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = bilinear(factors, SLEWS[i / LOADS.length], LOADS[i % LOADS.length]);
      }
      LookupTable sampled = new LookupTable(SLEWS, LOADS, values);
      double slew = random.nextDouble(-2, 8);
      double load = random.nextDouble(-10, 60);
      assertThat(sampled.value(slew, load)).isCloseTo(bilinear(factors, slew, load), within(1e-9));
    }
  }

  @Test
  void directionsWithOnePointHaveNoInfluence() {
    LookupTable bySlew = new LookupTable(SLEWS, new double[1], new double[] {1, 2, 6});

    assertThat(bySlew.value(3, 0)).isEqualTo(bySlew.value(3, 99)).isEqualTo(4);
    assertThat(LookupTable.constant(7).value(-5, 1e9)).isEqualTo(7);
  }

  @Test
  void extremesAndPointsCanBeAsked() {
    assertThat(table.smallest()).isEqualTo(1);
    assertThat(table.largest()).isEqualTo(19);
    assertThat(table.slewsSeconds()).containsExactly(SLEWS);
    assertThat(table.loadsFarads()).containsExactly(LOADS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LookupTable(SLEWS, LOADS, new double[5]))
        .withMessage("3 x 2 points, 5 values");
  }

  private static double bilinear(double[] factors, double slew, double load) {
    return factors[0] + factors[1] * slew + factors[2] * load + factors[3] * slew * load;
  }
}
