package io.bitwright.spec.part;

import java.util.List;

/** The keys of an FPGA part's description. */
final class FpgaPartKeys {
  static final List<String> TOP =
      List.of(
          "name",
          "description",
          "source",
          "family",
          "luts",
          "flip-flops",
          "dsp-blocks",
          "block-rams",
          "ultra-rams");

  private FpgaPartKeys() {}
}
