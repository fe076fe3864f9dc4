package io.bitwright.spec.accelerator;

import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.quantity.TimeSpan;

/** The sizes an accelerator may have. */
public final class AcceleratorLimits {
  public static final IntegerRange UNITS = new IntegerRange(1, 1024);
  public static final IntegerRange ROWS = new IntegerRange(1, 1024);
  public static final IntegerRange COLUMNS = new IntegerRange(1, 1024);
  public static final IntegerRange ACCUMULATOR_ROWS = new IntegerRange(1, 4096);
  public static final IntegerRange LONGEST_SUM = new IntegerRange(1, 1 << 20);
  public static final IntegerRange ACCUMULATOR_WIDTH = new IntegerRange(1, 64);
  public static final IntegerRange LANES = new IntegerRange(1, 1 << 20);

  /** Rows and columns of an array that RTL is generated for. */
  public static final IntegerRange GENERABLE_SIDE = new IntegerRange(1, 128);

  /** Accumulator bits of generated RTL: its sums are compared with the golden kernel's 32 bits. */
  public static final int GENERABLE_ACCUMULATOR_WIDTH = 32;

  /**
   * Multiply-accumulates of one array element in a clock cycle: arrays that multiply bf16 once do
   * int8 twice and int4 four times.
   */
  public static final double RATE = 4;

  /** Operand pairs of one matrix unit. */
  public static final int OPERAND_PAIRS = 16;

  /** Rows or columns of the part of a result that one multiprocessor computes at a time. */
  public static final IntegerRange TILE_SIDE = new IntegerRange(64, 512);

  /** Tiles that one description lists. */
  public static final int TILES = 32;

  /** Exponentials of one multiprocessor in a clock cycle. */
  public static final IntegerRange EXPONENTIALS = new IntegerRange(1, 1024);

  /** Overheads of a kernel; more is a slip of the unit. */
  public static final TimeSpan OVERHEAD = new TimeSpan(1e-3);

  /** A host launches a layer within this time; more is a slip of the unit. */
  public static final TimeSpan HOST = new TimeSpan(1e-1);

  /** Off-chip memory answers within this time; more is a slip of the unit. */
  public static final TimeSpan LATENCY = new TimeSpan(1e-3);

  private AcceleratorLimits() {}
}
