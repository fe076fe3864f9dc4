package io.bitwright.testbench.cosim;

import static io.bitwright.codegen.unit.Multiplier.ADDER;
import static io.bitwright.codegen.unit.Multiplier.DSP;
import static io.bitwright.codegen.unit.Multiplier.LUT;
import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.Multiplier;
import io.bitwright.codegen.unit.SystolicArraySettings;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Systolic arrays that cover what can go wrong with sizes: every number of rows and of columns from
 * 1 to 33 occurs, the corners (1 x 1, 1 x 33, 33 x 1, 33 x 33) with three elements each, and every
 * kind of element (formats of both operands, multiplier) at least twice.
 */
final class CosimUnits {
  static final int LARGEST_SIDE = 33;

  /** What an element multiplies, and how. */
  private record Element(NumberFormat weights, NumberFormat activations, Multiplier multiplier) {}

  private static final List<Element> ELEMENTS =
      List.of(
          new Element(INT8, INT8, DSP),
          new Element(TERNARY, INT8, ADDER),
          new Element(INT8, INT8, LUT),
          new Element(BINARY, INT8, ADDER),
          new Element(INT4, INT8, LUT),
          new Element(INT8, INT16, LUT),
          new Element(TERNARY, INT16, ADDER),
          new Element(INT4, INT4, DSP),
          new Element(BINARY, INT4, ADDER),
          new Element(INT8, INT4, LUT),
          new Element(INT4, INT16, DSP),
          new Element(INT8, INT16, DSP),
          new Element(TERNARY, INT4, ADDER),
          new Element(BINARY, INT16, ADDER),
          new Element(INT4, INT4, LUT),
          new Element(INT8, INT4, DSP),
          new Element(INT4, INT8, DSP),
          new Element(INT4, INT16, LUT));
  private static final List<List<Integer>> CORNERS =
      List.of(
          List.of(1, 1),
          List.of(1, LARGEST_SIDE),
          List.of(LARGEST_SIDE, 1),
          List.of(LARGEST_SIDE, LARGEST_SIDE),
          List.of(16, 16));
  private static final int ELEMENTS_PER_CORNER = 3;
  private static final int LARGEST_BLOCK = 70;
  private static final int LONGEST_K_TILES = 4;
  private static final long PARAMETER_SEED = 1;

  private CosimUnits() {}

  /** The same 48 arrays on every call. */
  static List<SystolicArraySettings> covering() {
    return covering(PARAMETER_SEED);
  }

  /** 48 arrays, corners and others mixed; the same seed gives the same arrays. */
  static List<SystolicArraySettings> covering(long seed) {
    Random random = new Random(seed);
    List<Integer> columns =
        new ArrayList<>(IntStream.rangeClosed(1, LARGEST_SIDE).boxed().toList());
    Collections.shuffle(columns, random);
    List<SystolicArraySettings> arrays = new ArrayList<>();
    for (List<Integer> corner : CORNERS) {
      for (int i = 0; i < ELEMENTS_PER_CORNER; i++) {
        arrays.add(array(corner.get(0), corner.get(1), arrays.size(), random));
      }
    }
    for (int rows = 1; rows <= LARGEST_SIDE; rows++) {
      arrays.add(array(rows, columns.get(rows - 1), rows, random));
    }
    Collections.shuffle(arrays, random);
    return arrays;
  }

  private static SystolicArraySettings array(int rows, int columns, int number, Random random) {
    Element element = ELEMENTS.get(number % ELEMENTS.size());
    int longestSum = rows * random.nextInt(1, LONGEST_K_TILES + 1) + random.nextInt(rows);
    int block = random.nextInt(1, LARGEST_BLOCK + 1);
    return SystolicArraySettings.of(
        rows,
        columns,
        element.weights(),
        element.activations(),
        Optional.of(element.multiplier()),
        block,
        longestSum);
  }
}
