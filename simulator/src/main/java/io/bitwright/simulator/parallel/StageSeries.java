package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.parallel.LayerCollective.Beside;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.workload.PassSeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A series of passes of one group of sequences on a chip of one stage.
 *
 * @param lines operators of all passes
 * @param collectives of one pass; all passes have the same
 */
record StageSeries(
    PassSeries series, List<OperatorEstimate> lines, List<LayerCollective> collectives) {
  private static final Set<String> INPUT =
      Set.of("q_proj", "k_proj", "v_proj", "gate_proj", "up_proj");
  private static final Set<String> OUTPUT = Set.of("o_proj", "down_proj");
  private static final String EXPERT = "expert_";

  StageSeries {
    lines = List.copyOf(lines);
    collectives = List.copyOf(collectives);
  }

  double computeSeconds() {
    return lines.stream().mapToDouble(OperatorEstimate::seconds).sum();
  }

  /**
   * The collectives of all passes. What runs beside products is exposed for as long as it takes
   * longer than they do; a layer's share of both is that of all layers.
   */
  List<CollectiveLine> collectiveLines(PodMachine pod, Placement placement) {
    List<CollectiveLine> all = new ArrayList<>();
    Map<Beside, Double> seconds = new EnumMap<>(Beside.class);
    for (LayerCollective collective : collectives) {
      CollectiveLine line = line(pod, placement, collective);
      all.add(line);
      seconds.merge(collective.beside(), line.seconds(), Double::sum);
    }
    if (!pod.overlap()) {
      return all;
    }
    List<CollectiveLine> overlapped = new ArrayList<>();
    for (int place = 0; place < all.size(); place++) {
      Beside beside = collectives.get(place).beside();
      overlapped.add(exposed(all.get(place), seconds.getOrDefault(beside, 0.0), products(beside)));
    }
    return overlapped;
  }

  private static CollectiveLine exposed(CollectiveLine line, double together, double products) {
    double share = together > 0 ? Math.max(0, together - products) / together : 0;
    return new CollectiveLine(
        line.name(),
        line.over(),
        line.collective(),
        line.algorithm(),
        line.bytes(),
        line.count(),
        line.seconds(),
        line.seconds() * share);
  }

  private CollectiveLine line(PodMachine pod, Placement placement, LayerCollective collective) {
    List<Axis> group = new ArrayList<>();
    collective.over().forEach(degree -> group.addAll(placement.axes(degree)));
    CollectiveChoice choice =
        collective.axisByAxis()
            ? pod.axisByAxis(group, collective.collective(), collective.bytes())
            : pod.fastest(group, collective.collective(), collective.bytes());
    long count = Math.multiplyExact(collective.count(), series.passes());
    double seconds = choice.seconds() * count;
    return new CollectiveLine(
        collective.name(),
        collective.over(),
        collective.collective(),
        choice.algorithm(),
        collective.bytes(),
        count,
        seconds,
        seconds);
  }

  /** Seconds of the products that a collective can run beside. */
  private double products(Beside beside) {
    return lines.stream()
        .filter(line -> isBeside(beside, line.name()))
        .mapToDouble(OperatorEstimate::seconds)
        .sum();
  }

  /** The products of the last stack, or those of fused kernels, which are of one side each. */
  private static boolean isBeside(Beside beside, String kernel) {
    String first = kernel.split("\\+", -1)[0];
    String name = first.substring(first.lastIndexOf('.') + 1);
    String plain = name.startsWith(EXPERT) ? name.substring(EXPERT.length()) : name;
    return switch (beside) {
      case NONE -> false;
      case INPUT -> INPUT.contains(plain);
      case OUTPUT -> OUTPUT.contains(plain);
      case ALL -> INPUT.contains(plain) || OUTPUT.contains(plain);
    };
  }
}
