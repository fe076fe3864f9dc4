package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramTiming;

/**
 * The rate that one channel of a dynamic memory keeps up, in closed form. {@link DramBankSimulator}
 * is its reference.
 *
 * <p>Layout. Consecutive bursts alternate between as many bank groups as hide the longer distance
 * of reads from one group, each in an open row; when these rows are used up, the next banks follow,
 * group by group. A run begins in new rows of the banks behind those of the run before.
 *
 * <p>A run then takes the longest of what no order of its commands can avoid:
 *
 * <ul>
 *   <li>its reads, each the longest of the burst, tCCD_S, and tCCD_L over the alternating groups;
 *       of runs that all begin in one group, also the reads of that group at tCCD_L;
 *   <li>its activates, each the longest of tRRD_S, tRRD_L over all groups, and tFAW / 4;
 *   <li>the row cycles of its rows over all banks, each the longer of tRAS and tRCD + reads + tRTP,
 *       and tRP (Jacob, Ng, Wang, "Memory Systems: Cache, DRAM, Disk", Morgan Kaufmann 2008,
 *       chapter 15: the constraints by resource).
 * </ul>
 *
 * <p>Every tREFI a refresh takes tRFC, and the row cycle around it in which all rows are closed and
 * opened again. Reads and writes do not alternate, so their turn-around is not counted.
 */
public final class DramChannel {
  private final double burstBytes;
  private final double rowBursts;
  private final double banks;
  private final int bankGroups;
  private final int alternatingGroups;
  private final double readSeconds;
  private final double groupReadSeconds;
  private final double activateSeconds;
  private final double leastOpenSeconds;
  private final double aroundReadsSeconds;
  private final double prechargeSeconds;
  private final double refreshFactor;
  private final double streamSecondsPerByte;

  /** The channel of a device. */
  public DramChannel(DramDevice device) {
    DramTiming timing = device.timing();
    double apart = Math.max(device.burstSeconds(), timing.readToRead().seconds());
    double sameGroup = timing.readToReadSameGroup().seconds();
    this.burstBytes = device.burstBytes();
    this.rowBursts = device.rowBursts();
    this.banks = device.banks();
    this.bankGroups = device.bankGroups();
    this.alternatingGroups = alternatingGroups(device);
    this.readSeconds = Math.max(apart, sameGroup / alternatingGroups);
    this.groupReadSeconds = Math.max(apart, sameGroup);
    this.activateSeconds =
        Math.max(
            Math.max(
                timing.activateToActivate().seconds(),
                timing.activateToActivateSameGroup().seconds() / device.bankGroups()),
            timing.fourActivates().seconds() / 4);
    this.leastOpenSeconds = timing.activateToPrecharge().seconds();
    this.aroundReadsSeconds =
        timing.activateToRead().seconds() + timing.readToPrecharge().seconds();
    this.prechargeSeconds = timing.precharge().seconds();
    double closed = timing.refresh().seconds() + timing.rowCycleSeconds();
    this.refreshFactor = 1 / (1 - closed / timing.refreshInterval().seconds());
    double row =
        Math.max(
            Math.max(rowBursts * readSeconds, activateSeconds), rowCycleSeconds(rowBursts) / banks);
    this.streamSecondsPerByte = refreshFactor * row / (rowBursts * burstBytes);
  }

  /** Bank groups that consecutive bursts alternate between, from 1 to all. */
  static int alternatingGroups(DramDevice device) {
    DramTiming timing = device.timing();
    double ratio = timing.readToReadSameGroup().seconds() / timing.readToRead().seconds();
    return (int) Math.clamp(Math.ceil(ratio * (1 - 1e-9)), 1, device.bankGroups());
  }

  /** Seconds a byte takes, refresh included, when so patterned transfers follow one another. */
  public double secondsPerByte(AccessPattern pattern) {
    return pattern.isSequential()
        ? streamSecondsPerByte
        : refreshFactor * runSeconds(pattern.runBytes()) / pattern.runBytes();
  }

  /** Seconds a run takes between refreshes, when equal runs follow one another. */
  double runSeconds(double runBytes) {
    double bursts = Math.ceil(runBytes / burstBytes);
    double wholeRows = Math.floor(bursts / (alternatingGroups * rowBursts)) * alternatingGroups;
    double rest = bursts - wholeRows * rowBursts;
    double restRows = Math.min(alternatingGroups, rest);
    double cycles = wholeRows * rowCycleSeconds(rowBursts);
    if (restRows > 0) {
      cycles += restRows * rowCycleSeconds(rest / restRows);
    }
    double activates = (wholeRows + restRows) * activateSeconds;
    double reads = bursts * readSeconds;
    if (alternatingGroups == bankGroups && (restRows == 0 || restRows == bankGroups)) {
      double firstGroup = wholeRows / bankGroups * rowBursts + Math.ceil(rest / bankGroups);
      reads = Math.max(reads, firstGroup * groupReadSeconds);
    }
    return Math.max(Math.max(reads, activates), cycles / banks);
  }

  /** From opening a row to opening the next one in its bank, with so many reads between. */
  private double rowCycleSeconds(double bursts) {
    double reading = (bursts - 1) * groupReadSeconds;
    return Math.max(leastOpenSeconds, aroundReadsSeconds + reading) + prechargeSeconds;
  }
}
