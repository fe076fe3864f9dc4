package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Map;

/** What a format costs in fidelity, by the table of a space. */
final class FidelityLoss {
  private FidelityLoss() {}

  /**
   * The loss of a request's weights; not a number if the space has no table.
   *
   * @throws SpecException if the table does not have the format
   */
  static double of(DesignSpace space, Map<String, String> request, WorkloadSpec workload) {
    if (space.fidelityLoss().isEmpty()) {
      return Double.NaN;
    }
    String word = request.getOrDefault("weights", workload.weights().label());
    Double loss = space.fidelityLoss().get(word);
    if (loss == null) {
      throw new SpecException(
          "fidelity has no loss of the weights "
              + word
              + "; it has "
              + String.join(", ", space.fidelityLoss().keySet()));
    }
    return loss;
  }
}
