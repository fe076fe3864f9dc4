package io.bitwright.simulator.area.record;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.part.FpgaFamily;
import java.util.List;
import java.util.Locale;

/** An FPGA family that units are mapped to, with or without its multipliers. */
public enum SynthesisTarget {
  /** AMD 7-series: six-input LUTs, DSP48E1. */
  XILINX("AMD 7-series, LUT6"),
  /** The same, multipliers in LUTs. */
  XILINX_NODSP("AMD 7-series, LUT6, no DSP"),
  /** Lattice iCE40 HX: four-input LUTs; the family has no multipliers. */
  ICE40("Lattice iCE40 HX, LUT4"),
  /** Lattice ECP5: four-input LUTs, MULT18X18D. */
  ECP5("Lattice ECP5, LUT4"),
  /** The same, multipliers in LUTs. */
  ECP5_NODSP("Lattice ECP5, LUT4, no DSP");

  /** The word for all targets. */
  private static final String ALL = "all";

  private final String description;

  SynthesisTarget(String description) {
    this.description = description;
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

  /** Whose logic it has. */
  public FpgaFamily family() {
    return switch (this) {
      case XILINX, XILINX_NODSP -> FpgaFamily.XILINX;
      case ECP5, ECP5_NODSP -> FpgaFamily.ECP5;
      case ICE40 -> FpgaFamily.ICE40;
    };
  }

  /** Whether products go to multiplier blocks. */
  public boolean multiplies() {
    return this == XILINX || this == ECP5;
  }

  /** Whether the speed of this target can be found, which takes a free place-and-route tool. */
  public boolean isRoutable() {
    return this == ICE40;
  }
}
