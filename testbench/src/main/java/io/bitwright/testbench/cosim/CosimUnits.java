package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Units that cover what can go wrong with sizes: every number of rows and of columns from 1 to 33
 * occurs, in all three weight formats, and the corners (1 x 1, 1 x 33, 33 x 1, 33 x 33) in each.
 */
final class CosimUnits {
  static final int LARGEST_SIDE = 33;

  private static final List<NumberFormat> FORMATS =
      List.of(NumberFormat.INT8, NumberFormat.TERNARY, NumberFormat.BINARY);
  private static final List<List<Integer>> CORNERS =
      List.of(
          List.of(1, 1),
          List.of(1, LARGEST_SIDE),
          List.of(LARGEST_SIDE, 1),
          List.of(LARGEST_SIDE, LARGEST_SIDE),
          List.of(16, 16));
  private static final int LARGEST_BLOCK = 70;
  private static final int LONGEST_K_TILES = 4;

  private CosimUnits() {}

  /** 48 units; the same seed gives the same units. */
  static List<WeightStationaryArrayModel> covering(long seed) {
    Random random = new Random(seed);
    List<Integer> columns =
        new ArrayList<>(IntStream.rangeClosed(1, LARGEST_SIDE).boxed().toList());
    Collections.shuffle(columns, random);
    List<WeightStationaryArrayModel> units = new ArrayList<>();
    for (List<Integer> corner : CORNERS) {
      for (NumberFormat format : FORMATS) {
        units.add(unit(corner.get(0), corner.get(1), format, random));
      }
    }
    for (int rows = 1; rows <= LARGEST_SIDE; rows++) {
      NumberFormat format = FORMATS.get(rows % FORMATS.size());
      units.add(unit(rows, columns.get(rows - 1), format, random));
    }
    return units;
  }

  private static WeightStationaryArrayModel unit(
      int rows, int columns, NumberFormat format, Random random) {
    int longestSum = rows * random.nextInt(1, LONGEST_K_TILES + 1) + random.nextInt(rows);
    int block = random.nextInt(1, LARGEST_BLOCK + 1);
    return WeightStationaryArrayModel.of(rows, columns, format, block, longestSum);
  }
}
