package io.bitwright.codegen.unit;

/**
 * The model of {@code weight_stationary_array_bench.sv.ftl}.
 *
 * @param rows elements along K
 * @param columns elements along N
 * @param weights label of the weights' format
 * @param weightWidth bits of a stored weight
 * @param accumulatorWidth bits of a sum over all of K
 * @param accumulatorRows rows of M held
 * @param products products that the bench checks
 * @param mostRows largest M of a product
 * @param mostInner largest K of a product
 * @param mostColumns largest N of a product
 * @param mostIdleCycles cycles without a result after which the bench gives up
 */
public record WeightStationaryArrayBench(
    int rows,
    int columns,
    String weights,
    int weightWidth,
    int accumulatorWidth,
    int accumulatorRows,
    int products,
    int mostRows,
    int mostInner,
    int mostColumns,
    int mostIdleCycles) {
  /** Elements of arrays above which an interpreting simulator needs fewer products. */
  private static final int SMALL = 64;

  private static final int MEDIUM = 256;
  private static final int MOST_ROWS = 80;
  private static final int TILES = 3;
  private static final int MOST_STALL = 1000;

  static WeightStationaryArrayBench of(WeightStationaryArrayModel spec) {
    int mostRows = Math.min(2 * spec.accumulatorRows() + 1, MOST_ROWS);
    int mostInner = Math.min(TILES * spec.rows(), spec.longestSum());
    return new WeightStationaryArrayBench(
        spec.rows(),
        spec.columns(),
        spec.weights().label(),
        spec.weightWidth(),
        spec.accumulatorWidth(),
        spec.accumulatorRows(),
        products(spec.rows() * spec.columns()),
        mostRows,
        mostInner,
        2 * spec.columns(),
        // The longest wait is for the first result: all tiles of K, each beat stalled.
        MOST_STALL + 40 * (TILES * (spec.rows() + mostRows) + spec.columns()));
  }

  private static int products(int elements) {
    return elements <= SMALL ? 12 : elements <= MEDIUM ? 6 : 3;
  }
}
