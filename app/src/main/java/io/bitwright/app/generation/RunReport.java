package io.bitwright.app.generation;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;

/**
 * A continued prompt.
 *
 * @param cycles clock cycles of the linear layers on the matrix unit: the RTL's own if it ran
 * @param simulatedCycles the same as the simulator predicts them
 * @param estimatedSeconds time of the whole model on the accelerator
 * @param energyJoules energy of the whole model, system view
 * @param ranOnRtl whether the cycles are the RTL's
 */
record RunReport(
    String model,
    String engine,
    String accelerator,
    String weights,
    int promptTokens,
    String prompt,
    String text,
    List<Integer> tokens,
    long cycles,
    long simulatedCycles,
    double estimatedSeconds,
    double energyJoules,
    double energyPerTokenJoules,
    boolean ranOnRtl)
    implements Report {

  @Override
  public String text(TextStyle style) {
    StringBuilder report = new StringBuilder();
    report.append(prompt).append(style.bold(text)).append("\n\n");
    report.append(
        "%s, %s weights, on %s (%s engine)%n".formatted(model, weights, accelerator, engine));
    report.append(
        "%d tokens after a prompt of %d: %s cycles of linear layers, %s a token%n"
            .formatted(
                tokens.size(),
                promptTokens,
                NumberText.count(cycles),
                NumberText.count(cycles / tokens.size())));
    if (ranOnRtl) {
      report.append(
          "RTL %s cycles, simulated %s: %s%n"
              .formatted(
                  NumberText.count(cycles),
                  NumberText.count(simulatedCycles),
                  passed() ? "equal" : "DIFFERENT"));
    }
    report.append(
        "whole model, estimated: %s, %s tokens/s, %s, %s a token%n"
            .formatted(
                Quantities.formatSeconds(estimatedSeconds),
                Quantities.formatNumber(tokens.size() / estimatedSeconds),
                Quantities.formatJoules(energyJoules),
                Quantities.formatJoules(energyPerTokenJoules)));
    return report.toString();
  }

  @Override
  public Object json() {
    return this;
  }

  /** Whether RTL and simulator took the same cycles. */
  @Override
  public boolean passed() {
    return cycles == simulatedCycles;
  }
}
