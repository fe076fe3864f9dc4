package io.bitwright.app.generation;

import io.bitwright.app.report.JoinedDocument;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;
import java.util.Optional;

/**
 * A continued prompt: the text, what it took, and how its tokens were found.
 *
 * @param passes what each pass took, for the page
 */
record RunReport(RunFigures run, DecodingFigures decoding, List<PassFigures> passes)
    implements Report {

  RunReport {
    passes = List.copyOf(passes);
  }

  @Override
  public Optional<String> html() {
    return Optional.of(RunPage.of(this).html());
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder report = new StringBuilder();
    report.append(run.prompt()).append(style.bold(run.text())).append("\n\n");
    report.append(
        "%s, %s weights, on %s (%s engine)%n"
            .formatted(run.model(), run.weights(), run.accelerator(), run.engine()));
    int tokens = run.tokens().size();
    report.append(decoding.lines(tokens));
    report.append(
        "%d tokens after a prompt of %d: %s cycles of linear layers, %s a token%n"
            .formatted(
                tokens,
                run.promptTokens(),
                NumberText.count(run.cycles()),
                NumberText.count(run.cycles() / tokens)));
    if (run.ranOnRtl()) {
      report.append(
          "RTL %s cycles, simulated %s: %s%n"
              .formatted(
                  NumberText.count(run.cycles()),
                  NumberText.count(run.simulatedCycles()),
                  passed() ? "equal" : "DIFFERENT"));
    }
    report.append(
        "%s, estimated: %s, %s tokens/s, %s, %s a token%n"
            .formatted(
                decoding.draft().isPresent() ? "both whole models" : "whole model",
                Quantities.formatSeconds(run.estimatedSeconds()),
                Quantities.formatNumber(tokens / run.estimatedSeconds()),
                Quantities.formatJoules(run.energyJoules()),
                Quantities.formatJoules(run.energyPerTokenJoules())));
    return report.toString();
  }

  @Override
  public Object json() {
    return new JoinedDocument(run, decoding);
  }

  /** Whether RTL and simulator took the same cycles. */
  @Override
  public boolean passed() {
    return run.cycles() == run.simulatedCycles();
  }
}
