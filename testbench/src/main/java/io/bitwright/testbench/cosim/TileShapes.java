package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.spec.workload.MatmulShape;
import java.util.random.RandomGenerator;

/** Sizes of products for units with a stationary tile. */
final class TileShapes {
  private TileShapes() {}

  /**
   * M of 1 to the largest, K of 1 to the longest sum (which runs 0 and 1 have), N of 1 to 3 tiles.
   */
  static MatmulShape draw(
      StationaryTileModel unit, int number, int largestM, RandomGenerator random) {
    return new MatmulShape(
        random.nextInt(1, largestM + 1),
        number < 2 ? unit.longestSum() : random.nextInt(1, unit.longestSum() + 1),
        random.nextInt(1, 3 * unit.columns() + 1));
  }
}
