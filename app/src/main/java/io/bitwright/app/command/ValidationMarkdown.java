package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A page of {@code docs/results}: a summary, and a section with a table for each source. The same
 * rows give the same bytes.
 */
final class ValidationMarkdown {
  /** A section with more rows shows its summaries and the worst of the others. */
  private static final int LONGEST_TABLE = 40;

  private static final int WORST = 10;
  private static final double NINETY_PERCENT = 0.9;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, List<ValidationRow>> bySource = new LinkedHashMap<>();

  private ValidationMarkdown(List<ValidationRow> rows) {
    for (ValidationRow row : rows) {
      bySource.computeIfAbsent(row.source(), source -> new ArrayList<>()).add(row);
    }
  }

  /** The whole page, ending in a newline. */
  static String of(ValidationSubject subject, List<ValidationRow> rows) {
    ValidationMarkdown page = new ValidationMarkdown(rows);
    page.summary(subject, rows);
    page.picture(subject);
    page.deviations(rows);
    page.bySource.forEach(page::section);
    if (subject == ValidationSubject.PODS) {
      page.notCompared();
    }
    return page.text.toString();
  }

  private void summary(ValidationSubject subject, List<ValidationRow> rows) {
    line("# " + subject.title());
    line("");
    line("Written by `" + subject.command() + "`;");
    line("a test holds the page against the command. Published and measured numbers are facts of");
    line("the named sources.");
    line("");
    line(ValidationReport.summary(rows) + ".");
    line("");
    line("| source | rows | hold | known deviations | failing | median error | 90th percentile |");
    line("|---|--:|--:|--:|--:|--:|--:|");
    bySource.forEach((source, ofIt) ->
        line(
            "| %s | %d | %d | %d | %d | %s | %s |"
                .formatted(
                    cell(source),
                    ofIt.size(),
                    ValidationReport.holding(ofIt),
                    ValidationReport.known(ofIt),
                    ValidationReport.failing(ofIt),
                    quantile(ofIt, 0.5),
                    quantile(ofIt, NINETY_PERCENT))));
    line("");
    line(
        "Errors here are shares of the published number, their sign left out; the quantile is the");
    line(
        "least error that so many of the rows do not pass. Rows that are bounds, and rows that"
            + " are");
    line("themselves such quantiles, are left out of them.");
    line("");
  }

  private void picture(ValidationSubject subject) {
    line("![Ours over the published and measured numbers](" + subject.picture() + ")");
    line("");
  }

  private static String quantile(List<ValidationRow> rows, double share) {
    double[] errors =
        rows.stream()
            .filter(row -> !row.bound() && row.published() != 0)
            .mapToDouble(row -> Math.abs(row.error() / row.published()))
            .sorted()
            .toArray();
    return errors.length == 0
        ? ""
        : NumberText.percent(errors[(int) Math.ceil(share * errors.length) - 1]);
  }

  private void deviations(List<ValidationRow> rows) {
    Map<String, List<String>> itemsByReason = new LinkedHashMap<>();
    rows.stream()
        .filter(ValidationRow::knownDeviation)
        .forEach(row ->
            itemsByReason.computeIfAbsent(row.note(), n -> new ArrayList<>()).add(row.item()));
    line("## Known deviations");
    line("");
    itemsByReason.forEach(
        (reason, items) -> line("- " + String.join("; ", items) + ": " + reason + "."));
    line("");
  }

  private void section(String source, List<ValidationRow> rows) {
    Set<ValidationRow> shown = shown(rows);
    line("## " + source);
    line("");
    line(ValidationReport.summary(rows) + ".");
    if (shown.size() < rows.size()) {
      line("Shown are quantiles, where there are any, and the %d rows that come".formatted(WORST));
      line("nearest to their tolerance or pass it; `./bitwright validate` prints all.");
    }
    line("");
    line("| item | published | ours | unit | error | tolerance | verdict |");
    line("|---|--:|--:|---|--:|--:|---|");
    shown.forEach(row -> line(row(row)));
    line("");
  }

  private void notCompared() {
    line("## Not compared");
    line("");
    line(
        "The times of arXiv 2211.05102, Table 3 (8 to 64 chips), and those of arXiv 2206.09557 on 2 to");
    line("8 GPUs.");
  }

  private static Set<ValidationRow> shown(List<ValidationRow> rows) {
    if (rows.size() <= LONGEST_TABLE) {
      return new LinkedHashSet<>(rows);
    }
    Set<ValidationRow> shown = new LinkedHashSet<>();
    rows.stream().filter(row -> row.published() == 0).forEach(shown::add);
    rows.stream().filter(row -> !row.holds()).forEach(shown::add);
    rows.stream()
        .filter(row -> row.published() != 0)
        .sorted(Comparator.comparingDouble(ValidationMarkdown::shareOfTolerance).reversed())
        .limit(WORST)
        .forEach(shown::add);
    return shown;
  }

  private static double shareOfTolerance(ValidationRow row) {
    return Math.abs(row.error()) / row.tolerance();
  }

  private static String row(ValidationRow row) {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            cell(row.item()),
            NumberText.decimal(row.published()),
            NumberText.significant(row.ours(), 4),
            row.unit(),
            NumberText.signed(row.error(), 2),
            row.bound() ? "at most 0" : NumberText.significant(row.tolerance(), 2),
            ValidationReport.verdict(row));
  }

  private static String cell(String words) {
    return words.replace("|", "\\|");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
