package io.bitwright.simulator.area;

import io.bitwright.spec.part.FpgaFamily;

/**
 * The memory in which an array keeps the sums of one pass for the next: {@code accumulatorRows}
 * words of {@code columns * accumulatorWidth} bits, one port to write and one to read. What it
 * takes follows from its size alone.
 *
 * <p>Sources: UG474, table 2-3 (RAM32M holds 32 words of 6 bits, RAM64M 64 of 3, each in four
 * LUTs); UG473, table 1-7, and FPGA-TN-02204 (a block of 18 kbit has 512 words of 36 bits, and
 * halves their width each time it doubles their number); FPGA-TN-02002 (4 kbit, 256 words of 16);
 * TRELLIS_DPR16X4 holds 16 words of 4 bits, counted as four LUTs.
 *
 * @param luts look-up tables that serve as memory
 * @param blockRams blocks of the family
 * @param registerRows rows of sums in registers on the way out: none behind a block RAM, whose
 *     output is registered, but two behind one of Lattice's, around which Yosys builds what the RTL
 *     asks of it
 * @param chosenRows rows of sums that are chosen between: banks of memory beyond the first, and of
 *     Lattice's block RAMs what is held
 */
record AccumulatorMemory(long luts, long blockRams, int registerRows, int chosenRows) {
  static final AccumulatorMemory NONE = new AccumulatorMemory(0, 0, 0, 0);

  /**
   * Rows up to which Yosys takes look-up tables: by the costs of its libmap the block RAMs are
   * cheaper above. The record holds sizes on either side.
   */
  private static final int MOST_ROWS_IN_LUTS = 64;

  private static final int MOST_ROWS_IN_ECP5_LUTS = 32;
  private static final int LUTS_OF_A_PRIMITIVE = 4;
  private static final int SHALLOW_ROWS = 32;
  private static final int SHALLOW_BITS = 6;
  private static final int DEEP_BITS = 3;
  private static final int ECP5_ROWS = 16;
  private static final int ECP5_BITS = 4;

  /** The memory of an array on a family. */
  static AccumulatorMemory of(ArrayDesign array, FpgaFamily family) {
    if (array.holdsSums()) {
      return NONE;
    }
    long bits = (long) array.columns() * array.accumulatorWidth();
    int rows = array.accumulatorRows();
    return switch (family) {
      case XILINX -> xilinx(bits, rows);
      case ECP5 -> ecp5(bits, rows);
      case ICE40 -> new AccumulatorMemory(0, blockRams(bits, rows, family), 2, 1);
    };
  }

  private static AccumulatorMemory xilinx(long bits, int rows) {
    if (rows > MOST_ROWS_IN_LUTS) {
      return new AccumulatorMemory(0, blockRams(bits, rows, FpgaFamily.XILINX), 0, 0);
    }
    int bitsOfOne = rows <= SHALLOW_ROWS ? SHALLOW_BITS : DEEP_BITS;
    return new AccumulatorMemory(LUTS_OF_A_PRIMITIVE * Math.ceilDiv(bits, bitsOfOne), 0, 1, 0);
  }

  private static AccumulatorMemory ecp5(long bits, int rows) {
    if (rows > MOST_ROWS_IN_ECP5_LUTS) {
      return new AccumulatorMemory(0, blockRams(bits, rows, FpgaFamily.ECP5), 2, 1);
    }
    int banks = Math.ceilDiv(rows, ECP5_ROWS);
    long luts = LUTS_OF_A_PRIMITIVE * Math.ceilDiv(bits, ECP5_BITS);
    return new AccumulatorMemory(banks * luts, 0, 1, banks - 1);
  }

  private static long blockRams(long bits, int rows, FpgaFamily family) {
    long words = family.blockRamWords();
    int wordBits = family.blockRamWordBits();
    while (words < rows && wordBits > 1) {
      words *= 2;
      wordBits /= 2;
    }
    return Math.ceilDiv(rows, words) * Math.ceilDiv(bits, wordBits);
  }
}
