package io.bitwright.app.estimate;

import io.bitwright.app.report.JoinedDocument;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.estimate.EngineSeconds;
import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.explain.Advice;
import io.bitwright.simulator.explain.Change;
import io.bitwright.simulator.explain.ExplainedOperator;
import io.bitwright.simulator.explain.Explanation;
import io.bitwright.spec.quantity.Quantities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An estimate with why it takes as long and with the files that were written beside it.
 *
 * @param report the estimate
 * @param explanation if it was asked for
 * @param files what was written
 * @param html the page, if it was asked for
 */
record ExplainedReport(
    EstimateReport report,
    Optional<Explanation> explanation,
    List<Path> files,
    Optional<String> html)
    implements Report {

  /** What the explanation adds to the document of an estimate. */
  record Explained(Document explanation) {}

  /** The value of the key {@code explanation}. */
  record Document(List<OperatorLine> operators, Others others, List<Gain> whole) {}

  /** An operator; shares are of one. */
  record OperatorLine(
      String name,
      String kind,
      long count,
      double seconds,
      double share,
      String boundBy,
      Optional<Double> flopsPerByte,
      double ridgeFlopsPerByte,
      double shareOfPeak,
      double shareOfBandwidth,
      Busy busySeconds,
      Optional<MappingReport.Document> mapping,
      List<Gain> advice) {}

  /** Seconds for which an engine works. */
  record Busy(double matrix, double memory, double vector) {}

  /** The operators that are not explained. */
  record Others(int operators, double seconds, double share) {}

  /** A change and how many times faster it makes. */
  record Gain(String change, String description, double speedup) {
    static List<Gain> of(List<Advice> advice) {
      return advice.stream()
          .map(a -> new Gain(a.change().label(), a.description(), a.speedup()))
          .toList();
    }
  }

  @Override
  public Object json() {
    return explanation.isEmpty()
        ? report.json()
        : new JoinedDocument(report.json(), new Explained(document(explanation.get())));
  }

  private static Document document(Explanation explanation) {
    return new Document(
        explanation.operators().stream().map(ExplainedReport::line).toList(),
        new Others(
            explanation.otherOperators(), explanation.otherSeconds(), explanation.otherShare()),
        Gain.of(explanation.whole()));
  }

  private static OperatorLine line(ExplainedOperator operator) {
    ExecutedOperator runs = operator.runs();
    EngineSeconds seconds = runs.all();
    return new OperatorLine(
        runs.operator().name(),
        runs.operator().kind().label(),
        runs.count(),
        seconds.whole(),
        operator.share(),
        runs.boundBy().label(),
        runs.flopsPerByte(),
        operator.ridgeFlopsPerByte(),
        runs.shareOfPeak(),
        operator.shareOfBandwidth(),
        new Busy(seconds.matrix(), seconds.memory(), seconds.vector()),
        MappingReport.document(runs),
        Gain.of(operator.advice()));
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder text = new StringBuilder(report.text(style));
    explanation.ifPresent(e -> text.append('\n').append(explained(e, style)));
    for (Path file : files) {
      text.append("wrote ").append(file).append('\n');
    }
    return text.toString();
  }

  private static String explained(Explanation explanation, TextStyle style) {
    StringBuilder text = new StringBuilder(table(explanation).render(style));
    if (explanation.otherOperators() > 0) {
      text.append(
          "%d other%s: %s, %s of the time%n"
              .formatted(
                  explanation.otherOperators(),
                  explanation.otherOperators() == 1 ? "" : "s",
                  Quantities.formatSeconds(explanation.otherSeconds()),
                  Quantities.formatPercent(explanation.otherShare())));
    }
    MappingReport.table(explanation.operators().stream().map(ExplainedOperator::runs).toList())
        .ifPresent(table -> text.append('\n').append(table.render(style)));
    return text.append('\n').append(gains(explanation).render(style)).toString();
  }

  /** What bounds the operators. */
  static TextTable table(Explanation explanation) {
    TextTable table =
        new TextTable(
            Column.text("explained"),
            Column.number("share", ""),
            Column.text("bound by"),
            Column.number("FLOP/byte", ""),
            Column.number("ridge", ""),
            Column.number("of peak", ""),
            Column.number("of bandwidth", ""));
    for (ExplainedOperator operator : explanation.operators()) {
      ExecutedOperator runs = operator.runs();
      table.row(
          runs.operator().name(),
          Quantities.formatPercent(operator.share()),
          runs.boundBy().label(),
          runs.flopsPerByte().map(Quantities::formatNumber).orElse("on chip"),
          Quantities.formatNumber(operator.ridgeFlopsPerByte()),
          Quantities.formatPercent(runs.shareOfPeak()),
          Quantities.formatPercent(operator.shareOfBandwidth()));
    }
    return table;
  }

  /** How many times faster each change makes each operator, and the whole. */
  static TextTable gains(Explanation explanation) {
    List<Advice> changes =
        explanation.whole().stream().filter(a -> helps(explanation, a.change())).toList();
    List<Column> columns = new ArrayList<>(List.of(Column.text("faster with")));
    changes.forEach(change -> columns.add(Column.number(change.description(), "")));
    TextTable table = new TextTable(columns.toArray(Column[]::new));
    for (ExplainedOperator operator : explanation.operators()) {
      table.row(gains(operator.runs().operator().name(), operator.advice(), changes));
    }
    return table.row(gains("the whole", changes, changes));
  }

  private static boolean helps(Explanation explanation, Change change) {
    return explanation.operators().stream()
        .flatMap(operator -> operator.advice().stream())
        .anyMatch(advice -> advice.change() == change);
  }

  private static String[] gains(String name, List<Advice> advice, List<Advice> columns) {
    return Stream.concat(
            Stream.of(name),
            columns.stream()
                .map(column ->
                    advice.stream()
                        .filter(a -> a.change() == column.change())
                        .map(ExplainedReport::speedup)
                        .collect(Collectors.joining())))
        .toArray(String[]::new);
  }

  /** {@code 1.86x}. */
  static String speedup(Advice advice) {
    return String.format(Locale.ROOT, "%.2fx", advice.speedup());
  }
}
