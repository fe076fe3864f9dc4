package io.bitwright.testbench.synthesis;

import io.bitwright.simulator.area.record.SynthesisTarget;

/** The Yosys commands that map a module to a target. */
final class YosysMapping {
  // Without -nosrl, Yosys up to 0.67 drops the clock enable of shift registers (YosysHQ/yosys
  // issue 6058): the figures would be of a unit that does not work.
  private static final String XILINX = "synth_xilinx -family xc7 -flatten -noiopad -nosrl";

  private YosysMapping() {}

  /** The command, the module's name to follow. */
  static String command(SynthesisTarget target) {
    return switch (target) {
      case XILINX -> XILINX;
      case XILINX_NODSP -> XILINX + " -nodsp";
      case ICE40 -> "synth_ice40";
      case ECP5 -> "synth_ecp5";
      case ECP5_NODSP -> "synth_ecp5 -nodsp";
    };
  }
}
