package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import java.util.Arrays;
import java.util.List;

/** Everything that ships, by the names that the other commands take. */
record Inventory(List<String> units, List<Format> formats) implements Report {

  /** A number format: bits one value takes in memory and in a register, scales left out. */
  record Format(String name, double storageBits, int registerBits) {}

  static Inventory shipped() {
    return new Inventory(
        Arrays.stream(MatrixUnitKind.values()).map(MatrixUnitKind::label).toList(),
        Arrays.stream(NumberFormat.values())
            .map(f -> new Format(f.label(), f.storageBits(), f.registerBits()))
            .toList());
  }

  @Override
  public String text(TextStyle style) {
    TextTable unitTable = new TextTable(Column.text("unit"));
    units.forEach(unitTable::row);
    TextTable formatTable =
        new TextTable(
            Column.text("number format"),
            Column.number("in memory", "bits"),
            Column.number("in a register", "bits"));
    for (Format format : formats) {
      formatTable.row(
          format.name(),
          NumberText.significant(format.storageBits(), 3),
          Integer.toString(format.registerBits()));
    }
    return unitTable.render(style) + "\n" + formatTable.render(style);
  }

  @Override
  public Object json() {
    return this;
  }
}
