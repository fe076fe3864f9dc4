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

  /**
   * The word users write: {@code ring}, {@code multi-axis-ring}, {@code hierarchical}, {@code
   * hierarchical-multi-axis-ring}.
   */
  public String word() {
    String label = label();
    int list = label.indexOf(" (");
    return (list < 0 ? label : label.substring(0, list)).replace(' ', '-');
  }

  /**
   * The name in results: {@code ring}, {@code multi-axis ring}, {@code hierarchical (ring,
   * direct)}, {@code hierarchical multi-axis ring}.
   */
  public String label() {
    String prefix =
        switch (order) {
          case SEQUENTIAL -> "";
          case ROTATED -> "multi-axis ";
          case ROTATED_IN_LEVELS -> "hierarchical multi-axis ";
        };
    if (perAxis.stream().distinct().count() > 1) {
      String start = order == AxisOrder.SEQUENTIAL ? "hierarchical " : prefix;
      return perAxis.stream()
          .map(AxisAlgorithm::label)
          .collect(Collectors.joining(", ", start + "(", ")"));
    }
    return prefix + (perAxis.isEmpty() ? "none" : perAxis.getFirst().label());
  }
}
