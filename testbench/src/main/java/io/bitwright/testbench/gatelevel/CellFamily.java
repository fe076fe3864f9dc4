package io.bitwright.testbench.gatelevel;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Standard-cell libraries that are known by the name in their files: what a Liberty file does not
 * say of itself.
 */
public enum CellFamily {
  /** NanGate 45 nm Open Cell Library. */
  NANGATE45("NangateOpenCellLibrary.*", 45, "(?!)", Origin.PLATFORMS + "nangate45"),
  /**
   * ASAP7, predictive. Left out are the cells that OpenROAD-flow-scripts leaves out
   * (flow/platforms/asap7/config.mk, DONT_USE_CELLS): those of fractional drive, scan flip-flops
   * and clock gates.
   */
  ASAP7("asap7sc7p5t.*", 7, ".*x1p.*|.*xp.*|SDF.*|ICG.*", Origin.PLATFORMS + "asap7"),
  /** SkyWater 130 nm, high density. */
  SKY130(
      "sky130_fd_sc_.*",
      130,
      ".*__(lpflow|probe|edf|sdf|dlclk).*",
      "https://github.com/google/skywater-pdk"),
  /** GT2N, predictive, nanosheets. */
  GT2N("gt2_.*", 2, "(?!)", "https://github.com/azadnaeemi/GT2N"),
  /** Oklahoma State University's cells for TSMC 0.18 micrometres; Debian's qflow-tech-osu018. */
  OSU018("osu018.*", 180, "(?!)", "http://opencircuitdesign.com/qflow/");

  private final Pattern name;
  private final double nodeNanometres;
  private final Pattern leftOut;
  private final String originUrl;

  CellFamily(String name, double nodeNanometres, String leftOut, String originUrl) {
    this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
    this.nodeNanometres = nodeNanometres;
    this.leftOut = Pattern.compile(leftOut);
    this.originUrl = originUrl;
  }

  /** The family of a library, by the name in its file. */
  static Optional<CellFamily> of(String libraryName) {
    return Stream.of(values())
        .filter(family -> family.name.matcher(libraryName).matches())
        .findFirst();
  }

  /** Whether mapping leaves a cell out although the library does not say so. */
  boolean leavesOut(String cell) {
    return leftOut.matcher(cell).matches();
  }

  /** The process node in nanometres. */
  public double nodeNanometres() {
    return nodeNanometres;
  }

  /** Where the library comes from. */
  String originUrl() {
    return originUrl;
  }

  /** The node of a library, if its family is known. */
  static OptionalDouble nodeOf(String libraryName) {
    return of(libraryName).stream().mapToDouble(CellFamily::nodeNanometres).findFirst();
  }

  /** The name in reports: {@code asap7}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the constants above share. */
  private static final class Origin {
    static final String PLATFORMS =
        "https://github.com/The-OpenROAD-Project/OpenROAD-flow-scripts/tree/master/flow/platforms/";
  }
}
