package io.bitwright.codegen;

import io.bitwright.codegen.model.DesignPackageModel;
import io.bitwright.codegen.render.TemplateEngine;
import java.util.List;

/** The files that go with the RTL of any design: constraints, file list, scripts, core. */
enum DesignPackage {
  SDC("packaging/constraints.sdc.ftl", ".sdc", "clock constraint for SDC readers"),
  XDC("packaging/constraints.xdc.ftl", ".xdc", "clock constraint for Vivado"),
  FILE_LIST("packaging/file_list.f.ftl", ".f", "list of the RTL files for simulators"),
  FUSESOC_CORE("packaging/fusesoc.core.ftl", ".core", "FuseSoC core: lint, sim, synth"),
  YOSYS_SCRIPT("packaging/synthesise.ys.ftl", "synthesise.ys", "Yosys script: check and map"),
  VIVADO_SCRIPT(
      "packaging/synthesise_vivado.tcl.ftl",
      "synthesise_vivado.tcl",
      "Vivado script: synthesis out of context, reports"),
  BENCH_MAKEFILE(
      "packaging/makefile.ftl", "bench/Makefile", "builds and runs the C++ bench: make -C bench");

  private final String template;

  /** What follows the module's name, or a path that does not name it. */
  private final String extension;

  private final String use;

  DesignPackage(String template, String extension, String use) {
    this.template = template;
    this.extension = extension;
    this.use = use;
  }

  /** What the file is for, one phrase. */
  String use() {
    return use;
  }

  /** Path of the file below the output folder. */
  String path(String topModule) {
    return extension.startsWith(".") ? topModule + extension : extension;
  }

  static List<GeneratedFile> render(TemplateEngine engine, DesignPackageModel model) {
    return List.of(values()).stream()
        .map(kind ->
            new GeneratedFile(
                kind.path(model.topModule()),
                engine.render(kind.template, model.of(kind.template))))
        .toList();
  }
}
