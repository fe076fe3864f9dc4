package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Are weights found again, and is none below zero? */
class LeastSquaresTest {
  private static final List<Terms> TERMS =
      List.of(Terms.of(1, 1), Terms.of(4, 1), Terms.of(9, 1), Terms.of(100, 1));

  @Test
  void weightsOfAnExactSumAreFound() {
    Terms weights = LeastSquares.weights(TERMS, new double[] {8, 17, 32, 305});

    assertThat(weights.get(0)).isCloseTo(3, within(1e-9));
    assertThat(weights.get(1)).isCloseTo(5, within(1e-9));
  }

  @Test
  void aTermThatNeedsANegativeWeightIsLeftOut() {
    Terms weights = LeastSquares.weights(TERMS, new double[] {1, 10, 25, 298});

    assertThat(weights.get(0)).isPositive();
    assertThat(weights.get(1)).isZero();
  }

  @Test
  void aTermThatIsAlwaysZeroHasNoWeight() {
    List<Terms> terms = List.of(Terms.of(0, 1), Terms.of(0, 2), Terms.of(0, 3));

    Terms weights = LeastSquares.weights(terms, new double[] {2, 4, 6});

    assertThat(weights.get(0)).isZero();
    assertThat(weights.get(1)).isCloseTo(2, within(1e-12));
  }

  /**
   * The best of y = w x for y = 1 at x = 1 and y = 3 at x = 2: w minimises (w-1)^2 + (2w/3-1)^2.
   */
  @Test
  void errorsAreRelative() {
    Terms weights = LeastSquares.weights(List.of(Terms.of(1), Terms.of(2)), new double[] {1, 3});

    assertThat(weights.get(0)).isCloseTo((1 + 2.0 / 3) / (1 + 4.0 / 9), within(1e-12));
  }
}
