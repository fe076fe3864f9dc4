package io.bitwright.simulator.explain;

import io.bitwright.simulator.estimate.Execution;
import io.bitwright.spec.accelerator.AcceleratorSpec;

/** A task and the machine it runs on. */
public record Scenario(AcceleratorSpec accelerator, Task task) {

  /** Times it. */
  public Execution execution() {
    return task.on(accelerator);
  }
}
