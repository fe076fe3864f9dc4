package io.bitwright.spec.dram;

import java.util.List;

/** The keys of a device of dynamic memory, and of the section {@code dram} that names one. */
public final class DramKeys {
  public static final List<String> DRAM = List.of("device", "channels", "data-rate");
  public static final List<String> DEVICE =
      List.of(
          "name",
          "source",
          "data-rate",
          "data-width",
          "burst-length",
          "bank-groups",
          "banks",
          "row",
          "timing");
  public static final List<String> TIMING =
      List.of(
          "activate-to-read",
          "read-to-data",
          "precharge",
          "activate-to-precharge",
          "read-to-precharge",
          "activate-to-activate",
          "activate-to-activate-same-group",
          "four-activates",
          "read-to-read",
          "read-to-read-same-group",
          "refresh",
          "refresh-interval");

  private DramKeys() {}
}
