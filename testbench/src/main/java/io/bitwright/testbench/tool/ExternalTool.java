package io.bitwright.testbench.tool;

import io.bitwright.spec.SpecException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A program of the system that a part of Bitwright calls; the order is the order of use. */
public enum ExternalTool {
  /** Turns RTL into C++. */
  VERILATOR("verilator", "verilator"),
  /** Compiles that C++ into a shared library. */
  CXX_COMPILER("g++", "g++"),
  /** Synthesises, mutates, and proves RTL. */
  YOSYS("yosys", "yosys"),
  /** Proves properties of RTL by induction and bounded search. */
  YOSYS_SMTBMC("yosys-smtbmc", "yosys"),
  /** Proves properties of netlists by reachability and by sweeping. */
  YOSYS_ABC("yosys-abc", "yosys"),
  /** Solves what is to be proved. */
  Z3("z3", "z3"),
  /** Compiles RTL for a second simulator. */
  ICARUS("iverilog", "iverilog"),
  /** Runs what {@link #ICARUS} compiled. */
  VVP("vvp", "iverilog"),
  /** Places and routes for an iCE40 FPGA. */
  NEXTPNR_ICE40("nextpnr-ice40", "nextpnr-ice40");

  private final String command;
  private final String systemPackage;

  ExternalTool(String command, String systemPackage) {
    this.command = command;
    this.systemPackage = systemPackage;
  }

  /** The name that is looked up on the search path. */
  public String command() {
    return command;
  }

  /** The program on the search path ({@code PATH}), if it is there. */
  public Optional<Path> find() {
    String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(searchPath.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The program on the search path.
   *
   * @throws SpecException naming the package to install if it is not there
   */
  public Path get() {
    return find().orElseThrow(() -> missing(command, systemPackage));
  }

  private static SpecException missing(String command, String systemPackage) {
    return new SpecException(
        "%s is not installed (not found on PATH); install the package %s: apt-get install %s"
            .formatted(command, systemPackage, systemPackage));
  }
}
