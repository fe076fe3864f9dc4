package io.bitwright.app.pod;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.parallel.PodMachine;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.pod.PodSpec;
import java.util.List;
import java.util.Optional;

/**
 * The chips that something is estimated on.
 *
 * @param name of the pod, or of the one chip
 * @param machine its chips
 */
public record PodTarget(String name, PodMachine machine) {

  /**
   * The chips of a choice: a pod, or one chip of an accelerator where no pod is asked for.
   *
   * @param accelerator a name or a file
   * @throws SpecException if there is no such pod or accelerator
   */
  public static PodTarget of(ParallelChoices choices, Optional<String> accelerator) {
    if (choices.isOneChip()) {
      return ofChip(
          AcceleratorLibrary.resolve(
              accelerator.orElseThrow(
                  () -> new SpecException("no chip: give --accelerator, or --pod for several"))));
    }
    PodSpec pod = choices.resolvePod(accelerator);
    if (pod.chips() > Integer.MAX_VALUE) {
      throw new SpecException(pod.name() + " has more than 2147483647 chips");
    }
    return new PodTarget(pod.name(), PodMachine.of(pod));
  }

  /** One chip. */
  public static PodTarget ofChip(AcceleratorSpec chip) {
    return new PodTarget(chip.name(), PodMachine.of(Machine.of(chip), List.of(), false));
  }

  /** Each of the chips. */
  public AcceleratorSpec accelerator() {
    return machine.machine().accelerator();
  }

  public int chips() {
    return Math.toIntExact(PodAxes.chips(machine.axes()));
  }

  /** {@code 64 tpu-v4 of tpu-v4-64}, or the name of the one chip. */
  public String label() {
    return chips() == 1 ? name : "%d %s of %s".formatted(chips(), accelerator().name(), name);
  }
}
