package io.bitwright.simulator.pod.collective;

import java.util.List;

/**
 * Transfers that start together.
 *
 * @param transfers in any order
 */
public record Step(List<Transfer> transfers) {
  public Step {
    transfers = List.copyOf(transfers);
  }
}
