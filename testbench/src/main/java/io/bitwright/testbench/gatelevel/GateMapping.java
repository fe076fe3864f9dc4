package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.YosysScript;
import java.time.Duration;
import java.util.List;

/**
 * Maps modules to standard cells for small area with Yosys and ABC.
 *
 * @param library the cells
 * @param limit time after which the tools are ended
 */
public record GateMapping(CellLibrary library, Duration limit) {
  private static final String LIBERTY = "mapping.lib";
  private static final String ABC_SCRIPT = "area.abc";
  private static final String NETLIST = "netlist.json";

  /** Map for area, then bound fan-outs by buffers and choose the smallest drives that do. */
  private static final String ABC_COMMANDS =
      """
      strash
      &get -n
      &st
      &dch
      &nf -a 10
      &put
      buffer -c
      topo
      dnsize -c
      """;

  /**
   * The module as cells, everything below it flattened into it.
   *
   * @param files the RTL of the module and all below it
   * @param module its name
   * @throws io.bitwright.spec.SpecException if Yosys is not installed
   * @throws io.bitwright.testbench.tool.ToolFailedException if Yosys refuses the module
   */
  public GateNetlist map(List<GeneratedFile> files, String module) {
    YosysScript script =
        YosysScript.readingWhatIsNeeded(files).file(LIBERTY, new MappingFiles(library).liberty());
    script.file(ABC_SCRIPT, ABC_COMMANDS);
    script.then(
        "hierarchy -check -top " + module,
        "setattr -mod -unset keep_hierarchy A:keep_hierarchy",
        "synth -flatten -noabc -run begin:fine -top " + module);
    AdderMapping.of(library).ifPresent(adders -> adders.addTo(script));
    script.then(
        "synth -noabc -run fine:check",
        "opt_clean",
        // The registers' names, before a library's flip-flops put inverters behind them.
        "rename -wire t:$_*DFF*",
        "dfflibmap -liberty " + LIBERTY,
        "opt",
        "abc -liberty %s -script %s".formatted(LIBERTY, ABC_SCRIPT),
        "opt_clean -purge",
        "write_json " + NETLIST);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      script.run(folder.path(), limit).orThrow("mapping " + module + " to " + library.label());
      return GateNetlist.parse(folder.read(NETLIST), module);
    }
  }
}
