package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.OutputFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was generated.
 *
 * @param name accelerator or unit
 * @param topModule module at the top
 * @param settings all settings of the unit
 * @param out the folder
 * @param files paths below the folder, in reading order
 */
record GenerateReport(
    String name, String topModule, Map<String, String> settings, Path out, List<Line> files)
    implements Report {

  /** A file by its path below the folder. */
  record Line(String path, int lines) {}

  static GenerateReport of(GeneratedDesign design, Path out) {
    List<Line> files = new ArrayList<>();
    for (GeneratedFile file : design.files()) {
      files.add(new Line(file.path(), (int) file.text().lines().count()));
    }
    files.add(new Line(OutputFolder.MANIFEST, design.files().size()));
    return new GenerateReport(
        design.name(), design.topModule(), design.spec().settings(), out, files);
  }

  @Override
  public String text(TextStyle style) {
    TextTable table = new TextTable(Column.text("file"), Column.number("length", "lines"));
    files.forEach(file -> table.row(file.path(), NumberText.count(file.lines())));
    StringBuilder text = new StringBuilder(style.bold(name) + ", top module " + topModule + "\n");
    settings.forEach(
        (key, value) -> text.append("  ").append(key).append(" = ").append(value).append('\n'));
    return text.append('\n')
        .append(table.render(style))
        .append("\nwritten to " + out + "\n")
        .toString();
  }

  @Override
  public Object json() {
    return this;
  }
}
