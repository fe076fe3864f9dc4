package io.bitwright.app.estimate;

import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a file of cases went. Rows that are wrong are reported in their own column and do not fail
 * the run.
 *
 * @param cases rows estimated
 * @param errors rows among them that are wrong
 * @param out the file with the results
 * @param page what {@code --html} shows
 */
record CaseReport(int cases, int errors, Path out, CasePage page) implements Report {

  /** The document of {@code estimate --cases --json}; its keys are kept stable. */
  record Document(int cases, int errors, Path out) {}

  @Override
  public Optional<String> html() {
    return Optional.of(page.page().html());
  }

  @Override
  public String text(TextStyle style) {
    return "%d cases, %d with an error, written to %s%n".formatted(cases, errors, out);
  }

  @Override
  public Object json() {
    return new Document(cases, errors, out);
  }
}
