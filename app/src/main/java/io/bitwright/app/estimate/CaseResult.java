package io.bitwright.app.estimate;

import io.bitwright.app.pod.PodRequest;
import io.bitwright.app.report.NumberText;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.pod.collective.CollectiveEstimate;
import java.util.List;

/**
 * What one row of a case file gave.
 *
 * @param cells the values of {@link #COLUMNS}
 * @param error why there are none, or empty
 */
record CaseResult(List<String> cells, String error) {
  /** The columns that are added to a row. */
  static final List<String> COLUMNS =
      List.of("seconds", "cycles", "tokens_per_s", "mfu", "energy_j", "bound_by", "error");

  static CaseResult of(CostEstimate cost) {
    Estimate estimate = cost.estimate();
    return new CaseResult(
        List.of(
            NumberText.exact(estimate.latencySeconds()),
            Long.toString(estimate.cycles()),
            NumberText.exact(estimate.tokensPerSecond()),
            NumberText.exact(estimate.mfu()),
            NumberText.exact(cost.energy().total()),
            estimate.bottleneck().label(),
            ""),
        "");
  }

  /** A collective has a time and what bounds it, nothing else. */
  static CaseResult of(CollectiveEstimate collective) {
    return new CaseResult(
        List.of(
            NumberText.exact(collective.seconds()),
            "",
            "",
            "",
            "",
            collective.bounds().greatest(),
            ""),
        "");
  }

  /** Several chips or training: cycles differ from chip to chip. */
  static CaseResult of(PodRequest.Figures figures) {
    return new CaseResult(
        List.of(
            NumberText.exact(figures.seconds()),
            "",
            NumberText.exact(figures.tokensPerSecond()),
            NumberText.exact(figures.mfu()),
            NumberText.exact(figures.joules()),
            figures.boundBy(),
            ""),
        "");
  }

  static CaseResult failed(String error) {
    return new CaseResult(List.of("", "", "", "", "", "", error), error);
  }
}
