package io.bitwright.codegen.unit;

/**
 * The model of {@code systolic_array_bench.sv.ftl}.
 *
 * @param moduleName the module under test
 * @param stationary name of the stream whose operand stays in the array
 * @param streaming the operand that streams
 * @param stationaryDimension the dimension of the product that the columns cover
 * @param streamingDimension the dimension of the product that streams
 * @param stationaryWidthName the parameter with the bits of a stationary value
 * @param streamingWidthName the parameter with the bits of a streaming value
 * @param rows elements along K
 * @param columns elements along N
 * @param weights label of the weights' format
 * @param weightWidth bits of a stored weight
 * @param activationWidth bits of an activation
 * @param productStages registers between an element's operands and its sum
 * @param accumulatorWidth bits of a sum over all of K
 * @param accumulatorRows rows held
 * @param products products that the bench checks
 * @param mostRows most streaming rows of a product
 * @param mostInner largest K of a product
 * @param mostColumns most columns of a product
 * @param mostIdleCycles cycles without a result after which the bench gives up
 */
public record SystolicArrayBench(
    String moduleName,
    String stationary,
    String streaming,
    String stationaryDimension,
    String streamingDimension,
    String stationaryWidthName,
    String streamingWidthName,
    int rows,
    int columns,
    String weights,
    int weightWidth,
    int activationWidth,
    int productStages,
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

  static SystolicArrayBench of(SystolicArrayModel spec) {
    int mostRows = Math.min(2 * spec.accumulatorRows() + 1, MOST_ROWS);
    int mostInner = Math.min(TILES * spec.rows(), spec.longestSum());
    return new SystolicArrayBench(
        spec.moduleName(),
        spec.stationary(),
        spec.streaming(),
        spec.stationaryDimension(),
        spec.streamingDimension(),
        spec.stationaryWidthName(),
        spec.streamingWidthName(),
        spec.rows(),
        spec.columns(),
        spec.weights().label(),
        spec.weightWidth(),
        spec.activationWidth(),
        spec.productStages(),
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
