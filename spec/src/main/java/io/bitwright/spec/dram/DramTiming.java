package io.bitwright.spec.dram;

import io.bitwright.spec.quantity.TimeSpan;

/**
 * The least times between commands, and the refresh, of a dynamic memory (JEDEC JESD79-4, "AC
 * timing"; the same parameters stand in the standards of the other kinds). Only reads are
 * described: a write keeps data bus and banks busy as long as a read here.
 *
 * @param activateToRead from opening a row to reading from it, tRCD
 * @param readToData from a read to its first bit, tCL (RL)
 * @param precharge from closing a row to opening another one in the bank, tRP
 * @param activateToPrecharge from opening a row to closing it, tRAS
 * @param readToPrecharge from a read to closing its row, tRTP
 * @param activateToActivate between openings in two bank groups, tRRD_S
 * @param activateToActivateSameGroup between openings in two banks of a group, tRRD_L
 * @param fourActivates a window with at most four openings, tFAW
 * @param readToRead between reads from two bank groups, tCCD_S
 * @param readToReadSameGroup between reads from one bank group, tCCD_L
 * @param refresh for which a refresh keeps all banks busy, tRFC
 * @param refreshInterval from refresh to refresh on average, tREFI
 */
public record DramTiming(
    TimeSpan activateToRead,
    TimeSpan readToData,
    TimeSpan precharge,
    TimeSpan activateToPrecharge,
    TimeSpan readToPrecharge,
    TimeSpan activateToActivate,
    TimeSpan activateToActivateSameGroup,
    TimeSpan fourActivates,
    TimeSpan readToRead,
    TimeSpan readToReadSameGroup,
    TimeSpan refresh,
    TimeSpan refreshInterval) {

  /** Seconds from opening a row to opening the next one in the same bank, at least: tRC. */
  public double rowCycleSeconds() {
    return activateToPrecharge.seconds() + precharge.seconds();
  }
}
