package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelGraph;
import io.bitwright.simulator.workload.NetworkPass;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pass of a convolutional network costs; an image counts as a token. */
public final class NetworkEstimate {
  private NetworkEstimate() {}

  /**
   * Estimates a pass.
   *
   * @throws io.bitwright.spec.SpecException as {@link Estimator#estimate}
   */
  public static Estimate of(Machine machine, ModelConfig model, WorkloadSpec workload) {
    AcceleratorSpec accelerator = machine.accelerator();
    NetworkPass pass = NetworkPass.of(model, workload);
    ModelFormats formats = Estimator.formats(accelerator, workload);
    Map<Operator, Long> counts =
        machine.counted(ModelGraph.ofDistinctLayers(model, workload, formats));
    List<OperatorEstimate> lines = new ArrayList<>();
    counts.forEach(
        (operator, count) -> lines.add(machine.line(operator, count, lines.isEmpty() ? 1 : 0)));
    double flops = ModelWork.flops(model, workload);
    return EstimateSum.of(
        accelerator,
        lines,
        pass.images(),
        flops,
        flops,
        Estimator.peakFlopsPerSecond(accelerator, workload.weights(), workload.activations()),
        MemoryBytes.of(pass, model, formats),
        Optional.empty());
  }
}
