package io.bitwright.app.command;

import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.JUnitXml;
import io.bitwright.app.report.Report;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitwright validate}: every published or measured number that we claim to reproduce. */
@Command(
    name = "validate",
    description = {
      "Every published or measured number that we claim to reproduce beside ours, with the error.",
      "Exit status 1 if one does not hold without a known reason."
    },
    footer = {
      "  ./bitwright validate",
      "  ./bitwright validate --html validation.html",
      "  ./bitwright validate --subject chips --markdown docs/results/validation.md",
      "  ./bitwright validate --subject pods --markdown docs/results/pods.md"
    })
public final class ValidateCommand extends ReportCommand {
  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description =
          "chips (inference on one), or pods (several chips, and training); default both.")
  private @Nullable String subject;

  @Option(
      names = "--markdown",
      paramLabel = "FILE.md",
      description =
          "Also write the rows as a page, with a summary and a picture; of long tables the worst rows.")
  private @Nullable Path markdown;

  @Option(
      names = "--junit",
      paramLabel = "FILE.xml",
      description = "The rows as JUnit XML, for a CI system; known deviations are skipped tests.")
  private @Nullable Path junit;

  @Option(
      names = "--energy",
      description = "Published energies beside those of our own gates, which takes minutes.")
  private boolean energy;

  @Option(
      names = "--liberty",
      paramLabel = "FILE.lib[,FILE.lib...]",
      description =
          "With --energy: a library of standard cells; may be given again. Default: qflow-tech-osu018.")
  private List<String> liberty = new ArrayList<>();

  public ValidateCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return !energy;
  }

  @Override
  protected Report report() {
    if (energy) {
      return gateEnergy();
    }
    if (!liberty.isEmpty()) {
      throw new SpecException("--liberty goes with --energy");
    }
    Optional<ValidationSubject> only =
        Optional.ofNullable(subject).map(ValidationSubject.VOCABULARY::parse);
    ValidationReport report =
        ValidationReport.of(
            only.map(List::of).orElseGet(() -> List.of(ValidationSubject.values())));
    if (markdown != null) {
      ValidationSubject of =
          only.orElseThrow(() ->
              new SpecException("--markdown writes one subject: give --subject chips or pods"));
      AtomicOutput.file(markdown, ValidationMarkdown.of(of, report.rows()));
      AtomicOutput.file(
          markdown.resolveSibling(of.picture()), ValidationPage.picture(of, report.rows()));
    }
    if (junit != null) {
      AtomicOutput.file(junit, JUnitXml.text("validate", ValidationTestSuites.of(report.rows())));
    }
    return report;
  }

  private Report gateEnergy() {
    if (subject != null) {
      throw new SpecException("--energy and --subject exclude each other");
    }
    if (junit != null) {
      throw new SpecException("--junit is of checks; --energy compares and judges nothing");
    }
    GateEnergyComparison comparison = GateEnergyValidation.run(liberty, console());
    if (markdown != null) {
      AtomicOutput.file(markdown, comparison.markdown());
    }
    return comparison;
  }
}
