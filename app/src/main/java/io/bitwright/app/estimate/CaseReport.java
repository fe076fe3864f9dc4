package io.bitwright.app.estimate;

import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import java.nio.file.Path;

/**
 * How a file of cases went. Rows that are wrong are reported in their own column and do not fail
 * the run.
 *
 * @param cases rows estimated
 * @param errors rows among them that are wrong
 * @param out the file with the results
 */
record CaseReport(int cases, int errors, Path out) implements Report {
  @Override
  public String text(TextStyle style) {
    return "%d cases, %d with an error, written to %s%n".formatted(cases, errors, out);
  }

  @Override
  public Object json() {
    return this;
  }
}
