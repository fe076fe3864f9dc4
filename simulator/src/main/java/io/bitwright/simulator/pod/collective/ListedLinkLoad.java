package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodGraph;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Loads link by link.
 *
 * @param graph the pod, with its failures
 * @param bytesOfLinks bytes over each used link, by its index
 */
record ListedLinkLoad(PodGraph graph, Map<Integer, Double> bytesOfLinks) implements LinkLoad {
  ListedLinkLoad {
    bytesOfLinks = Map.copyOf(bytesOfLinks);
  }

  @Override
  public List<Axis> axes() {
    return graph.axes();
  }

  @Override
  public OptionalDouble bytes(int from, int to) {
    return graph.link(from, to).stream()
        .mapToDouble(link -> bytesOfLinks.getOrDefault(link.index(), 0.0))
        .findFirst();
  }

  @Override
  public double busiestBytes() {
    return bytesOfLinks.values().stream().mapToDouble(bytes -> bytes).max().orElse(0);
  }

  @Override
  public double totalBytes() {
    return bytesOfLinks.values().stream().mapToDouble(bytes -> bytes).sorted().sum();
  }
}
