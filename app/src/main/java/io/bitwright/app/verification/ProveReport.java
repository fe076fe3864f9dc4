package io.bitwright.app.verification;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.formal.ProofResult;
import java.util.List;
import java.util.Locale;

/** Claims and what became of them. */
record ProveReport(List<ProofResult> results) implements Report {
  ProveReport {
    results = List.copyOf(results);
  }

  /** The document of {@code prove --json}; its keys are kept stable. */
  record Document(int claims, int proved, boolean passed, List<Claim> results) {}

  /** One claim; cycles is 0 where all cycles are covered. */
  record Claim(
      String unit,
      String claim,
      String sizes,
      String goal,
      String verdict,
      int cycles,
      String engine,
      boolean holds,
      double seconds) {
    static Claim of(ProofResult result) {
      return new Claim(
          result.task().unit().title(),
          result.task().claim(),
          result.task().widths(),
          word(result.task().goal()),
          word(result.verdict()),
          result.cycles(),
          result.engine().label(),
          result.holds(),
          result.seconds());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private int holding() {
    return (int) results.stream().filter(ProofResult::holds).count();
  }

  @Override
  public Object json() {
    return new Document(
        results.size(), holding(), passed(), results.stream().map(Claim::of).toList());
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder text = new StringBuilder();
    List<String> units = results.stream().map(r -> r.task().unit().title()).distinct().toList();
    for (String unit : units) {
      TextTable table =
          new TextTable(
              Column.text("claim"),
              Column.text("for"),
              Column.text("verdict"),
              Column.text("by"),
              Column.number("time", "s"));
      for (ProofResult result : results) {
        if (result.task().unit().title().equals(unit)) {
          table.row(
              result.task().claim(),
              result.task().widths(),
              result.verdictText(),
              result.engine().label(),
              NumberText.significant(result.seconds(), 2));
        }
      }
      text.append(style.bold(unit)).append("\n\n").append(table.render(style)).append('\n');
    }
    String verdict = "%d of %d claims shown".formatted(holding(), results.size());
    return text.append(passed() ? style.good(verdict) : style.bad(verdict)).append('\n').toString();
  }

  @Override
  public boolean passed() {
    return !results.isEmpty() && holding() == results.size();
  }
}
