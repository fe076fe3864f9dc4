package io.bitwright.testbench.synthesis;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** An FPGA family that Yosys maps to, with or without its multipliers. */
public enum SynthesisTarget {
  /** AMD 7-series: six-input LUTs, DSP48E1. */
  XILINX("AMD 7-series, LUT6", Commands.XILINX),
  /** The same, multipliers in LUTs. */
  XILINX_NODSP("AMD 7-series, LUT6, no DSP", Commands.XILINX + " -nodsp"),
  /** Lattice iCE40 HX: four-input LUTs; the family has no multipliers. */
  ICE40("Lattice iCE40 HX, LUT4", "synth_ice40"),
  /** Lattice ECP5: four-input LUTs, MULT18X18D. */
  ECP5("Lattice ECP5, LUT4", "synth_ecp5"),
  /** The same, multipliers in LUTs. */
  ECP5_NODSP("Lattice ECP5, LUT4, no DSP", "synth_ecp5 -nodsp");

  /** The word for all targets. */
  private static final String ALL = "all";

  /** Yosys commands that two targets share. */
  private static final class Commands {
    // Without -nosrl, Yosys up to 0.67 drops the clock enable of shift registers (YosysHQ/yosys
    // issue 6058): the figures would be of a unit that does not work.
    static final String XILINX = "synth_xilinx -family xc7 -flatten -noiopad -nosrl";
  }

  private final String description;
  private final String command;

  SynthesisTarget(String description, String command) {
    this.description = description;
    this.command = command;
  }

  /** The target of a name. */
  public static SynthesisTarget named(String label) {
    return Vocabulary.of("target", List.of(values()), SynthesisTarget::label).parse(label);
  }

  /**
   * The targets that a user's word means: one, or all.
   *
   * @throws io.bitwright.spec.SpecException if it is no target, naming the nearest
   */
  public static List<SynthesisTarget> parse(String word) {
    return word.equals(ALL) ? List.of(values()) : List.of(named(word));
  }

  /** What users type: {@code xilinx-nodsp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The family for people. */
  public String description() {
    return description;
  }

  /** The Yosys command that maps a module, its name to follow. */
  String command() {
    return command;
  }

  /** Whether the speed of this target can be found, which takes a free place-and-route tool. */
  public boolean isRoutable() {
    return this == ICE40;
  }
}
