package io.bitwright.app.quality;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;

/** Rows of figures as a table for people. */
final class FidelityTable {
  private FidelityTable() {}

  static TextTable of(List<FidelityFigures> rows) {
    TextTable table =
        new TextTable(
            Column.text("weights"),
            Column.text("method"),
            Column.text("activations"),
            Column.number("bits a weight", ""),
            Column.number("perplexity", ""),
            Column.number("DPPL", ""),
            Column.number("FDT", "tokens"),
            Column.number("SDT", "tokens"),
            Column.number("energy a token", ""));
    for (FidelityFigures row : rows) {
      table.row(cells(row));
    }
    return table;
  }

  private static String[] cells(FidelityFigures row) {
    return new String[] {
      row.weights(),
      row.method(),
      row.activations(),
      NumberText.significant(row.bitsPerWeight(), 4),
      NumberText.significant(row.perplexity(), 4),
      NumberText.significant(row.divergentPerplexity(), 4),
      NumberText.significant(row.firstDivergentToken(), 3),
      NumberText.significant(row.divergentTokens(), 3),
      Quantities.formatJoules(row.energyPerTokenJoules())
    };
  }

  /** Layers, each alone in a format. */
  static TextTable ofComponents(List<ComponentFigures> components) {
    TextTable table =
        new TextTable(
            Column.text("linear layer"),
            Column.number("weights", ""),
            Column.number("bits a weight", ""),
            Column.number("FDT", "tokens"),
            Column.number("SDT", "tokens"),
            Column.number("DPPL", ""));
    for (ComponentFigures component : components) {
      table.row(
          component.layer(),
          NumberText.count(component.weights()),
          NumberText.significant(component.bitsPerWeight(), 4),
          NumberText.significant(component.firstDivergentToken(), 3),
          NumberText.significant(component.divergentTokens(), 3),
          NumberText.significant(component.divergentPerplexity(), 4));
    }
    return table;
  }
}
