package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.area.record.RecordedFigures;
import io.bitwright.simulator.area.record.SynthesisRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record that was measured anew.
 *
 * @param file where it was written
 * @param before as it was
 * @param after as it is now, the same lines
 */
record SynthRecordReport(Path file, SynthesisRecord before, SynthesisRecord after)
    implements Report {

  /** The document of {@code synth --record --json}. */
  record Document(Path file, List<Line> lines) {}

  /** A configuration before and after. */
  record Line(
      String configuration, Optional<RecordedFigures> before, Optional<RecordedFigures> after) {}

  @Override
  public Optional<String> html() {
    return Optional.of(SynthPages.of(this).html());
  }

  @Override
  public Object json() {
    return new Document(file, lines());
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < after.lines().size(); i++) {
      lines.add(
          new Line(
              after.lines().get(i).configuration().title(),
              before.lines().get(i).figures(),
              after.lines().get(i).figures()));
    }
    return lines;
  }

  @Override
  public String text(TextStyle style) {
    return table().render(style) + "\nwritten to " + file + "\n";
  }

  /** One line a configuration. */
  TextTable table() {
    TextTable table =
        new TextTable(
            Column.text("configuration"),
            Column.number("LUT before", ""),
            Column.number("LUT now", ""),
            Column.number("FF now", ""),
            Column.number("DSP now", ""),
            Column.number("Fmax before", "MHz"),
            Column.number("Fmax now", "MHz"));
    for (Line line : lines()) {
      table.row(
          line.configuration(),
          count(line.before().map(figures -> figures.area().luts())),
          count(line.after().map(figures -> figures.area().luts())),
          count(line.after().map(figures -> figures.area().flipFlops())),
          count(line.after().map(figures -> figures.area().dsps())),
          speed(line.before()),
          speed(line.after()));
    }
    return table;
  }

  private static String count(Optional<Integer> value) {
    return value.map(NumberText::count).orElse("-");
  }

  private static String speed(Optional<RecordedFigures> figures) {
    return figures.flatMap(RecordedFigures::megahertz).map(SynthReport::megahertz).orElse("-");
  }
}
