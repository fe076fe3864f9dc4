package io.bitwright.spec.dram;

import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TransferRate;

/**
 * One channel of a dynamic memory: the chips that answer a command together.
 *
 * @param name lower-case name with dashes, as in {@code ddr4-2400}
 * @param source where the numbers come from
 * @param dataRate of one pin
 * @param dataWidth data pins of the channel, a multiple of 8
 * @param burstLength transfers of one read
 * @param bankGroups bank groups, at least 1; 1 where there are no groups
 * @param banks banks of all groups
 * @param row bytes that are open at once in one bank, over all chips of the channel (page)
 * @param timing the least times between commands
 */
public record DramDevice(
    String name,
    String source,
    TransferRate dataRate,
    int dataWidth,
    int burstLength,
    int bankGroups,
    int banks,
    ByteSize row,
    DramTiming timing) {

  /** The same device at another data rate; the times, which are those of its cells, stay. */
  public DramDevice withDataRate(TransferRate other) {
    return new DramDevice(
        name, source, other, dataWidth, burstLength, bankGroups, banks, row, timing);
  }

  /** Bytes of one read. */
  public long burstBytes() {
    return (long) dataWidth / Byte.SIZE * burstLength;
  }

  /** Seconds for which one read keeps the data pins busy. */
  public double burstSeconds() {
    return burstLength / dataRate.transfersPerSecond();
  }

  /** Reads of a whole row. */
  public long rowBursts() {
    return row.bytes() / burstBytes();
  }

  /** Bytes a second when the data pins never rest. */
  public double peakBytesPerSecond() {
    return dataWidth / (double) Byte.SIZE * dataRate.transfersPerSecond();
  }
}
