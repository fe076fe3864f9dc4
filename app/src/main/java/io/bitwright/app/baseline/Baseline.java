package io.bitwright.app.baseline;

import io.bitwright.app.report.JsonOutput;
import io.bitwright.app.report.Report;

/**
 * Figures that those of a run are held against.
 *
 * @param document the figures
 * @param worseBy the share by which a figure may get worse, 0 or more
 */
public record Baseline(FigureDocument document, double worseBy) {

  /**
   * The report with the comparison of its figures; it passes if the report passes and no figure got
   * worse by more than is allowed.
   *
   * @throws io.bitwright.spec.SpecException if the report is of another subject than the baseline,
   *     or lacks figures that the baseline has
   */
  public Report holdAgainst(Report report) {
    FigureDocument now = FigureDocument.parse("this run", JsonOutput.render(report.json()));
    return new BaselineReport(report, FigureComparison.of(document, now).ofOneSubject(), worseBy);
  }
}
