package io.bitwright.app.report;

import java.nio.file.Path;

/**
 * A report beside which a file was written.
 *
 * @param report what is printed
 * @param file what was written
 */
public record WrittenReport(Report report, Path file) implements Report {
  @Override
  public String text(TextStyle style) {
    return report.text(style) + "wrote " + file + "\n";
  }

  @Override
  public Object json() {
    return report.json();
  }

  @Override
  public boolean passed() {
    return report.passed();
  }
}
