package io.bitwright.simulator.area;

import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.part.FpgaFamily;

/**
 * What an array is made of, counted from its RTL: the terms whose weights are fitted to synthesis.
 * A term is close to what it stands for, so that its weight is near 1 where synthesis neither adds
 * nor saves; docs/area.md says what each counts.
 *
 * @param luts bits that are added in the elements; bits that are added or gathered a column; bits
 *     chosen among banks of memory; elements that multiply in logic; rows; 1
 * @param flipFlops bits of registers; rows and columns; 1
 */
record ArrayTerms(Terms luts, Terms flipFlops) {
  /** Bits of a Booth row beyond the activation's: systolic_array/element.sv.ftl. */
  private static final int BOOTH_ROW_BITS = 5;

  /** Bits of the weight that are multiplied in one pipeline stage. */
  private static final int STAGE_BITS = 4;

  /** Rows beyond which partial sums are no longer narrowed, as a power of 2. */
  private static final int NARROWED_DOUBLINGS = 6;

  /** The terms of an array on a family. */
  static ArrayTerms of(ArrayDesign array, FpgaFamily family) {
    // A DSP block of AMD's holds the sum too, and the register of an operand.
    boolean absorbs = array.multiplier() == ElementMultiplier.DSP && family == FpgaFamily.XILINX;
    AccumulatorMemory memory = AccumulatorMemory.of(array, family);
    return array.holdsSums()
        ? outputStationary(array, family, absorbs)
        : stationaryTile(array, memory, absorbs);
  }

  private static ArrayTerms stationaryTile(
      ArrayDesign array, AccumulatorMemory memory, boolean absorbs) {
    double rows = array.rows();
    double columns = array.columns();
    double sumBits = absorbs ? 0 : columns * columnSumBits(array);
    double accumulatorBits = columns * array.accumulatorWidth();
    // Of an element: what moves, what stays with its shadow, and the flag that loads it.
    double elementBits =
        array.movingBits() + (absorbs ? 1 : 2) * array.stationaryBits() + 1 + productBits(array);
    double registers =
        array.elements() * elementBits
            + sumBits
            + triangle(rows - 1) * array.movingBits()
            + triangle(columns) * array.stationaryBits()
            + triangle(columns - 1) * array.sumWidth()
            + columns * array.sumWidth()
            // The total, and what was read of the memory.
            + accumulatorBits * (1 + memory.registerRows())
            - (absorbs ? rows * array.movingBits() + columns * array.stationaryBits() : 0);
    double chosenBits = accumulatorBits * memory.chosenRows();
    return new ArrayTerms(
        Terms.of(sumBits, accumulatorBits, chosenBits, logicProducts(array, absorbs), rows, 1),
        Terms.of(registers, rows + columns, 1));
  }

  private static ArrayTerms outputStationary(
      ArrayDesign array, FpgaFamily family, boolean absorbs) {
    double rows = array.rows();
    double columns = array.columns();
    int width = array.accumulatorWidth();
    double sumBits = absorbs ? 0 : (double) array.elements() * width;
    // The "or" of a column's rows: a LUT takes one from the LUT before, and fills its other inputs.
    int inputs = family == FpgaFamily.XILINX ? 6 : 4;
    double gatheredBits = columns * width * Math.ceilDiv(array.rows() - 1, inputs - 1);
    int weightBits = array.weights().registerBits();
    int activationBits = array.activations().registerBits();
    double elementBits = activationBits + weightBits + width + productBits(array);
    double registers =
        array.elements() * elementBits
            + sumBits
            + triangle(rows - 1) * activationBits
            + triangle(columns - 1) * weightBits
            + triangle(columns - 1) * width
            + columns * width
            // The flags that follow a step and the last one of a tile.
            + 2 * (rows + columns)
            // A block holds the last two registers of each line of operands that ends in it.
            - (absorbs ? 2 * (rows * activationBits + columns * weightBits) : 0);
    return new ArrayTerms(
        Terms.of(sumBits, gatheredBits, 0, logicProducts(array, absorbs), rows + columns, 1),
        Terms.of(registers, rows + columns, 1));
  }

  /**
   * Bits of the sums of a column of a stationary tile: those of row r are as wide as r + 1 terms
   * need, up to 63 rows; the others as wide as all (systolic_array.sv.ftl).
   */
  private static double columnSumBits(ArrayDesign array) {
    int rows = array.rows();
    int doublings =
        Math.min(NARROWED_DOUBLINGS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rows));
    int power = 1 << doublings;
    int oneTerm = WidthRule.accumulatorBits(array.weights(), array.activations(), 1);
    // The sum of floor(log2 n) for n = 1 to 2^d - 1 is (d - 2) 2^d + 2.
    int narrowed = (power - 1) * oneTerm + (doublings - 2) * power + 2;
    return narrowed + (double) (rows - power + 1) * array.sumWidth();
  }

  /** Bits of the registers inside the multiplier of an element. */
  private static int productBits(ArrayDesign array) {
    if (array.multiplier() != ElementMultiplier.LUT) {
      return 0;
    }
    int weightBits = array.weights().registerBits();
    int activationBits = array.activations().registerBits();
    int product = activationBits + weightBits;
    if (weightBits <= STAGE_BITS) {
      return product;
    }
    // An output-stationary array keeps 8 bits fewer of the product and 8 more of the sum's.
    return 2 * (activationBits + BOOTH_ROW_BITS) + product + 1;
  }

  private static double logicProducts(ArrayDesign array, boolean absorbs) {
    return array.multiplier() == ElementMultiplier.ADDER || absorbs ? 0 : array.elements();
  }

  /** 1 + 2 + ... + n. */
  private static double triangle(double n) {
    return n * (n + 1) / 2;
  }
}
