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
  YOSYS_SCRIPT("packaging/synthesise.ys.ftl", "", "Yosys script: check and map");

  private final String template;
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
    return extension.isEmpty() ? "synthesise.ys" : topModule + extension;
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
