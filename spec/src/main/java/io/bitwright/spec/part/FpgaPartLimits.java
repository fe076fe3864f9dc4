package io.bitwright.spec.part;

import io.bitwright.spec.document.IntegerRange;

/** The sizes an FPGA part may have: the largest that are made, several times over. */
public final class FpgaPartLimits {
  /** Of look-up tables and of flip-flops. */
  public static final IntegerRange LOGIC = new IntegerRange(1, 100_000_000);

  /** Of multiplier blocks and of memory blocks of a kind. */
  public static final IntegerRange BLOCKS = new IntegerRange(0, 1_000_000);

  private FpgaPartLimits() {}
}
