package io.bitwright.junit;

import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** RTL, golden kernel and simulator agree, or the test fails. */
final class Agreement {
  private static final int MOST_LINES = 10;

  private Agreement() {}

  /**
   * @throws AssertionFailedError saying which runs disagree, in what, and how to run them again
   */
  static void require(CosimSubject subject, CosimReport report) {
    if (!report.agrees()) {
      throw new AssertionFailedError(message(subject, report));
    }
  }

  private static String message(CosimSubject subject, CosimReport report) {
    List<CosimResult> wrong = report.results().stream().filter(result -> !result.agrees()).toList();
    StringBuilder text =
        new StringBuilder(
            "%s: %d of %d runs disagree (%d value mismatches, %d cycle differences)\n"
                .formatted(
                    subject.title(),
                    wrong.size(),
                    report.cases(),
                    report.valueMismatches(),
                    report.cycleDifferences()));
    wrong.stream()
        .limit(MOST_LINES)
        .forEach(
            result -> text.append("  %s: %s\n".formatted(result.title(), result.disagreement())));
    if (wrong.size() > MOST_LINES) {
      text.append("  and %d more\n".formatted(wrong.size() - MOST_LINES));
    }
    return text.append("again: ").append(command(subject)).toString();
  }

  /** The same runs at the command line; a unit's settings say all that its accelerator does. */
  private static String command(CosimSubject subject) {
    String settings =
        subject.unit().settings().entrySet().stream()
            .map(Map.Entry::toString)
            .collect(Collectors.joining(" --set ", " --set ", ""));
    return "./bitwright cosim --unit %s%s --cases %d --seed %d"
        .formatted(subject.unit().unit().label(), settings, subject.cases(), subject.seed());
  }
}
