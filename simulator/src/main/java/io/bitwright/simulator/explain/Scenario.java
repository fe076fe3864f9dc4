package io.bitwright.simulator.explain;

import io.bitwright.simulator.estimate.Execution;
import io.bitwright.spec.accelerator.AcceleratorSpec;

/** A task and the machine it runs on. */
public record Scenario(AcceleratorSpec accelerator, Task task) {

  /** Times it, operators of layers that are alike together. */
  public Execution execution() {
    return task.on(accelerator);
  }

  /** Times it layer by layer. */
  public Execution layerByLayer() {
    return task.layerByLayer(accelerator);
  }
}
