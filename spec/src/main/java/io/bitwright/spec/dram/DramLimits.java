package io.bitwright.spec.dram;

import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;

/** The sizes and times a dynamic memory may have. */
public final class DramLimits {
  public static final IntegerRange CHANNELS = new IntegerRange(1, 1024);
  public static final IntegerRange DATA_WIDTH = new IntegerRange(8, 1024);
  public static final IntegerRange BURST_LENGTH = new IntegerRange(1, 64);
  public static final IntegerRange BANK_GROUPS = new IntegerRange(1, 16);
  public static final IntegerRange BANKS = new IntegerRange(1, 256);
  public static final ByteSize ROW = new ByteSize(1 << 20);

  /** Between two commands; more is a slip of the unit. */
  public static final TimeSpan BETWEEN_COMMANDS = new TimeSpan(1e-6);

  /** From refresh to refresh; more is a slip of the unit. */
  public static final TimeSpan REFRESH_INTERVAL = new TimeSpan(1e-3);

  /** By how much the peak of all channels may differ from the stated bandwidth. */
  public static final double PEAK_TOLERANCE = 0.02;

  private DramLimits() {}
}
