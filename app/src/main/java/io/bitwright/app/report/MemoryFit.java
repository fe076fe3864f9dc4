package io.bitwright.app.report;

import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Quantities;

/** Whether a memory holds what is asked of it, in words. */
public final class MemoryFit {
  private MemoryFit() {}

  /**
   * {@code fits in 32 GiB}, or that it does not and by how much.
   *
   * @param shortfallBytes by which it is too much, 0 if it fits
   */
  public static String text(ByteSize capacity, double shortfallBytes) {
    return shortfallBytes == 0
        ? "fits in " + Quantities.format(capacity)
        : "does NOT fit in %s: %s too much"
            .formatted(Quantities.format(capacity), Quantities.formatBytes(shortfallBytes));
  }
}
