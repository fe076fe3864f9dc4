package io.bitwright.app.demo;

import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.spec.workload.WorkloadSpec;

/** What a phase of a model costs on an accelerator. */
record DemoEstimate(String model, String accelerator, WorkloadSpec workload, CostEstimate cost) {

  /** The figures of it that the JSON document holds. */
  record Figures(
      String model,
      String accelerator,
      String phase,
      String weights,
      String activations,
      double latencySeconds,
      double tokensPerSecond,
      double mfu,
      boolean fitsInMemory,
      String bottleneck,
      double energyPerTokenJoules) {}

  Figures figures() {
    return new Figures(
        model,
        accelerator,
        workload.phase().label(),
        workload.weights().label(),
        workload.activations().label(),
        cost.estimate().latencySeconds(),
        cost.estimate().tokensPerSecond(),
        cost.estimate().mfu(),
        cost.estimate().fitsInMemory(),
        cost.estimate().bottleneck().label(),
        cost.joulesPerToken());
  }
}
