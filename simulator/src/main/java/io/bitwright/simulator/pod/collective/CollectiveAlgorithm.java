package io.bitwright.simulator.pod.collective;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An algorithm of a collective over several axes.
 *
 * @param order of the axes
 * @param perAxis what is done along each axis
 */
public record CollectiveAlgorithm(AxisOrder order, List<AxisAlgorithm> perAxis) {
  public CollectiveAlgorithm {
    perAxis = List.copyOf(perAxis);
  }

  /** The same along every axis. */
  public static CollectiveAlgorithm uniform(AxisOrder order, AxisAlgorithm algorithm, int axes) {
    return new CollectiveAlgorithm(order, Collections.nCopies(axes, algorithm));
  }

  /** The word users write: {@code ring}, {@code multi-axis-ring}, {@code hierarchical}. */
  public String word() {
    return perAxis.stream().distinct().count() > 1 ? "hierarchical" : label().replace(' ', '-');
  }

  /**
   * The name in results: {@code ring}, {@code multi-axis ring}, {@code hierarchical (ring,
   * direct)}.
   */
  public String label() {
    if (perAxis.stream().distinct().count() > 1) {
      return perAxis.stream()
          .map(AxisAlgorithm::label)
          .collect(Collectors.joining(", ", "hierarchical (", ")"));
    }
    String name = perAxis.isEmpty() ? "none" : perAxis.getFirst().label();
    return order == AxisOrder.ROTATED ? "multi-axis " + name : name;
  }
}
