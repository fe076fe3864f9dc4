package io.bitwright.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code pricing.csv}: pointers from actions to the rows that price them. */
final class PricingReader {
  static final String FILE_NAME = "pricing.csv";

  private static final List<String> COLUMNS =
      List.of("component", "action", "format", "node_nm", "source", "priced_as", "reason");

  private PricingReader() {}

  /** The rules of {@code text}; each points to rows of one of {@code tables}. */
  static List<PricingRule> read(String text, Map<String, EnergyTable> tables) {
    List<PricingRule> rules = new ArrayList<>();
    Map<List<String>, String> places = new LinkedHashMap<>();
    for (CsvRow row : CsvRow.readAll(FILE_NAME, text, COLUMNS)) {
      List<String> priced =
          List.of(
              row.required("component"),
              row.required("action"),
              row.text("format"),
              row.text("node_nm"));
      String first = places.putIfAbsent(priced, row.place());
      if (first != null) {
        throw row.complaint("this action is priced already at " + first);
      }
      rules.add(rule(row, tables));
    }
    return rules;
  }

  private static PricingRule rule(CsvRow row, Map<String, EnergyTable> tables) {
    String source = row.required("source");
    EnergyTable table = tables.get(source);
    if (table == null) {
      throw row.complaint(
          "unknown source '"
              + source
              + "'; nearest: "
              + NearestWord.of(source, List.copyOf(tables.keySet())));
    }
    boolean substituted = !row.text("priced_as").equals(row.text("format"));
    if (substituted && row.text("reason").isEmpty()) {
      throw row.complaint("a format that is priced as another one needs a reason");
    }
    PricingRule rule =
        new PricingRule(
            row.required("component"),
            row.required("action"),
            row.text("format"),
            row.optionalCount("node_nm"),
            row.text("reason"),
            rowsOf(table, row));
    if (rule.entries().isEmpty()) {
      throw row.complaint(
          source
              + " has no row for "
              + String.join(
                  " ", rule.component(), rule.action(), row.text("priced_as"), "at this node"));
    }
    return rule;
  }

  private static List<EnergyEntry> rowsOf(EnergyTable table, CsvRow row) {
    return table.entries().stream()
        .filter(entry -> entry.key().component().equals(row.text("component")))
        .filter(entry -> entry.key().action().equals(row.text("action")))
        .filter(entry -> entry.key().format().equals(row.text("priced_as")))
        .filter(entry -> entry.key().nodeNm().equals(row.optionalCount("node_nm")))
        .toList();
  }
}
