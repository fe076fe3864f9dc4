package io.bitwright.codegen.model;

import java.util.List;

/**
 * The model of the templates in {@code packaging/}: what goes with the RTL of a design.
 *
 * @param banner origin of the file
 * @param topModule module at the top
 * @param benchModule module of the self-checking bench
 * @param coreName name of the FuseSoC core
 * @param description one line for people
 * @param clockPort name of the clock's port
 * @param clockPeriodNs period of the clock in nanoseconds
 * @param rtlFiles paths of the synthesisable files, lower modules first
 * @param benchFiles paths of the SystemVerilog bench's files; none if the unit has no such bench
 * @param vectorFiles paths of the C++ bench's recorded runs
 * @param systemVerilog whether the RTL is SystemVerilog, else Verilog-2005
 */
public record DesignPackageModel(
    Banner banner,
    String topModule,
    String benchModule,
    String coreName,
    String description,
    String clockPort,
    String clockPeriodNs,
    List<String> rtlFiles,
    List<String> benchFiles,
    List<String> vectorFiles,
    boolean systemVerilog) {
  public DesignPackageModel {
    rtlFiles = List.copyOf(rtlFiles);
    benchFiles = List.copyOf(benchFiles);
    vectorFiles = List.copyOf(vectorFiles);
  }

  /** The same package, seen by one of its templates. */
  public DesignPackageModel of(String template) {
    return new DesignPackageModel(
        banner.of(template),
        topModule,
        benchModule,
        coreName,
        description,
        clockPort,
        clockPeriodNs,
        rtlFiles,
        benchFiles,
        vectorFiles,
        systemVerilog);
  }
}
