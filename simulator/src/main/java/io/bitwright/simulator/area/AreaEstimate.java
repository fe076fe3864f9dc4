package io.bitwright.simulator.area;

import io.bitwright.spec.part.FpgaPart;
import java.util.Optional;

/**
 * What the arrays and buffers of an accelerator take of an FPGA part.
 *
 * @param luts look-up tables for logic
 * @param memoryLuts look-up tables that serve as memory
 * @param flipFlops flip-flops outside blocks
 * @param dspBlocks multiplier blocks
 * @param blockRams memory blocks, counted as the part counts them
 * @param ultraRams UltraRAMs
 * @param fmaxHertz the fastest clock of the array; empty where no synthesis of the family gives one
 * @param errors how far the figures of the array may be off
 */
public record AreaEstimate(
    long luts,
    long memoryLuts,
    long flipFlops,
    long dspBlocks,
    long blockRams,
    long ultraRams,
    Optional<Double> fmaxHertz,
    AreaErrors errors) {

  /**
   * The share of a part that is taken of the resource that is taken most, above 1 if the part is
   * too small; infinite if it has none of what is needed.
   */
  public double largestShare(FpgaPart part) {
    double logic =
        Math.max(share(luts + memoryLuts, part.luts()), share(flipFlops, part.flipFlops()));
    double memory =
        Math.max(share(blockRams, part.blockRams()), share(ultraRams, part.ultraRams()));
    return Math.max(Math.max(logic, memory), share(dspBlocks, part.dspBlocks()));
  }

  /** Whether no more than a share of each of a part's resources is taken. */
  public boolean fits(FpgaPart part, double share) {
    return largestShare(part) <= share;
  }

  private static double share(long taken, int offered) {
    if (taken == 0) {
      return 0;
    }
    return offered == 0 ? Double.POSITIVE_INFINITY : (double) taken / offered;
  }
}
